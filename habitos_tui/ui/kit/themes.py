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
"""The colours of each category: dark, light, and the same of 16 colours."""


def _theme(
    name: str,
    column: int,
    *,
    primary: str,
    secondary: str,
    accent: str,
    error: str,
    success: str,
    foreground: str,
    background: str,
    surface: str,
    panel: str,
    border: str,
    cursor: tuple[str, str],
    footer: tuple[str, str],
    selection: str,
    scrollbar: tuple[str, str],
    warning: str = "",
    dark: bool = True,
) -> Theme:
    """Return a theme of ours; `column` is where the colours of its categories stand.

    `border` is that of panes without the focus. `cursor` is the text on the cursor and the ground of one that keys do
    not move; `footer` the ground and the words of the footer; `scrollbar` its ground and the bar under the mouse.
    """
    return Theme(
        name=name,
        primary=primary,
        secondary=secondary,
        accent=accent,
        warning=warning or accent,
        error=error,
        success=success,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=panel,
        dark=dark,
        variables={
            **{category: colours[column] for category, colours in _CATEGORIES.items()},
            "border": primary,
            "border-blurred": border,
            "block-cursor-background": primary,
            "block-cursor-foreground": cursor[0],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": cursor[1],
            "block-cursor-blurred-foreground": foreground,
            "block-cursor-blurred-text-style": "none",
            "footer-background": footer[0],
            "footer-key-foreground": accent,
            "footer-description-foreground": footer[1],
            "input-cursor-text-style": "reverse",
            "input-selection-background": selection,
            "scrollbar": border,
            "scrollbar-hover": scrollbar[1],
            "scrollbar-active": primary,
            "scrollbar-background": scrollbar[0],
            "scrollbar-background-hover": scrollbar[0],
            "scrollbar-background-active": scrollbar[0],
            "scrollbar-corner-color": scrollbar[0],
        },
    )


THEMES: Final = (
    _theme(
        DARK,
        0,
        primary="#7fb8a4",
        secondary="#7aa8e0",
        accent="#e0b36a",
        error="#e07a72",
        success="#8cc97b",
        foreground="#d8dde3",
        background="#121416",
        surface="#191b1e",
        panel="#25282c",
        border="#3f444b",
        cursor=("#10151a", "#31353a"),
        footer=("#191b1e", "#aab3bf"),
        selection="#7fb8a4 35%",
        scrollbar=("#191b1e", "#4f555d"),
    ),
    _theme(
        LIGHT,
        1,
        primary="#2c7362",
        secondary="#2b5c9e",
        accent="#8a5a0c",
        error="#ab2f2a",
        success="#3b7a2c",
        foreground="#22282e",
        background="#f4f3ef",
        surface="#faf9f6",
        panel="#e7e5de",
        border="#c2c0b6",
        cursor=("#ffffff", "#dad8cf"),
        footer=("#e7e5de", "#4b535b"),
        selection="#2c7362 30%",
        scrollbar=("#eeece6", "#a8a69b"),
        dark=False,
    ),
    _theme(
        SIXTEEN,
        2,
        primary="#00aaaa",
        secondary="#5555ff",
        accent="#ffff55",
        error="#ff5555",
        success="#55ff55",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        border="#555555",
        cursor=("#000000", "#555555"),
        footer=("#000000", "#aaaaaa"),
        selection="#0000aa",
        scrollbar=("#000000", "#aaaaaa"),
    ),
    _theme(
        SIXTEEN_LIGHT,
        3,
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
        border="#aaaaaa",
        cursor=("#ffffff", "#aaaaaa"),
        footer=("#ffffff", "#555555"),
        selection="#aaaaaa",
        scrollbar=("#ffffff", "#555555"),
        dark=False,
    ),
)

_IN_SIXTEEN: Final = {DARK: SIXTEEN, LIGHT: SIXTEEN_LIGHT}
NOT_OFFERED: Final = frozenset(_IN_SIXTEEN.values())
"""Themes that are not chosen by name: they stand in for ours on a terminal with 16 colours."""

CATEGORY_VARIABLES: Final = {category: dark for category, (dark, *_) in _CATEGORIES.items()}
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
    return name if name in _CATEGORIES else "category-other"
