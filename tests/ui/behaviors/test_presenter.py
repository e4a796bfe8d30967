from datetime import date

import pytest

from habitos_tui.domain.insight.regularity import StrengthLine
from habitos_tui.ui.behaviors.behavior_list import behavior_line
from habitos_tui.ui.behaviors.columns import READABLE_NAME, columns_for, name_cells
from habitos_tui.ui.behaviors.presenter import BehaviorsView, behaviors_view
from tests.support.household import BEHAVIORS, make_behavior

WEIGHTS = {"health": 0.5, "wellness": 0.5}
STRENGTHS = {
    name: StrengthLine(name, name, value, (value,), 9, date(2026, 1, 5))
    for name, value in {"run": 0.6557, "read": 0.9999, "friends": 0.004}.items()
}


def test_a_row_says_what_a_behavior_asks_and_is_worth() -> None:
    row = behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS).rows[0]
    assert (row.name, row.category, row.often, row.minutes, row.energy) == (
        "Morning run",
        "health",
        "3",
        "15\N{EN DASH}60",
        "costs 4",
    )
    assert row.worth == "65"


def test_the_filter_looks_at_names_and_categories_whatever_their_case() -> None:
    view = behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text=" ME ")
    assert [row.id for row in view.rows] == ["meditate", "friends"]
    assert view.summary == "2 of 5"
    assert [row.id for row in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text="PRODUCT").rows] == ["deepwork"]


def test_an_empty_list_says_what_to_do() -> None:
    assert "Press n" in behaviors_view((), WEIGHTS, STRENGTHS).empty
    assert "Press A" in behaviors_view((), WEIGHTS, STRENGTHS, archived=True).empty
    assert "escape" in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text="zzz").empty


def test_the_list_tells_strength_and_where_there_is_none() -> None:
    strengths = {row.id: row.strength for row in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS).rows}
    assert strengths == {
        "run": "▰▰▰▱  66",
        "read": "▰▰▰▰ 100",
        "meditate": "none yet",
        "deepwork": "none yet",
        "friends": "▱▱▱▱  <1",
    }


def test_a_rhythm_takes_the_place_of_times_a_week_and_says_when_it_is_due() -> None:
    rhythm = {"every_days": 10, "since": "2026-11-25"}
    water = make_behavior("filter", rhythm=rhythm, target_per_week=1, season={"first": "april", "last": "may"})
    view = behaviors_view([water, BEHAVIORS[0]], WEIGHTS, {}, dues={"filter": "25 Nov"})
    assert [(row.often, row.due) for row in view.rows] == [("every 10 days", "25 Nov"), ("3", "")]


CROWDED = [
    make_behavior("windows", rhythm={"every_days": 10, "since": "2026-11-25"}, target_per_week=1, tags=("home",)),
    make_behavior("report", name="A report with a name that is much too long for its line"),
    make_behavior("read", unit="pages", amount=20, ideal_time=375, weekend_slots=("morning",)),
]


def headings(window: int, width: int, view: BehaviorsView) -> list[str]:
    columns = columns_for(window, width, view)
    assert name_cells(width, columns) >= READABLE_NAME
    return [column.heading for column in columns]


def test_the_columns_are_those_that_say_something() -> None:
    view = behaviors_view([make_behavior(preferred_slots=())], WEIGHTS, {})
    usual = ["Category", "A week", "Minutes", "Energy", "Worth"]
    assert headings(80, 75, view) == usual
    assert headings(200, 110, view) == [*usual, "Strength"]


def test_a_wide_window_tells_when_everything_was_done_last_and_is_on_next() -> None:
    days = {"run": "Sat 28 Nov"}, {"run": "today", "windows": "tomorrow"}
    view = behaviors_view(
        [make_behavior("run"), CROWDED[0]], WEIGHTS, {}, last_days=days[0], planned=days[1], dues={"windows": "25 Nov"}
    )
    assert headings(120, 77, view)[-1] == "Due next"
    wide = columns_for(200, 112, view)
    assert [column.heading for column in wide][-2:] == ["Last done", "Next"]
    assert [[column.text(row) for column in wide][-2:] for row in view.rows] == [
        ["Sat 28 Nov", "today"],
        ["", "25 Nov"],
    ]


def test_names_stay_readable_and_what_is_told_elsewhere_goes_first() -> None:
    dues = {"windows": "overdue since 12 Dec", "report": "Fri 4 Dec, 2 h left"}
    view = behaviors_view(CROWDED, WEIGHTS, {}, dues=dues)
    assert headings(80, 75, view) == ["How often", "Minutes", "Worth", "Due next"]
    every = ["Category", "How often", "Minutes", "Amount", "Energy", "Worth", "Strength", "Best", "Next"]
    assert headings(200, 160, view) == every
    assert [column.text(view.rows[2]) for column in columns_for(200, 160, view)][3:8] == [
        "20 pages",
        "",
        "25",
        "none yet",
        "06:15; weekends morning",
    ]


@pytest.mark.parametrize(("window", "width"), [(60, 55), (80, 75), (120, 77), (200, 110)])
def test_every_line_fills_its_width_and_keeps_pause_and_tags(window: int, width: int) -> None:
    dues, paused = {"report": "Fri 4 Dec, 2 h left"}, {"windows": "until 12 Dec"}
    view = behaviors_view(CROWDED, WEIGHTS, {}, dues=dues, paused=paused)
    columns = columns_for(window, width, view)
    lines = [behavior_line(row, columns, width) for row in view.rows]
    assert {line.cell_length for line in lines} == {width}
    assert "Fri 4 Dec, 2 h left" in lines[1].plain
    assert " ~" in lines[0].plain
    tagged = behaviors_view([make_behavior("sweep", tags=("home",))], WEIGHTS, {})
    assert " Sweep  #home " in behavior_line(tagged.rows[0], columns_for(window, width, tagged), width).plain
    # Without its column the category keeps its letter.
    assert lines[1].plain.startswith(" A" if "Category" in headings(window, width, view) else " O A")


def test_a_pause_is_told_behind_the_name_or_in_a_column_of_its_own() -> None:
    paused = {"windows": "until 12 Dec", "run": "until 12 Dec"}
    weekly = behaviors_view([make_behavior("run", tags=("home",))], WEIGHTS, {}, paused=paused)
    crowded = behaviors_view(CROWDED, WEIGHTS, {}, paused=paused)
    beside = behaviors_view(CROWDED, WEIGHTS, {}, paused=paused, dues={"report": "Fri 4 Dec"})
    behind, *others = (
        behavior_line(view.rows[0], columns_for(80, 75, view), 75).plain for view in (weekly, crowded, beside)
    )
    assert "Run ~ paused until 12 Dec" in behind
    for line in others:
        assert "Windows ~ " in line
        assert line.rstrip().endswith("paused until 12 Dec")


def test_tags_are_shown_whole_or_not_at_all() -> None:
    tags = ("home", "with sam")
    names = ("Sweep", "Sweep the floor", "Sweep the floor and the stairs")
    view = behaviors_view([make_behavior(name=name, tags=tags) for name in names], WEIGHTS, {})
    lines = [behavior_line(row, columns_for(80, 75, view), 75).plain for row in view.rows]
    assert "Sweep  #home #with sam " in lines[0]
    assert "Sweep the floor  #home " in lines[1]
    assert "#with" not in lines[1]
    assert "#" not in lines[2]
