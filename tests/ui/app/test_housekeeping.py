"""The app clears up once after it was used, as soon as nobody types."""

import pytest
from textual import events

from habitos_tui.ui.app import housekeeping
from habitos_tui.ui.app.housekeeping import REST_SECONDS, Housekeeping


def test_it_clears_up_once_nobody_has_typed_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now, cleared = [100.0], list[float]()
    monkeypatch.setattr(housekeeping, "clear_up", lambda: cleared.append(now[0]))
    keeper = Housekeeping(lambda: now[0])

    def tick(seconds: float) -> None:
        now[0] += seconds
        keeper.check()

    tick(REST_SECONDS)
    assert cleared == []
    keeper.note_input(events.Key("a", "a"))
    tick(REST_SECONDS - 1)
    keeper.note_input(events.Idle())
    keeper.note_input(events.Key("a", "a"))
    tick(REST_SECONDS - 1)
    assert cleared == []
    tick(1)
    tick(REST_SECONDS)
    assert cleared == [100 + 3 * REST_SECONDS - 1]
