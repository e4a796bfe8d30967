"""User text as widgets may show it: through the text gate, never read as markup, and cut or wrapped to cells."""

from typing import Any, Final

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.style import Style
from textual.widget import Widget

from habitos_tui.text import cell_width, clean, clean_lines, shorten

MUTED: Final = "$foreground-muted"
"""Style of secondary text."""
FAINT: Final = "$faint"
"""Style of signs that fill up or divide, never of words."""


def safe(text: str, style: str | Style = "") -> Content:
    """Return one sanitised line of `text` for anything that takes Content: labels, options, titles, tooltips."""
    return Content.styled(clean(text), style)


def safe_lines(text: str, style: str | Style = "") -> Content:
    """Return `text`, such as a note, with its line breaks kept."""
    return Content.styled(clean_lines(text), style)


def announce(
    source: App[Any] | Widget,
    message: str,
    *,
    title: str = "",
    severity: SeverityLevel = "information",
    timeout: float | None = None,
) -> None:
    """Show a notification from `source`; `message` and `title` may quote the user, `timeout` is in seconds."""
    source.notify(clean_lines(message), title=clean(title), severity=severity, timeout=timeout, markup=False)


def fit(text: str, cells: int) -> str:
    """Return `text` in exactly `cells` cells, cut with an ellipsis or padded with blanks."""
    cut = shorten(text, cells)
    return cut + " " * (cells - cell_width(cut))


def wrapped(text: str, cells: int, rows: int) -> list[str]:
    """Return `text` in at most `rows` lines of at most `cells` cells, broken between words if possible."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < rows - 1:
        line = words.pop(0)
        if cell_width(line) > cells:
            words.insert(0, line)
            break
        while words and cell_width(f"{line} {words[0]}") <= cells:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(shorten(" ".join(words), cells))
    return lines


def key_hints(*hints: tuple[str, str]) -> Content:
    """Return "y accepts it   n goes back" for keys and what they do."""
    return Content("   ").join(Content.assemble((key, "bold $accent"), f" {does}") for key, does in hints)
