"""Two calm themes of our own, dark and light, and one colour per category.

The grounds are so grey that a terminal with 256 colours shows them as greys and not as blues. One with 16 would turn
most of the other colours grey too, so each theme has a form of just those 16. Nothing is said by colour alone.
"""

from typing import Any, Final

from textual.color import Color
from textual.theme import Theme

from habitos_tui.ui.kit.contrast import at_ratio

DARK: Final = "habitos-dark"
LIGHT: Final = "habitos-light"
SIXTEEN: Final = "habitos-16"
SIXTEEN_LIGHT: Final = "habitos-16-light"

_COLORS: Final = {
    "primary": ("#7fb8a4", "#266556", "#00aaaa", "#0000aa"),
    "secondary": ("#7aa8e0", "#2a5b9c", "#55ffff", "#aa00aa"),
    "accent": ("#e0b36a", "#7e520b", "#ffff55", "#aa0000"),
    "warning": ("#e0b36a", "#7e520b", "#ffff55", "#aa5500"),
    "error": ("#e07a72", "#a72e29", "#ff5555", "#aa0000"),
    "success": ("#8cc97b", "#326725", "#55ff55", "#0000aa"),
    "foreground": ("#d8dde3", "#22282e", "#ffffff", "#000000"),
    "background": ("#121416", "#f4f3ef", "#000000", "#ffffff"),
    "surface": ("#191b1e", "#faf9f6", "#000000", "#ffffff"),
    "panel": ("#25282c", "#e7e5de", "#000000", "#ffffff"),
}
"""The colours of Textual's own names in each theme: dark, light, and the same of 16 colours."""

_CATEGORIES: Final = {
    "category-health": ("#8cc97b", "#326725", "#55ff55", "#555555"),
    "category-productivity": ("#7aa8e0", "#2a5b9c", "#55ffff", "#0000aa"),
    "category-learning": ("#b79be0", "#69489f", "#ff55ff", "#aa00aa"),
    "category-wellness": ("#63c2b5", "#11665d", "#00aa00", "#000000"),
    "category-social": ("#e69a7e", "#954225", "#ff5555", "#aa0000"),
    "category-financial": ("#d9b968", "#71570d", "#ffff55", "#aa5500"),
    "category-creativity": ("#dd8fb8", "#97386c", "#ffffff", "#aa00aa"),
    "category-mindfulness": ("#86b6c9", "#2a6176", "#00aaaa", "#0000aa"),
    "category-other": ("#a6adb8", "#545c66", "#aaaaaa", "#555555"),
}

_VARIABLES: Final = _CATEGORIES | {
    "foreground-muted": ("#d8dde3b3", "#22282ebd", "#aaaaaa", "#555555"),
    "faint": ("#d8dde375", "#22282e8f", "#aaaaaa", "#555555"),
    "cursor-ground": ("#25312f", "#dae2dc", "#0000aa", "#0000aa"),
    "cursor-ground-blurred": ("#1f2725", "#e6eae4", "#000000", "#ffffff"),
    "field": ("#25282c", "#e7e5de", "#0000aa", "#aaaaaa"),
    "field-focus": ("#2f3b39", "#ced6cd", "#0000aa", "#aaaaaa"),
    "border-blurred": ("#626973", "#88867d", "#aaaaaa", "#555555"),
    "block-cursor-background": ("#7fb8a4", "#266556", "#0000aa", "#0000aa"),
    "block-cursor-foreground": ("#10151a", "#ffffff", "#ffffff", "#ffffff"),
    "block-cursor-blurred-background": ("#31353a", "#dad8cf", "#000000", "#ffffff"),
    "footer-background": ("#191b1e", "#e7e5de", "#000000", "#ffffff"),
    "footer-description-foreground": ("#aab3bf", "#4b535b", "#aaaaaa", "#555555"),
    "input-selection-background": ("#7fb8a4 26%", "#266556 22%", "#0000aa", "#aaaaaa"),
    "scrollbar-background": ("#191b1e", "#eeece6", "#000000", "#ffffff"),
    "scrollbar-hover": ("#7c848d", "#6c6a62", "#ffffff", "#000000"),
}
"""Other colours of each theme, by variable name; blurred means without focus."""


SHADE_RATIOS: Final = (3.1, 4.9, 7.7, 12.0)
"""Of the shades of a map to its ground: each as far from the next, and the palest still seen."""


def _shades(ink: str, ground: str) -> dict[str, str]:
    """Return the shades of a colour; where colours cannot be mixed all are the same, and signs tell them apart."""
    colors = Color.parse(ink), Color.parse(ground)
    mixed = all(color.ansi is None for color in colors)
    return {
        f"shade-{place}": at_ratio(*colors, ratio).hex if mixed else ink for place, ratio in enumerate(SHADE_RATIOS, 1)
    }


def _theme(name: str, column: int, *, dark: bool = True) -> Theme:
    """Return the theme of a column of the tables."""
    colors: dict[str, Any] = {role: by_theme[column] for role, by_theme in _COLORS.items()}
    variables = {variable: by_theme[column] for variable, by_theme in _VARIABLES.items()}
    scrollbar = variables["scrollbar-background"]
    variables |= {
        "border": colors["primary"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": colors["foreground"],
        "block-cursor-blurred-text-style": "none",
        "foreground-disabled": variables["foreground-muted"],
        "text-muted": variables["foreground-muted"],
        "text-disabled": variables["foreground-muted"],
        "footer-key-foreground": colors["accent"],
        "input-cursor-text-style": "reverse",
        "scrollbar": variables["border-blurred"],
        "scrollbar-active": colors["primary"],
        "scrollbar-background-hover": scrollbar,
        "scrollbar-background-active": scrollbar,
        "scrollbar-corner-color": scrollbar,
    }
    variables |= _shades(colors["success"], colors["background"])
    return Theme(name, variables=variables, dark=dark, **colors)


THEMES: Final = (
    _theme(DARK, 0),
    _theme(LIGHT, 1, dark=False),
    _theme(SIXTEEN, 2),
    _theme(SIXTEEN_LIGHT, 3, dark=False),
)

_IN_SIXTEEN: Final = {DARK: SIXTEEN, LIGHT: SIXTEEN_LIGHT}
NOT_OFFERED: Final = frozenset(_IN_SIXTEEN.values())
"""Themes not listed for choice: 16-colour variants of ours."""


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Return values for the variables of ours that `theme` may lack, as Textual's own themes do."""
    column = 0 if theme.dark else 1
    ink = theme.foreground or _COLORS["foreground"][column]
    return {variable: by_theme[column] for variable, by_theme in _CATEGORIES.items()} | {
        "faint": f"{ink} 50%",
        **_shades(theme.success or theme.primary, theme.background or _COLORS["background"][column]),
        "cursor-ground": f"{theme.primary} 18%",
        "cursor-ground-blurred": f"{theme.primary} 9%",
        "field": f"{ink} 12%",
        "field-focus": f"{theme.primary} 20%",
    }


def theme_for(name: str, *, few_colors: bool, light: bool) -> str:
    """Return the theme to show for a chosen one: on 16 colours, the variant of ours.

    An empty name is ours for the ground of the terminal.
    """
    wanted = name or (LIGHT if light else DARK)
    return _IN_SIXTEEN.get(wanted, wanted) if few_colors else wanted


def has_few_colors(theme: str) -> bool:
    """Tell whether a theme is one of 16 colours, where a ground leaves few colours that can be read on it."""
    return theme in NOT_OFFERED


def category_variable(category: str) -> str:
    """Return the name of the theme variable with a category's colour; custom categories share that of "other".

    Use `"$" + category_variable(...)` in a Content style, or look it up in `app.theme_variables`.
    """
    name = f"category-{category}"
    return name if name in _CATEGORIES else "category-other"
