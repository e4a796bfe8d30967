"""Two calm themes of our own, dark and light, and one colour per category.

The grounds are so grey that a terminal with 256 colours shows them as greys and not as blues. One with 16 would turn
most of the other colours grey too, so each theme has a form of just those 16. Nothing is said by colour alone.
"""

from typing import Any, Final

from textual.theme import Theme

DARK: Final = "habitos-dark"
LIGHT: Final = "habitos-light"
SIXTEEN: Final = "habitos-16"
SIXTEEN_LIGHT: Final = "habitos-16-light"

_COLORS: Final = {
    "primary": ("#7fb8a4", "#2c7362", "#00aaaa", "#0000aa"),
    "secondary": ("#7aa8e0", "#2b5c9e", "#5555ff", "#aa00aa"),
    "accent": ("#e0b36a", "#8a5a0c", "#ffff55", "#aa0000"),
    "warning": ("#e0b36a", "#8a5a0c", "#ffff55", "#aa5500"),
    "error": ("#e07a72", "#ab2f2a", "#ff5555", "#aa0000"),
    "success": ("#8cc97b", "#3b7a2c", "#55ff55", "#0000aa"),
    "foreground": ("#d8dde3", "#22282e", "#ffffff", "#000000"),
    "background": ("#121416", "#f4f3ef", "#000000", "#ffffff"),
    "surface": ("#191b1e", "#faf9f6", "#000000", "#ffffff"),
    "panel": ("#25282c", "#e7e5de", "#000000", "#ffffff"),
}
"""The colours of Textual's own names in each theme: dark, light, and the same of 16 colours."""

_CATEGORIES: Final = {
    "category-health": ("#8cc97b", "#3b7a2c", "#55ff55", "#555555"),
    "category-productivity": ("#7aa8e0", "#2b5c9e", "#5555ff", "#0000aa"),
    "category-learning": ("#b79be0", "#69489f", "#ff55ff", "#aa00aa"),
    "category-wellness": ("#63c2b5", "#14756a", "#55ffff", "#000000"),
    "category-social": ("#e69a7e", "#a64a2a", "#ff5555", "#aa0000"),
    "category-financial": ("#d9b968", "#80620f", "#ffff55", "#aa5500"),
    "category-creativity": ("#dd8fb8", "#9c3a70", "#aa5500", "#aa00aa"),
    "category-mindfulness": ("#86b6c9", "#2f6b82", "#00aaaa", "#0000aa"),
    "category-other": ("#a6adb8", "#545c66", "#aaaaaa", "#555555"),
}

_VARIABLES: Final = _CATEGORIES | {
    "border-blurred": ("#3f444b", "#c2c0b6", "#555555", "#aaaaaa"),
    "block-cursor-foreground": ("#10151a", "#ffffff", "#000000", "#ffffff"),
    "block-cursor-blurred-background": ("#31353a", "#dad8cf", "#555555", "#aaaaaa"),
    "footer-background": ("#191b1e", "#e7e5de", "#000000", "#ffffff"),
    "footer-description-foreground": ("#aab3bf", "#4b535b", "#aaaaaa", "#555555"),
    "input-selection-background": ("#7fb8a4 35%", "#2c7362 30%", "#0000aa", "#aaaaaa"),
    "scrollbar-background": ("#191b1e", "#eeece6", "#000000", "#ffffff"),
    "scrollbar-hover": ("#4f555d", "#a8a69b", "#aaaaaa", "#555555"),
}
"""Other colours of each theme, by variable name; blurred means without focus."""


def _theme(name: str, column: int, *, dark: bool = True) -> Theme:
    """Return the theme of a column of the tables."""
    colors: dict[str, Any] = {role: by_theme[column] for role, by_theme in _COLORS.items()}
    variables = {variable: by_theme[column] for variable, by_theme in _VARIABLES.items()}
    scrollbar = variables["scrollbar-background"]
    variables |= {
        "border": colors["primary"],
        "block-cursor-background": colors["primary"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": colors["foreground"],
        "block-cursor-blurred-text-style": "none",
        "footer-key-foreground": colors["accent"],
        "input-cursor-text-style": "reverse",
        "scrollbar": variables["border-blurred"],
        "scrollbar-active": colors["primary"],
        "scrollbar-background-hover": scrollbar,
        "scrollbar-background-active": scrollbar,
        "scrollbar-corner-color": scrollbar,
    }
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

CATEGORY_VARIABLES: Final = {category: dark for category, (dark, *_) in _CATEGORIES.items()}
"""Defaults for themes that define no category colours."""


def theme_for(name: str, *, few_colors: bool) -> str:
    """Return the theme to show for a chosen one: on 16 colours, the variant of ours.

    An empty name is ours for a dark terminal.
    """
    wanted = name or DARK
    return _IN_SIXTEEN.get(wanted, wanted) if few_colors else wanted


def category_variable(category: str) -> str:
    """Return the name of the theme variable with a category's colour; custom categories share that of "other".

    Use `"$" + category_variable(...)` in a Content style, or look it up in `app.theme_variables`.
    """
    name = f"category-{category}"
    return name if name in _CATEGORIES else "category-other"
