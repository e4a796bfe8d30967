"""Drafts on the grid: where the arrows lead them, and what is said of their place."""

from habitos_tui.domain.planning.why import EditCheck
from habitos_tui.domain.text.price_phrasing import price_words
from habitos_tui.text import cell_width
from habitos_tui.ui.week.draft import (
    BusyDraft,
    MoveDraft,
    draft_lines,
    draft_place,
    draft_rows,
)
from tests.support.weeks import MONDAY

TO = "\N{EN DASH}"
EVENING = 18 * 60


def check(day: int, start: int, minutes: int) -> EditCheck:
    return EditCheck((), () if start < 1200 else (f"{day} {start} {minutes}",), 1.0, 0.5)


def moving(day: int = 2, start: int = EVENING + 5, **fields: object) -> MoveDraft:
    stops = ((), (), (EVENING + 20,), (EVENING + 50,), (), (), ())
    usual = {"minutes": 90, "grid": 5, "shortest": 45, "longest": 95, "stops": stops, "check": check}
    return MoveDraft(name="Deep work", day=day, start=start, **(usual | fields))  # type: ignore[arg-type]


def starts(draft: MoveDraft, *keys: str) -> list[int]:
    found = []
    for key in keys:
        draft = draft.pushed(key, 30)
        found.append(draft.start)
    return found


def test_arrows_stop_at_rows_and_at_starts_without_a_gap() -> None:
    assert starts(moving(), "down", "down", "down") == [1100, 1110, 1140]
    assert starts(moving(start=1140), "up", "up", "up", "up") == [1110, 1100, 1080, 1050]


def test_a_day_further_it_keeps_its_time_and_stays_in_the_week() -> None:
    draft = moving(day=5).pushed("right", 30).pushed("right", 30)
    assert (draft.day, draft.start, list(draft.days)) == (6, EVENING + 5, [6])
    assert moving(day=0).pushed("left", 30).day == 0


def test_fine_steps_and_lengths_keep_to_their_limits() -> None:
    assert moving().nudged(-1).start == EVENING
    assert moving(start=0).nudged(-1).start == 0
    assert [moving().stretched(steps).minutes for steps in (1, 2, -1, -20)] == [95, 95, 85, 45]


def test_every_place_is_judged_once_it_is_reached() -> None:
    assert moving().allowed
    late = moving().nudged(60)
    assert not late.allowed
    assert late.reason == "2 1385 90"


def test_marking_grows_from_where_it_was_begun() -> None:
    draft = BusyDraft(begun=2, day=2, start=600, end=630, grid=5)
    wider = draft.pushed("down", 30).pushed("right", 30).pushed("right", 30)
    assert (list(wider.days), wider.start, wider.end) == ([2, 3, 4], 600, 660)
    left = draft.pushed("left", 30)
    assert list(left.days) == [1, 2]
    assert draft.pushed("up", 30).end == 605
    assert (draft.nudged(1).start, draft.stretched(1).end) == (605, 635)
    assert draft.nudged(-200) == draft
    assert draft_place(MONDAY, wider) == f"Wed 25 to Fri 27 · 10:00{TO}11:00 · 1 h"


def test_prices_and_reasons_are_said_in_words() -> None:
    assert [price_words(price) for price in (0.023, -0.01, 0.0)] == [
        "costs 2.3 points", "gains 1.0 points", "costs nothing",
    ]  # fmt: skip
    assert moving().sentence == "Allowed, costs 50.0 points"
    broken = moving(check=lambda *_: EditCheck((), ("No.", "Never.", "[b]"), 1.0, 0.5))
    assert (broken.allowed, broken.reason) == (False, "No. (2 more reasons)")
    assert broken.sentence == "No. (2 more reasons) Enter looks for room."


def test_the_sign_tells_without_colour_whether_it_may_be_here() -> None:
    assert draft_rows(moving(), 20, 3) == (f"✓18:05{TO}19:35", " Deep work", "")
    assert draft_rows(moving(start=1300), 20, 1) == ("✗21:40 Deep work",)
    assert draft_rows(moving(), 9, 2) == ("✓18:05", " Deep work")


def test_the_lines_below_the_grid_fit_whatever_is_said() -> None:
    place, first, second = draft_lines(moving(), MONDAY, 78)
    assert place.startswith(f" Deep work · Wed 25 · 18:05{TO}19:35 · 1 h 30 min   J K fine")
    assert (first, second) == (" ✓ Allowed, costs 50.0 points", " ")
    long = draft_lines(moving(start=1300), MONDAY, 40, "A reason that is much too long to be told in two lines. " * 3)
    assert long[1].startswith(" ✗ A reason")
    assert long[2].endswith("…")
    assert all(cell_width(line) <= 40 for line in long)
