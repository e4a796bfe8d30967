"""The tabs of a result, line by line."""

from datetime import date

from habitos_tui.cli.report import shortcomings
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Limit, ObjectiveShare, Plan, PlanStatus, Repair, Session, Unplaced
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.domain.planning.why import Displacement, Explanation, Reason
from habitos_tui.ui.replan.progress_pane import conflict_note
from habitos_tui.ui.solve.result_presenter import explanation_text, result_view
from habitos_tui.ui.solve.result_view import PRICES, ResultLine, ResultView
from habitos_tui.ui.solve.summary_presenter import ALL_PLACED, ALL_WANTED, MORE_OPEN, NO_PRICE, NOT_IN_TIME
from tests.support.hostile import CLICK_BAIT
from tests.ui.solve.test_run_history import PLAN, PROBLEM, run_of

RUN = Session(behavior="run", day=2, slot="morning", start=425, minutes=35)
LATER = RUN.model_copy(update={"day": 3})
READ = Session(behavior="read", day=4, slot="night", start=1285, minutes=30)
WIDTH = 72


def lines(view: ResultView, tab: str) -> tuple[ResultLine, ...]:
    found = view.tab(tab)
    assert found is not None
    return tuple(found.lines(WIDTH))


def texts(view: ResultView, tab: str) -> list[str]:
    return [line.content.plain.rstrip() for line in lines(view, tab)]


def with_fields(**fields: object) -> Plan:
    return PLAN.model_copy(update=fields)


def test_changes_are_against_the_plan_of_now_and_come_first_where_nothing_is_missing() -> None:
    view = result_view(run_of(PLAN), (RUN, READ), (LATER,))
    assert view.first == "changes"
    assert [tab.title for tab in view.tabs] == ["In short", "Changes 2", "Sessions", "Objectives", "Details"]
    assert texts(view, "changes")[0] == "  1 dropped and 1 moved"
    moved = lines(view, "changes")[2]
    assert moved.why is not None
    assert (moved.why.behavior, moved.why.day, moved.why.slot) == ("run", 3, "morning")
    assert [line.plain for line in moved.detail][:2] == ["[b]Run[/b]", "Moved"]
    assert moved.detail[2].plain.startswith("was Wed 25 07:05")
    assert moved.detail[3].plain.startswith("is  Thu 26 07:05")


def test_a_first_plan_begins_with_its_sessions() -> None:
    view = result_view(run_of(with_fields(sessions=(RUN, READ))), (), (RUN, READ))
    assert view.first == "sessions"
    (first, second) = texts(view, "sessions")
    assert first.startswith("  Wed 25 07:05\N{EN DASH}07:40  H [b]Run[/b]")
    assert first.endswith("35 min")
    assert second.startswith("  Fri 27 ")


def test_objectives_are_shown_against_what_is_possible_and_the_worst_is_named() -> None:
    shares = (
        ObjectiveShare(objective="health", achieved=1, reachable=2, weighted=0.1),
        ObjectiveShare(objective="learning", achieved=1.8, reachable=2, weighted=0.4),
        ObjectiveShare(objective="social", achieved=0, reachable=0, weighted=0),
    )
    view = result_view(run_of(with_fields(objectives=shares)))
    health, learning, social = texts(view, "objectives")
    assert "50 % of what is possible" in health
    assert health.count("▰") < learning.count("▰")
    assert "out of reach" in social
    assert "worst-served" in lines(view, "objectives")[0].detail[-1].plain
    assert "10.0 of 1038.0 points" in lines(view, "objectives")[0].detail[2].plain


def test_more_than_the_targets_ask_for_is_told_in_words() -> None:
    shares = (ObjectiveShare(objective="health", achieved=2.38, reachable=2, weighted=0.1),)
    (line,) = lines(result_view(run_of(with_fields(objectives=shares))), "objectives")
    assert line.content.plain.endswith("119 %, more than asked")
    assert line.detail[1].plain == "2.4 reached of 2.0: 119 %, more than asked"


def test_what_is_too_small_for_one_decimal_has_significant_digits() -> None:
    shares = (ObjectiveShare(objective="health", achieved=3e-6, reachable=4e-6, weighted=1e-6),)
    (line,) = lines(result_view(run_of(with_fields(objectives=shares, objective=4e-6, bound=5e-6))), "objectives")
    told = [content.plain for content in line.detail]
    assert told[1] == "75 % of what is possible"
    assert told[2] == "0.0001 of 0.0004 points come from it"


def test_what_is_not_placed_says_how_much_and_why_without_naming_it_twice() -> None:
    missing = (Unplaced(behavior="run", placed=1, target=3, reason="time", sentence="“[b]Run[/b]”: it is full."),)
    view = result_view(run_of(with_fields(unplaced=missing)))
    line = lines(view, "summary")[1]
    assert texts(view, "summary")[0] == "  Less often than you asked:"
    assert view.first == "summary"
    assert line.content.plain.split("  ")[1].startswith("[b]Run[/b]")
    assert line.content.plain.endswith("1 of 3  It is full.")
    assert line.why is not None
    assert (line.why.behavior, line.why.day) == ("run", None)
    assert view.tabs[0].title == "Missing 1"


def test_a_cause_that_many_share_is_said_once() -> None:
    missing = tuple(
        Unplaced(behavior=name, placed=0, target=2, reason="not_allowed", sentence=f"“{shown}”: only Sunday is left.")
        for name, shown in (("run", "[b]Run[/b]"), ("a", "a"), ("b", "b"), ("c", "c"))
    )
    view = result_view(run_of(with_fields(unplaced=missing)))
    line = lines(view, "summary")[1]
    assert texts(view, "summary")[0] == "  Less often than you asked:"
    assert view.first == "summary"
    assert line.content.plain.split("  ")[1].strip() == "4 behaviors"
    assert line.content.plain.endswith("Only Sunday is left.")
    assert [content.plain for content in line.detail][1:3] == ["[b]Run[/b] 0 of 2 a week", "a 0 of 2 a week"]
    assert line.why is None
    told = list(shortcomings(PROBLEM, with_fields(unplaced=missing)))
    assert told[1] == "  4 behaviors  “[b]Run[/b]”, “a”, “b” and “c”: only Sunday is left."
    few = with_fields(unplaced=missing[:2])
    told_of = [line for line in lines(result_view(run_of(few)), "summary") if line.why is not None]
    assert len(list(shortcomings(PROBLEM, few))) == len(told_of) + 1 == 3


def test_what_is_wanted_less_often_of_many_is_one_line() -> None:
    reduced = [ReducedTarget(str(number), f"Habit {number}", 1, 4, 1) for number in range(29)]
    view = result_view(run_of(PLAN), reduced=reduced)
    assert texts(view, "summary")[-1] == "  1 day is left, so 29 behaviors are wanted less often"
    assert len(lines(view, "summary")[-1].detail) == 30


def test_a_task_that_does_not_fit_is_told_and_enter_lets_it_be_due_later() -> None:
    due, later = date(2026, 11, 27), date(2026, 12, 4)
    view = result_view(run_of(PLAN), too_long=[TaskTooLong("report", "[b]Report", due, 120, 30, later)])
    heading, line = lines(view, "summary")
    assert heading.content.plain == "  Not in time:"
    assert "only 30 min of the 2 h that are left fit before it is due Fri 27 Nov" in line.content.plain
    assert line.change is not None
    assert (line.change["what"], line.change["behavior"], line.change["due"]) == ("due", "report", "2026-12-04")
    assert line.label == "Changed “[b]Report due Fri 4 Dec instead”"


def test_an_impossible_week_names_limits_and_repairs() -> None:
    change = {"what": "all", "changes": []}
    plan = Plan(
        status=PlanStatus.INFEASIBLE,
        conflict=(Limit(kind="rule", subject="r1", sentence=f"{CLICK_BAIT} at least 9 a week"),),
        repairs=(Repair(kind="combination", subject="r1", sentence="Ask for 7; Free an hour", change=change),),
    )
    view = result_view(run_of(plan))
    assert [tab.title for tab in view.tabs] == ["Conflict 1", "Details"]
    assert texts(view, "conflict") == [
        "This limit cannot be kept:",
        f"  ✗ {CLICK_BAIT} at least 9 a week",
        "",
        "This makes the week possible:",
        "  A Ask for 7; Free an hour",
    ]
    repair = lines(view, "conflict")[-1]
    assert (repair.change, repair.label) == (change, "Changed “Ask for 7; Free an hour”")
    assert [line.plain for line in repair.detail[:2]] == ["Ask for 7", "Free an hour"]
    assert view.tabs[0].start == repair.key


MISSING = (Unplaced(behavior="run", placed=1, target=3, reason="time", sentence="“[b]Run[/b]”: it is full."),)


def test_prices_are_asked_for_where_something_is_missing_and_can_then_be_taken() -> None:
    run = run_of(with_fields(unplaced=MISSING))
    asks = lines(result_view(run), "summary")[-1]
    assert asks.key == PRICES
    limit = Limit(kind="rule", subject="r", sentence="At most 3 h a day")
    price = LimitPrice(
        limit, 0.034, {"what": "rule", "id": "r", "set": {}}, "Weekday time: 15 more are worth 3.4 points"
    )
    line = lines(result_view(run, prices=LimitPrices((price,))), "summary")[-1]
    assert line.content.plain.split() == ["+3.4", "Weekday", "time:", "15", "more"]
    assert (line.change, line.label) == (price.change, "Gave more room to “At most 3 h a day”")
    assert texts(result_view(run, prices=LimitPrices()), "summary")[-1].strip() == NO_PRICE
    open_end = texts(result_view(run, prices=LimitPrices((price,), complete=False)), "summary")
    assert open_end[-1].strip() == MORE_OPEN
    assert PRICES not in [line.key for line in lines(result_view(run_of(PLAN)), "summary")]


def test_figures_are_behind_details() -> None:
    view = result_view(run_of(PLAN))
    told = (
        view.headline.plain + view.about_week + "".join(text for tab in view.tabs[:2] for text in texts(view, tab.id))
    )
    assert not any(word in told for word in ("1038.0", "points", "HiGHS", "6.2 s"))
    shown = "\n".join(texts(view, "details"))
    assert all(figure in shown for figure in ("optimal", "1038.0", "1042.0", "0.38 %", "6.2", "HiGHS"))


def test_a_repair_tells_what_holds_now_and_its_key() -> None:
    limit = Limit(kind="energy", subject="2", sentence="At most 12 energy on Wednesday")
    repairs = tuple(Repair(kind="energy", subject="2", sentence=f"Repair {number}") for number in range(8))
    view = result_view(run_of(Plan(status=PlanStatus.INFEASIBLE, conflict=(limit,), repairs=repairs)))
    told = lines(view, "conflict")[-8:]
    assert [line.content.plain[2] for line in told] == list("ABCDE→→→")
    assert "Now: At most 12 energy on Wednesday" in [content.plain for content in told[0].detail]
    assert told[0].detail[-1].plain.startswith("A or enter makes")
    assert view.line("repair:7") is not None


def test_an_answer_is_told_in_full() -> None:
    explanation = Explanation(
        "run",
        None,
        None,
        Reason.COSTS,
        "“Run”: there is room; total 2.0 points lower.",
        displaced=(Displacement("read", 1, "night", "out", "replaces Reading"),),
        limits=(Limit(kind="rule", subject="r", sentence="At most 3 h"),),
    )
    told = [line.plain for line in explanation_text(explanation, "Run")]
    assert told == ["There is room; total 2.0 points lower.", "· Replaces Reading", "✗ At most 3 h"]


def test_lines_fit_any_width() -> None:
    missing = (Unplaced(behavior="run", placed=1, target=3, reason="time", sentence="x" * 300),)
    shares = (ObjectiveShare(objective="h" * 90, achieved=1, reachable=2, weighted=0.1),)
    view = result_view(run_of(with_fields(unplaced=missing, objectives=shares)), (RUN,), (LATER, READ))
    for width in (20, 50, 150):
        for tab in view.tabs[1:4]:
            assert all(line.content.cell_length <= max(width, 60) for line in tab.lines(width)), tab.id


def test_what_was_not_found_in_time_is_no_nothing() -> None:
    run = run_of(with_fields(unplaced=MISSING))
    assert texts(result_view(run, prices=LimitPrices(complete=False)), "summary")[-1].strip() == NOT_IN_TIME
    limit, repair = Limit(kind="rule", subject="r", sentence="L"), Repair(kind="rule", subject="r", sentence="R")
    impossible = Plan(status=PlanStatus.INFEASIBLE, conflict=(limit,), repairs=(repair,))
    cut = "The search was cut short"
    for fields, words in (
        ({}, f"{cut}: there may be more repairs, and cheaper ones."),
        ({"repairs": ()}, f"{cut} before it found a repair; there may be some."),
        ({"repairs": (), "conflict": ()}, f"{cut} before it was known which limits clash."),
    ):
        plan = impossible.model_copy(update={**fields, "repairs_complete": False})
        assert texts(result_view(run_of(plan)), "conflict")[-1].strip() == words
        assert words in conflict_note(plan).plain
        assert words in list(shortcomings(PROBLEM, plan))
    assert cut not in "".join(texts(result_view(run_of(impossible)), "conflict"))
    assert cut not in conflict_note(impossible).plain + "".join(shortcomings(PROBLEM, impossible))


def test_what_is_wanted_less_often_is_said_under_what_is_not_placed() -> None:
    view = result_view(run_of(PLAN), reduced=[ReducedTarget("run", "[b]Run[/b]", 2, 4, 3)])
    assert texts(view, "summary")[-2:] == [
        "  Wanted this week:",
        "  [b]Run[/b]   2 of 4 a week: 3 days are left",
    ]


def test_what_is_wanted_less_often_does_not_come_as_often_as_was_asked() -> None:
    plan = PLAN.model_copy(update={"unplaced": ()})
    reduced = [ReducedTarget("run", "Run", 2, 4, 3)]
    assert ALL_PLACED in "".join(texts(result_view(run_of(plan)), "summary"))
    assert ALL_WANTED in "".join(texts(result_view(run_of(plan), reduced=reduced), "summary"))
