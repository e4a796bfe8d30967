"""Two calm themes of our own, dark and light, and one colour per category.

The grounds are so grey that a terminal with 256 colours shows them as greys and not as blues. One with 16 would turn
most of the other colours grey too, so each theme has a form of just those 16. Nothing is said by colour alone.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = "habitos-dark"
LIGHT: Final = "habitos-light"
SIXTEEN: Final = "habitos-16"
SIXTEEN_LIGHT: Final = "habitos-16-light"

_DARK_CATEGORIES: Final = {
    "category-health": "#8cc97b",
    "category-productivity": "#7aa8e0",
    "category-learning": "#b79be0",
    "category-wellness": "#63c2b5",
    "category-social": "#e69a7e",
    "category-financial": "#d9b968",
    "category-creativity": "#dd8fb8",
    "category-mindfulness": "#86b6c9",
    "category-other": "#a6adb8",
}

_LIGHT_CATEGORIES: Final = {
    "category-health": "#3b7a2c",
    "category-productivity": "#2b5c9e",
    "category-learning": "#69489f",
    "category-wellness": "#14756a",
    "category-social": "#a64a2a",
    "category-financial": "#80620f",
    "category-creativity": "#9c3a70",
    "category-mindfulness": "#2f6b82",
    "category-other": "#545c66",
}

_SIXTEEN_CATEGORIES: Final = {
    "category-health": "#55ff55",
    "category-productivity": "#5555ff",
    "category-learning": "#ff55ff",
    "category-wellness": "#55ffff",
    "category-social": "#ff5555",
    "category-financial": "#ffff55",
    "category-creativity": "#aa5500",
    "category-mindfulness": "#00aaaa",
    "category-other": "#aaaaaa",
}

_SIXTEEN_LIGHT_CATEGORIES: Final = {
    "category-health": "#555555",
    "category-productivity": "#0000aa",
    "category-learning": "#aa00aa",
    "category-wellness": "#000000",
    "category-social": "#aa0000",
    "category-financial": "#aa5500",
    "category-creativity": "#aa00aa",
    "category-mindfulness": "#0000aa",
    "category-other": "#555555",
}

THEMES: Final = (
    Theme(
        name=DARK,
        primary="#7fb8a4",
        secondary="#7aa8e0",
        accent="#e0b36a",
        warning="#e0b36a",
        error="#e07a72",
        success="#8cc97b",
        foreground="#d8dde3",
        background="#121416",
        surface="#191b1e",
        panel="#25282c",
        dark=True,
        variables={
            **_DARK_CATEGORIES,
            "border": "#7fb8a4",
            "border-blurred": "#3f444b",
            "block-cursor-background": "#7fb8a4",
            "block-cursor-foreground": "#10151a",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#31353a",
            "block-cursor-blurred-foreground": "#d8dde3",
            "block-cursor-blurred-text-style": "none",
            "footer-background": "#191b1e",
            "footer-key-foreground": "#e0b36a",
            "footer-description-foreground": "#aab3bf",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "#7fb8a4 35%",
            "scrollbar": "#3f444b",
            "scrollbar-hover": "#4f555d",
            "scrollbar-active": "#7fb8a4",
            "scrollbar-background": "#191b1e",
            "scrollbar-background-hover": "#191b1e",
            "scrollbar-background-active": "#191b1e",
            "scrollbar-corner-color": "#191b1e",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#2c7362",
        secondary="#2b5c9e",
        accent="#8a5a0c",
        warning="#8a5a0c",
        error="#ab2f2a",
        success="#3b7a2c",
        foreground="#22282e",
        background="#f4f3ef",
        surface="#faf9f6",
        panel="#e7e5de",
        dark=False,
        variables={
            **_LIGHT_CATEGORIES,
            "border": "#2c7362",
            "border-blurred": "#c2c0b6",
            "block-cursor-background": "#2c7362",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#dad8cf",
            "block-cursor-blurred-foreground": "#22282e",
            "block-cursor-blurred-text-style": "none",
            "footer-background": "#e7e5de",
            "footer-key-foreground": "#8a5a0c",
            "footer-description-foreground": "#4b535b",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "#2c7362 30%",
            "scrollbar": "#c2c0b6",
            "scrollbar-hover": "#a8a69b",
            "scrollbar-active": "#2c7362",
            "scrollbar-background": "#eeece6",
            "scrollbar-background-hover": "#eeece6",
            "scrollbar-background-active": "#eeece6",
            "scrollbar-corner-color": "#eeece6",
        },
    ),
    Theme(
        name=SIXTEEN,
        primary="#00aaaa",
        secondary="#5555ff",
        accent="#ffff55",
        warning="#ffff55",
        error="#ff5555",
        success="#55ff55",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        dark=True,
        variables={
            **_SIXTEEN_CATEGORIES,
            "border": "#00aaaa",
            "border-blurred": "#555555",
            "block-cursor-background": "#00aaaa",
            "block-cursor-foreground": "#000000",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#555555",
            "block-cursor-blurred-foreground": "#ffffff",
            "block-cursor-blurred-text-style": "none",
            "footer-background": "#000000",
            "footer-key-foreground": "#ffff55",
            "footer-description-foreground": "#aaaaaa",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "#0000aa",
            "scrollbar": "#555555",
            "scrollbar-hover": "#aaaaaa",
            "scrollbar-active": "#00aaaa",
            "scrollbar-background": "#000000",
            "scrollbar-background-hover": "#000000",
            "scrollbar-background-active": "#000000",
            "scrollbar-corner-color": "#000000",
        },
    ),
    Theme(
        name=SIXTEEN_LIGHT,
        primary="#0000aa",
        secondary="#aa00aa",
        accent="#aa0000",
        warning="#aa5500",
        error="#aa0000",
        success="#0000aa",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#ffffff",
        dark=False,
        variables={
            **_SIXTEEN_LIGHT_CATEGORIES,
            "border": "#0000aa",
            "border-blurred": "#aaaaaa",
            "block-cursor-background": "#0000aa",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#aaaaaa",
            "block-cursor-blurred-foreground": "#000000",
            "block-cursor-blurred-text-style": "none",
            "footer-background": "#ffffff",
            "footer-key-foreground": "#aa0000",
            "footer-description-foreground": "#555555",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "#aaaaaa",
            "scrollbar": "#aaaaaa",
            "scrollbar-hover": "#555555",
            "scrollbar-active": "#0000aa",
            "scrollbar-background": "#ffffff",
            "scrollbar-background-hover": "#ffffff",
            "scrollbar-background-active": "#ffffff",
            "scrollbar-corner-color": "#ffffff",
        },
    ),
)

_IN_SIXTEEN: Final = {DARK: SIXTEEN, LIGHT: SIXTEEN_LIGHT}
NOT_OFFERED: Final = frozenset(_IN_SIXTEEN.values())
"""Themes that are not chosen by name: they stand in for ours on a terminal with 16 colours."""

CATEGORY_VARIABLES: Final = _DARK_CATEGORIES
"""Defaults for themes that define no category colours."""


def theme_for(name: str, *, few_colors: bool) -> str:
    """Return the theme to show for a chosen one: ours in their form for 16 colours where there are no more.

    An empty name is ours for a dark terminal.
    """
    wanted = name or DARK
    return _IN_SIXTEEN.get(wanted, wanted) if few_colors else wanted


def category_variable(category: str) -> str:
    """Return the name of the theme variable with a category's colour; own categories share that of "other".

    Use `"$" + category_variable(...)` in a Content style, or look it up in `app.theme_variables`.
    """
    name = f"category-{category}"
    return name if name in _DARK_CATEGORIES else "category-other"
