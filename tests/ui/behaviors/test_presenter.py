import pytest

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance
from habitos_tui.ui.behaviors.behavior_list import behavior_line
from habitos_tui.ui.behaviors.columns import READABLE_NAME, columns_for, name_cells
from habitos_tui.ui.behaviors.presenter import BehaviorsView, behavior_detail, behaviors_view, impact_line
from tests.support.household import BEHAVIORS, make_behavior

WEIGHTS = {"health": 0.5, "wellness": 0.5}
STRENGTHS = {"run": 0.6557, "read": 0.9999, "friends": 0.004}


def test_a_row_says_what_a_behavior_asks_and_is_worth() -> None:
    row = behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS).rows[0]
    assert (row.name, row.category, row.often, row.minutes, row.energy) == (
        "Morning run",
        "health",
        "3",
        "15\N{EN DASH}60",
        "+4",
    )
    assert row.worth == "65"


def test_the_filter_looks_at_names_and_categories_whatever_their_case() -> None:
    view = behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text=" ME ")
    assert [row.id for row in view.rows] == ["meditate", "friends"]
    assert view.summary == "2 of 5"
    assert [row.id for row in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text="PRODUCT").rows] == ["deepwork"]


def test_an_empty_list_says_what_to_do() -> None:
    assert "Press n" in behaviors_view((), WEIGHTS, STRENGTHS).empty
    assert "Press v" in behaviors_view((), WEIGHTS, STRENGTHS, archived=True).empty
    assert "escape" in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS, filter_text="zzz").empty


def test_the_bar_of_an_impact_is_as_long_as_it_is_strong() -> None:
    assert impact_line("health", 0.9).plain == "Health         ▰▰▰▰▰▰▰▰▰▱ +90"
    assert impact_line("early_riser", -0.2).plain == "Early riser    ▰▰▱▱▱▱▱▱▱▱ \N{MINUS SIGN}20"


def test_the_detail_names_what_it_is_for_and_every_limit() -> None:
    detail = behavior_detail(BEHAVIORS[0], WEIGHTS, 0.66).plain
    assert "Worth 65 points a session" in detail
    assert "More than 1 day apart" in detail
    assert "Best in the early morning" in detail
    assert "\n\n" not in behavior_detail(BEHAVIORS[0], WEIGHTS, 0.66, spaced=False).plain


def test_the_list_tells_strength_and_where_there_is_none() -> None:
    strengths = {row.id: row.strength for row in behaviors_view(BEHAVIORS, WEIGHTS, STRENGTHS).rows}
    assert strengths == {
        "run": "▰▰▰▱  66",
        "read": "▰▰▰▰ 100",
        "meditate": "none yet",
        "deepwork": "none yet",
        "friends": "▱▱▱▱  <1",
    }


def test_the_detail_tells_strength_at_any_size() -> None:
    run = BEHAVIORS[0]
    assert "Strength       ▰▰▰▰▰▰▰▱▱▱ 66 %" in behavior_detail(run, WEIGHTS, 0.66).plain
    assert "· strength: 66 %\n" in behavior_detail(run, WEIGHTS, 0.66, spaced=False).plain
    assert "Strength       no evidence yet" in behavior_detail(run, WEIGHTS, None).plain
    assert "strength: no target" in behavior_detail(make_behavior(target_per_week=0), WEIGHTS, None, spaced=False).plain


def test_what_was_learned_is_told_with_its_counts() -> None:
    chances = (
        LearnedChance("evening", weekend=False, done=12, counted=14, usual=0.5, chance=0.83),
        LearnedChance("evening", weekend=True, done=1, counted=1, usual=0.5, chance=0.8),
    )
    known = LearnedBehavior("run", "Run", False, chances, 30, 35, 13, 4.5, 2, ())
    detail = behavior_detail(BEHAVIORS[0], WEIGHTS, 0.66, known).plain
    assert detail.endswith(
        "In the evening 12 of 14 times: 83 %, on weekends 1 of 1 time: 80 %\n"
        "Mostly takes 35 min (13 times), 30 min planned\n"
        "Liked 4.5 of 5 (2 ratings)\n"
        "Learning is off: plans take the usual chances"
    )
    assert "planned · Liked 4.5" in behavior_detail(BEHAVIORS[0], WEIGHTS, 0.66, known, spaced=False).plain


def test_a_rhythm_takes_the_place_of_times_a_week_and_says_when_it_is_due() -> None:
    rhythm = {"every_days": 10, "since": "2026-11-25"}
    water = make_behavior("filter", rhythm=rhythm, target_per_week=1, season={"first": "april", "last": "may"})
    view = behaviors_view([water, BEHAVIORS[0]], WEIGHTS, {}, dues={"filter": "25 Nov"})
    assert [(row.often, row.due) for row in view.rows] == [("every 10 days", "25 Nov"), ("3", "")]
    detail = behavior_detail(water, WEIGHTS, None, due="due 25 Nov").plain
    assert "\nEvery 10 days\nDue 25 Nov\nFrom April to May" in detail
    assert "no evidence yet" in detail


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


def test_names_stay_readable_and_what_is_told_elsewhere_goes_first() -> None:
    dues = {"windows": "overdue since 12 Dec", "report": "Fri 4 Dec, 2 h left"}
    view = behaviors_view(CROWDED, WEIGHTS, {}, dues=dues)
    assert headings(80, 75, view) == ["How often", "Minutes", "Worth", "Due next"]
    every = ["Category", "How often", "Minutes", "Amount", "Energy", "Worth", "Strength", "Best", "Due next"]
    assert headings(200, 160, view) == every
    assert [column.text(view.rows[2]) for column in columns_for(200, 160, view)][3:8] == [
        "20 pages",
        "0",
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
