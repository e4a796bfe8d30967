"""The line that narrows a list: there while it is in use, and empty behind it."""

from textual.app import App, ComposeResult
from textual.widgets import Input

from habitos_tui.ui.kit.filter_bar import FilterBar


class Narrowing(App[None]):
    """Notes what its filter contains."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[str] = []

    def compose(self) -> ComposeResult:
        yield FilterBar(placeholder="Type")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.wanted.append(event.value)


async def test_a_filter_is_hidden_until_it_is_opened_and_lets_everything_through_once_closed() -> None:
    app = Narrowing()
    async with app.run_test() as pilot:
        bar = app.query_one("#filter", FilterBar)
        assert (bar.display, bar.has_focus) == (False, False)
        bar.open()
        await pilot.press("a", "b")
        assert (bar.display, bar.has_focus, bar.value) == (True, True, "ab")
        bar.close()
        await pilot.pause()
        assert (bar.display, bar.has_focus) == (False, False)
        assert app.wanted == ["a", "ab", ""]
