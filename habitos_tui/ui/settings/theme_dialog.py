"""The choice of a theme, previewed during selection."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.themes import category_variable

AUTOMATIC = ""


class ThemeDialog(Dialog[str]):
    """Returns the name of a theme, empty for automatic; `show` previews the one under the cursor."""

    DEFAULT_CSS = """
    ThemeDialog #themes { height: auto; max-height: 45vh; background: $surface; border: none; padding: 0; }
    ThemeDialog #sample { height: auto; margin-top: 1; }
    """

    def __init__(self, names: Sequence[str], chosen: str, show: Callable[[str], None]) -> None:
        """`names` are listed after the automatic choice."""
        super().__init__(Content("Theme"))
        self._names = (AUTOMATIC, *names)
        self._chosen = chosen if chosen in self._names else AUTOMATIC
        self._show = show

    def compose_box(self) -> ComposeResult:
        """Show the names over a sample of the colours."""
        yield OptionList(*(Option(safe(name or "automatic")) for name in self._names), id="themes", compact=True)
        yield Static(_sample(), id="sample")

    def on_mount(self) -> None:
        """Put the cursor on the current theme."""
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._chosen)
        options.focus()

    def action_close(self) -> None:
        """Restore the previous theme and close."""
        self._show(self._chosen)
        self.dismiss(None)

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        self._show(self._names[event.option_index])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])


def _sample() -> Content:
    """Return words in the colours of categories, success and error."""
    words = [Content.styled(category, f"${category_variable(category)}") for category in CATEGORIES]
    signs = (("✓ good  ", "$text-success"), ("✗ bad  ", "$text-error"), ("muted", MUTED))
    return Content("\n").join([Content(" ").join(words), Content.assemble(*signs)])
