"""Moving, adding and dropping sessions on the week grid, by keys on a real database; and drafts without a screen."""

from dataclasses import replace

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import EditCheck
from habitos_tui.services.plan_editing import PickedUp, PlanEditing
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, OVER
from habitos_tui.ui.week.draft import MoveDraft
from habitos_tui.ui.week.plan_editor import move_draft, nearest_to, next_time
from habitos_tui.ui.week.presenter import WeekView, week_view
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.household import MONDAY, add_alice
from tests.support.ui import go, make_app, press, settle, shown, toasts
from tests.support.weeks import WEDNESDAY_NOON, agenda_week, office_problem

SIZE = (80, 24)
EVENING = 18 * 60


def week(app: HabitosApp) -> WeekScreen:
    assert isinstance(app.screen, WeekScreen)
    return app.screen


def draft(app: HabitosApp) -> MoveDraft:
    placing = week(app).grid.draft
    assert isinstance(placing, MoveDraft)
    return placing


def plan(app: HabitosApp, behavior: str) -> list[tuple[int, int, int, bool]]:
    assert app.workspace is not None
    sessions = app.workspace.planning.sessions(MONDAY)
    return [((s.day - MONDAY).days, s.start, s.minutes, s.locked) for s in sessions if s.behavior == behavior]


async def test_a_session_is_moved_with_the_arrows(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        before = plan(app, "deepwork")
        await press(pilot, "m")
        assert (draft(app).day, draft(app).start) == (2, 1140)
        assert "Allowed, costs nothing" in shown(app.screen)
        await press(pilot, "right", "p", "x", "left_square_bracket")  # these wait until it is placed
        assert (draft(app).day, draft(app).start) == (3, 1140)
        await press(pilot, "K", "minus", "minus")
        assert (draft(app).start, draft(app).minutes) == (1135, 80)
        assert "costs" in shown(app.screen)
        await press(pilot, *["up"] * 8)
        assert "lies in busy time" in shown(app.screen)
        assert not draft(app).allowed
        await press(pilot, "escape")
        assert week(app).grid.draft is None
        assert plan(app, "deepwork") == before
        await press(pilot, "m", "right", "enter")
        assert plan(app, "deepwork")[1:] == [(3, 1140, 90, True)]
        assert (
            toasts(app)[-1]
            == "Moved “Deep work” to Thu 26 Nov 19:00. It costs nothing and stays there: p unlocks it, u takes it back."
        )
        selected = week(app).grid.selected
        assert selected is not None
        assert (selected.name, selected.day) == ("Deep work", 3)
        await press(pilot, "u")
        assert plan(app, "deepwork") == before
        await press(pilot, "m", "enter")  # where it was: nothing to be done
        assert week(app).grid.draft is None
        assert plan(app, "deepwork") == before


async def test_room_is_made_where_something_else_lies(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "m", "right", "right", "enter")
        text = shown(app.screen)
        assert "Make room for “Deep work”" in text
        await press(pilot, "n")
        assert (draft(app).day, draft(app).allowed) == (4, False)
        await press(pilot, "enter", "y")
        assert week(app).grid.draft is None
        placed = {day: locked for day, _, _, locked in plan(app, "deepwork")}
        assert 2 not in placed
        assert placed[4]


async def test_a_place_that_no_week_has_says_so(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "m", *["up"] * 10, "enter")
        assert "No week has it there" in shown(app.screen)
        assert draft(app).day == 2


async def test_a_session_is_added_and_dropped(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "n", *"deep", "enter")
        assert (draft(app).name, draft(app).day, draft(app).minutes) == ("Deep work", 3, 90)
        assert "gains" in shown(app.screen)
        await press(pilot, "plus", "enter")
        assert plan(app, "deepwork")[-1] == (3, 1140, 95, True)
        await press(pilot, "x")
        assert len(plan(app, "deepwork")) == 2
        assert toasts(app)[-1].startswith("Took “Deep work” on Thu 26 Nov out of the plan. It costs")
        await press(pilot, "u")
        assert len(plan(app, "deepwork")) == 3
        await press(pilot, "n", *"zzz", "enter", "escape")
        assert week(app).grid.draft is None


async def test_what_cannot_be_changed_says_why(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "home", "m")
        assert toasts(app)[-1].startswith("There is no planned session")
        await press(pilot, "x")
        assert toasts(app)[-1].startswith("There is no planned session")
        await press(pilot, "left", "left", "J", "m")  # done on Monday
        assert "only what is still open" in toasts(app)[-1]
        await press(pilot, "J", "x")  # missed on Monday
        assert toasts(app)[-1] == "“Meditation” is missed: m plans it again."
        await press(pilot, "m")
        assert draft(app).day == 3
        await press(pilot, "escape", "left_square_bracket", "m")
        assert toasts(app)[-1] == OVER
        for key in ("x", "n"):
            app.clear_notifications()
            await press(pilot, key)
            assert toasts(app) == [OVER]


async def test_a_draft_is_given_up_when_the_week_changes(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "m", "right")
        week(app)._minute_passed()
        assert week(app).grid.draft is not None
        assert app.workspace is not None
        app.workspace.plan_editing.drop(
            app.workspace.plan_editing.pick_up(app.workspace.planning.sessions(MONDAY)[-1].id)
        )
        week(app)._minute_passed()
        assert week(app).grid.draft is None
        assert isinstance(app.workspace.plan_editing, PlanEditing)
        await settle(pilot)


async def test_without_behaviors_there_is_nothing_to_add(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("new", None))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "n")
        assert toasts(app) == [NOTHING_DESCRIBED]


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
