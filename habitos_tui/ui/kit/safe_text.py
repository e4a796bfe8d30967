"""User text as widgets may show it: through the text gate, and never read as markup."""

from typing import Any, Final

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.style import Style
from textual.widget import Widget

from habitos_tui.text import clean, clean_lines

MUTED: Final = "$foreground-muted"
"""Style of secondary text."""


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
