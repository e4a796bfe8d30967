"""Drafts and places of sessions that are moved, without a screen."""

from dataclasses import replace

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import EditCheck
from habitos_tui.services.plan_editing import PickedUp
from habitos_tui.ui.week.plan_editor import move_draft, nearest_to, next_time
from habitos_tui.ui.week.presenter import WeekView, week_view
from tests.support.weeks import MONDAY, WEDNESDAY_NOON, agenda_week, office_problem

EVENING = 18 * 60


def view() -> WeekView:
    return week_view(agenda_week(), WEDNESDAY_NOON, 0)


def session(start: int, *, behavior: str = "read", day: int = 3) -> Session:
    return Session(behavior=behavior, day=day, slot="evening", start=start, minutes=30)


def test_a_session_whose_time_went_by_comes_next_today_or_tomorrow() -> None:
    shown = view()
    morning, evening = (next(b for b in shown.blocks if (b.day, b.start) == at) for at in ((0, 365), (0, 1085)))
    assert next_time(morning, shown) == (3, 365)
    assert next_time(evening, shown) == (2, 1085)
    assert next_time(morning, replace(shown, now=(6, 720))) == (6, 365)
    assert next_time(morning, replace(shown, now=None)) == (0, 365)


def test_the_nearest_session_of_its_slot_stands_for_the_one_that_was_placed() -> None:
    wanted = session(1100)
    others = (session(1080), session(1140), session(1100, behavior="run"), session(1100, day=4))
    assert nearest_to(wanted, others) == session(1080)
    assert nearest_to(wanted, others[2:]) is None


def test_a_draft_is_judged_at_its_place_and_stays_within_what_its_behavior_allows() -> None:
    problem, asked = office_problem(), list[tuple[int, int, int]]()
    behavior = problem.behavior_by_id["read"]
    there = session(EVENING + 60)

    def check(day: int, start: int, minutes: int) -> EditCheck:
        asked.append((day, start, minutes))
        return EditCheck((), ("No.",) if start < EVENING else (), 1.0, 0.023)

    picked = PickedUp(MONDAY, problem, (there,), "read", 30, old=there)
    draft = move_draft(picked, check, 3, EVENING)
    assert asked == [(3, EVENING, 30)]
    assert (draft.name, draft.minutes, draft.sentence) == (behavior.name, 30, "Allowed, costs 2.3 points")
    assert not draft.nudged(-1).allowed
    assert draft.stretched(-100).minutes >= behavior.min_minutes
    assert draft.stretched(100).minutes <= behavior.max_minutes
    assert move_draft(picked, check, 3, EVENING, 45).minutes == 45


def test_its_own_place_is_free_for_a_session_that_is_moved() -> None:
    problem, there = office_problem(), session(EVENING + 60)

    def check(*_: int) -> EditCheck:
        return EditCheck((), (), 1.0, 0.0)

    moved = move_draft(PickedUp(MONDAY, problem, (there,), "read", 30, old=there), check, 3, EVENING)
    added = move_draft(PickedUp(MONDAY, problem, (there,), "read", 30), check, 3, EVENING)
    assert set(moved.stops[3]) < set(added.stops[3])
