from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance
from habitos_tui.ui.behaviors.behavior_list import COLUMNS, columns_for
from habitos_tui.ui.behaviors.presenter import behavior_detail, behaviors_view, impact_line
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
    assert [heading for heading, _ in columns_for(120, 80, view)] == [
        "Category",
        "How often",
        "Minutes",
        "Energy",
        "Worth",
        "Strength",
    ]
    assert columns_for(140, 110, view)[-1] == ("Due next", 8)
    assert columns_for(140, 110, behaviors_view(BEHAVIORS, WEIGHTS, {})) == list(COLUMNS)
    detail = behavior_detail(water, WEIGHTS, None, due="due 25 Nov").plain
    assert "\nEvery 10 days\nDue 25 Nov\nFrom April to May" in detail
    assert "no evidence yet" in detail
