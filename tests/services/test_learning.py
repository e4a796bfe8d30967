"""Plans that learn from the log, and the switches that keep them from it."""

from datetime import date, datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import prior_chance
from habitos_tui.domain.text.learning_phrasing import learned_lines, off_sentence
from habitos_tui.domain.text.phrasing import percent
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.learning import split
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.seen_days import Seen
from tests.support.household import BERLIN, MONDAY, make_behavior
from tests.support.storage import make_session

NEXT_WEEK = MONDAY + timedelta(days=7)
WEEKS = 4


@pytest.fixture
def swimmer(household: DataDirectory) -> Workspace:
    """Somebody who for four weeks missed their swim every Tuesday to Thursday morning, and swam on other evenings."""
    workspace = household.open_workspace(household.accounts.create("Sam", None))
    workspace.behaviors.add(make_behavior("swim", preferred_slots=("morning",)))
    begin = MONDAY - timedelta(weeks=WEEKS)
    days = [begin + timedelta(weeks=week, days=day) for week in range(WEEKS) for day in (1, 2, 3)]
    missed = [make_session(f"{day}", day, behavior="swim") for day in days]
    Store.of(household.database, workspace.profile, household.clock).plans.change_sessions(
        added=missed, changed=(), removed=()
    )
    for week in range(WEEKS):
        for day in (0, 4):
            workspace.tracking.done("swim", at=evening(begin + timedelta(weeks=week, days=day)), rating=5)
    return workspace


def evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN)


def slots_planned(workspace: Workspace) -> set[str | None]:
    problem = workspace.planning.problem_for(NEXT_WEEK)
    plan = workspace.planning.solve(problem, SolveOptions(gap=0.01, time_limit=10))
    return {session.slot for session in plan.sessions}


def test_evidence_moves_a_session_to_the_better_slot(swimmer: Workspace) -> None:
    assert slots_planned(swimmer) == {"evening"}
    swimmer.learning.switch("swim", on=False)
    assert slots_planned(swimmer) == {"morning"}


def test_a_problem_lists_the_chances_that_were_learned(swimmer: Workspace) -> None:
    learned = {(a.day, a.slot): a.probability for a in swimmer.planning.problem_for(NEXT_WEEK).adherence}
    known = swimmer.learning.of("swim")
    assert {chance.slot for chance in known.chances} == {"morning", "evening"}
    for day in range(7):
        for slot in ("morning", "evening"):
            usual = 0.8 if slot == "morning" else 0.5
            assert (learned[day, slot] < usual) == (slot == "morning")
    for slot, done, counted in (("morning", 0, 12), ("evening", 8, 8)):
        here = [chance for chance in known.chances if chance.slot == slot]
        assert (sum(chance.done for chance in here), sum(chance.counted for chance in here)) == (done, counted)
    assert learned[0, "morning"] < 0.4 < 0.6 < learned[0, "evening"]


def test_days_of_the_problem_count_from_the_first_of_the_week(household: DataDirectory, swimmer: Workspace) -> None:
    # A Saturday spoils the weekend, which a week that begins on Sunday has at both of its ends.
    swimmer.tracking.done("swim", at=datetime(2026, 11, 21, 9, tzinfo=BERLIN))
    preferences = swimmer.profile.preferences.model_copy(update={"week_start": 6})
    household.accounts.save_preferences(swimmer.profile, preferences)
    sunday, week = household.open_workspace(household.accounts.profiles()[0]), date(2026, 12, 6)
    mornings = {a.day: a.probability for a in sunday.planning.problem_for(week).adherence if a.slot == "morning"}
    assert min(mornings[0], mornings[6]) > max(mornings[day] for day in range(1, 6))


def test_days_away_and_days_not_allowed_need_no_chance(swimmer: Workspace) -> None:
    swimmer.behaviors.update(swimmer.behaviors.get("swim").model_copy(update={"weekdays": (0, 1, 2)}))
    swimmer.away.add(NEXT_WEEK, NEXT_WEEK)
    assert {entry.day for entry in swimmer.planning.problem_for(NEXT_WEEK).adherence} == {1, 2}


def test_learning_can_be_switched_off_altogether(household: DataDirectory, swimmer: Workspace) -> None:
    off = swimmer.profile.preferences.model_copy(update={"learning": False})
    household.accounts.save_preferences(swimmer.profile, off)
    changed = household.open_workspace(household.accounts.profiles()[0])
    assert changed.planning.problem_for(NEXT_WEEK).adherence == ()
    learning = changed.learning.all()
    assert not learning.on
    assert [line.on for line in learning.lines] == [False]
    assert learning.evidence == 20  # still to be looked at


def test_the_switch_of_a_behavior_can_be_undone_and_outlives_a_change(swimmer: Workspace) -> None:
    swimmer.learning.switch("swim", on=False)
    swimmer.behaviors.update(swimmer.behaviors.get("swim").model_copy(update={"name": "Swimming"}))
    assert not swimmer.learning.on("swim")
    assert not swimmer.learning.of("swim").on
    swimmer.history.undo()
    undone = swimmer.history.undo()
    assert undone is not None
    assert undone.label == "Switched learning off for “Swim”"
    assert swimmer.learning.on("swim")
    with pytest.raises(NotFoundError, match="no behavior “golf”"):
        swimmer.learning.switch("golf", on=False)


def test_what_is_not_learned_of_one_says_nothing_of_all(swimmer: Workspace) -> None:
    assert [(chance.slot, chance.done) for chance in swimmer.learning.all().shared[:2]] == [
        ("morning", 0),
        ("evening", 8),
    ]
    swimmer.learning.switch("swim", on=False)
    assert swimmer.learning.all().shared == ()


def test_the_json_of_a_behavior_has_the_switch_and_problem_files_do_not(swimmer: Workspace) -> None:
    assert split({"name": "Swim", "learning": False, "learned": {}}) == ({"name": "Swim"}, False)
    assert split({"name": "Swim"}) == ({"name": "Swim"}, None)
    assert split([]) == ([], None)
    with pytest.raises(InvalidInputError) as refused:
        split({"learning": "no"})
    assert refused.value.issues == (("learning", "must be true or false"),)
    swimmer.behaviors.update(swimmer.behaviors.get("swim"), learning=False)
    assert not swimmer.learning.on("swim")
    in_file = swimmer.planning.problem_for(NEXT_WEEK).model_dump()["behaviors"][0]
    assert not {"learning", "learned"} & set(in_file)
    swimmer.history.undo()
    assert swimmer.learning.on("swim")
    swimmer.behaviors.add(make_behavior("golf"), learning=False)
    assert not swimmer.learning.on("golf")


def test_what_is_known_can_be_put_in_words(swimmer: Workspace) -> None:
    known = swimmer.learning.of("swim")
    evening = known.at("evening", weekend=False)
    assert evening is not None
    assert learned_lines(known) == (
        f"in the morning 0 of 12 times: {percent(known.chances[0].chance)}",
        f"in the evening 8 of 8 times: {percent(evening.chance)}",
        "mostly takes 30 min (8 times), 30 min planned",
        "liked 5 of 5 (8 ratings)",
    )
    assert off_sentence(known) == ""


def test_problems_of_a_week_share_their_chances(swimmer: Workspace) -> None:
    one, other = (swimmer.planning.problem_for(NEXT_WEEK).adherence for _ in range(2))
    assert one
    assert all(here is there for here, there in zip(one, other, strict=True))


def test_a_newcomer_is_planned_with_the_usual_chances(idle: Workspace) -> None:
    assert idle.planning.problem_for(MONDAY).adherence == ()
    assert idle.learning.all().empty


def test_a_problem_with_learned_chances_comes_back_from_its_file(swimmer: Workspace) -> None:
    problem = swimmer.planning.problem_for(NEXT_WEEK)
    assert problem.adherence
    assert type(problem).model_validate_json(problem.model_dump_json()) == problem


def test_an_answer_why_here_says_the_chance_and_what_it_was_learned_from(swimmer: Workspace) -> None:
    problem = swimmer.planning.problem_for(NEXT_WEEK)
    plan = swimmer.planning.solve(problem, SolveOptions(gap=0.01, time_limit=10))
    placed = next(session for session in plan.sessions if session.day < 5)
    answer = swimmer.questions.explain(problem, plan.sessions, "swim", placed.day, placed.slot)
    assert "(done 8 of 8 times in the evening on weekdays) and is worth" in answer.sentence
    assert "evidence" not in problem.model_dump_json()


def test_fridays_that_go_badly_are_planned_with_less_hope_and_told_of(
    household: DataDirectory, idle: Workspace
) -> None:
    begin = MONDAY - timedelta(weeks=WEEKS)
    for name, slot, hour in (("swim", "morning", 9), ("paint", "evening", 19)):
        idle.behaviors.add(make_behavior(name, preferred_slots=(slot,)))
        fridays = [begin + timedelta(weeks=week, days=4) for week in range(WEEKS)]
        missed = [make_session(f"{name}{day}", day, behavior=name, slot=slot) for day in fridays]
        Store.of(household.database, idle.profile, household.clock).plans.change_sessions(
            added=missed, changed=(), removed=()
        )
        for day in (begin + timedelta(weeks=week, days=day) for week in range(WEEKS) for day in (0, 1, 2)):
            idle.tracking.done(name, at=datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN))
    problem = idle.planning.problem_for(NEXT_WEEK)
    known = {a.day: a for a in problem.adherence if (a.behavior, a.slot) == ("swim", "morning")}
    assert known[4].probability < known[3].probability - 0.02
    assert known[4].evidence == "done 12 of 16 times in the morning on weekdays; 0 of 8 on Fridays (all behaviors)"
    assert any(
        line.startswith("0 of 8 on Fridays (all behaviors): ") for line in learned_lines(idle.learning.of("swim"))
    )
    # Somebody who has not been there yet is planned with the same Fridays.
    idle.behaviors.add(golfing := make_behavior("golf"))
    adherence = idle.planning.problem_for(NEXT_WEEK).adherence
    golf = {a.day: a for a in adherence if (a.behavior, a.slot) == ("golf", "night")}
    assert golf[4].probability < prior_chance(golfing, "night") - 0.02
    assert golf[4].evidence == "never tried at night; 0 of 8 on Fridays (all behaviors)"


def test_what_was_missed_while_nobody_looked_weighs_less(household: DataDirectory, swimmer: Workspace) -> None:
    def tuesday_morning() -> float:
        problem = swimmer.planning.problem_for(NEXT_WEEK)
        return next(a.probability for a in problem.adherence if (a.day, a.slot) == (1, "morning"))

    store, watched = Store.of(household.database, swimmer.profile, household.clock), tuesday_morning()
    store.seen_days.add([MONDAY - timedelta(weeks=WEEKS)], Seen.USED)
    assert tuesday_morning() > watched + 0.05


def test_what_would_be_learned_is_shown_of_what_is_switched_off(swimmer: Workspace) -> None:
    swimmer.behaviors.add(make_behavior("run", preferred_slots=("morning",)))
    known = swimmer.learning.of("swim").chances
    swimmer.learning.switch("swim", on=False)
    assert swimmer.learning.of("swim").chances == known


def test_evidence_of_half_a_year_counts_and_the_switch_says_which_way_it_went(idle: Workspace) -> None:
    today = idle.tracking.today()
    for days in (181, 182):
        idle.tracking.done("run", day=today - timedelta(days=days))
    assert sum(chance.counted for chance in idle.learning.of("run").chances) == 1
    idle.learning.switch("run", on=False)
    idle.learning.switch("run", on=True)
    last = idle.history.undo()
    assert last is not None
    assert last.label == "Switched learning on for “Morning run”"
    assert not idle.learning.on("run")
