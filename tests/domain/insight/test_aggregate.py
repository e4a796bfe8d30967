from datetime import date

from habitos_tui.domain.insight.aggregate import Episode


def test_an_episode_is_done_when_it_has_minutes() -> None:
    assert Episode("run", date(2027, 3, 1), "morning", 30, 25, None).done
    assert not Episode("run", date(2027, 3, 1), "morning", 30, None, None).done
