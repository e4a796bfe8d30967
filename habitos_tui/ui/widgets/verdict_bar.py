"""What is said of the place that a session is held over, and the keys that put it down."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from habitos_tui.ui.content import safe
from habitos_tui.ui.presenters.hand import Judgement

_KEYS = (("arrows hjkl", "move it"), ("J K", "in the smallest steps"), ("+ -", "longer, shorter"))


class VerdictBar(Vertical):
    """Two lines for the sentence, so that a long one is not cut, and one for the keys; hidden while nothing is held."""

    DEFAULT_CSS = """
    VerdictBar { display: none; height: 3; background: $surface; padding: 0 1; }
    VerdictBar > #verdict { height: 2; }
    VerdictBar > #verdict-keys { height: 1; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the sentence over the keys."""
        yield Static("", id="verdict", markup=False)
        yield Static(_keys(), id="verdict-keys", markup=False)

    def show(self, judgement: Judgement, *, way_out: bool = True) -> None:
        """Say whether it may be here, and why not or for how much; `way_out` when there may be a week that has room."""
        sign, style = ("✓ ", "bold $text-success") if judgement.allowed else ("✗ ", "bold $text-error")
        hint = "" if judgement.allowed or not way_out else " enter looks for a week that has room for it"
        text = Content.assemble((sign, style), safe(judgement.sentence), (hint, "$foreground-muted"))
        self.say(text)

    def say(self, text: Content) -> None:
        """Say anything else."""
        self.display = True
        self.query_one("#verdict", Static).update(text, layout=False)

    def hide(self) -> None:
        """Nothing is held any more."""
        self.display = False


def _keys() -> Content:
    return Content("   ").join(
        Content.assemble((key, "bold $accent"), (f" {label}", "$foreground-muted")) for key, label in _KEYS
    )
