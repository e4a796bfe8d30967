import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, TimesAMonth
from habitos_tui.domain.model.rule import DurationBounds, Frequency, MutualExclusion, Scope, TimeBudget
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.workspace import Workspace
from tests.support.household import WEDNESDAY, make_behavior

NEW: dict[str, Any] = {
    "name": "Play chess",
    "min_minutes": 15,
    "typical_minutes": 30,
    "max_minutes": 60,
    "target_per_week": 2,
}


def issues_of(caught: pytest.ExceptionInfo[InvalidInputError]) -> dict[str, str]:
    return dict(caught.value.issues)


def label(workspace: Workspace) -> str:
    last = workspace.history.last()
    assert last is not None
    return last.label


def test_a_behavior_is_kept_as_it_was_entered(idle: Workspace) -> None:
    chess = idle.behaviors.add(make_behavior("chess", weekdays=(5, 6), preferred_slots=("evening",), target_per_week=2))
    assert idle.behaviors.get("chess") == chess
    assert idle.behaviors.all()[-1] == chess


@pytest.mark.parametrize(
    ("fields", "path", "sentence"),
    [
        ({"preferred_slots": ("dawn",)}, "preferred_slots[0]", "there is no slot “dawn”"),
        ({"impacts": {"fame": 0.5}}, "impacts.fame", "there is no objective “fame”"),
        ({"strict_slots": True}, "strict_slots", "needs at least one preferred slot"),
        ({"min_minutes": 31, "typical_minutes": 32, "max_minutes": 34}, "max_minutes", "multiple of the grid"),
        ({"id": "run", "name": "Other"}, "id", "used already"),
        ({"name": "morning RUN"}, "name", "that of another behavior (“run”)"),
    ],
)
def test_a_behavior_that_does_not_fit_is_refused_with_the_field(
    idle: Workspace, fields: dict[str, Any], path: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.add(make_behavior(**({"behavior_id": fields.pop("id", "new")} | fields)))
    assert sentence in issues_of(caught)[path]


@pytest.mark.parametrize(
    ("least", "most", "path", "sentence"),
    [
        (None, 10, "max_minutes", "is less than the 15 min that “Chess” takes at least"),
        (90, None, "min_minutes", "is more than the 1 h that “Chess” may last"),
    ],
)
def test_a_hard_rule_must_leave_room_for_lengths(
    idle: Workspace, least: int | None, most: int | None, path: str, sentence: str
) -> None:
    behavior = idle.behaviors.add(make_behavior("chess", weekdays=(4, 5), target_per_week=2))
    rule = DurationBounds(id="bounds", behavior="chess", min_minutes=least, max_minutes=most)
    with pytest.raises(InvalidInputError) as caught:
        idle.rules.add(rule)
    assert caught.value.issues == ((path, sentence),)
    idle.rules.add(rule.model_copy(update={"active": False}))
    idle.rules.add(rule.model_copy(update={"id": "soft", "penalty": 5.0}))
    idle.rules.add(rule.model_copy(update={"id": "weekdays", "days": (0, 1, 2, 3, 4)}))
    assert idle.behaviors.update(behavior) == behavior


@pytest.mark.parametrize(
    ("fields", "path", "sentence"),
    [
        ({"min_minutes": 50, "typical_minutes": 55}, "min_minutes", "is more than the 45 min that a rule allows"),
        ({"typical_minutes": 15, "max_minutes": 15}, "max_minutes", "is less than the 20 min that a rule asks for"),
    ],
)
def test_lengths_must_leave_room_for_hard_rules(
    idle: Workspace, fields: dict[str, int], path: str, sentence: str
) -> None:
    behavior = idle.behaviors.add(make_behavior("chess"))
    idle.rules.add(DurationBounds(id="bounds", behavior="chess", min_minutes=20, max_minutes=45))
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.update(behavior.model_copy(update=fields))
    assert caught.value.issues == ((path, sentence),)


def test_more_than_is_possible_is_refused_with_the_most_there_can_be(idle: Workspace) -> None:
    for fields, path, sentence in (
        ({"target_per_week": 37}, "target_per_week", "7 a week is the most with one a day"),
        ({"target_per_week": 5, "min_gap_days": 1}, "target_per_week", "4 a week is the most with one day between"),
        ({"min_per_week": 5, "min_gap_days": 1}, "min_per_week", "4 a week is the most with one day between"),
    ):
        with pytest.raises(InvalidInputError) as caught:
            idle.behaviors.add(make_behavior("chess", **fields))
        assert issues_of(caught) == {path: sentence}
    chess = idle.behaviors.add(make_behavior("chess", target_per_week=7))
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.update(chess.model_copy(update={"min_gap_days": 1}))
    assert issues_of(caught) == {"target_per_week": "4 a week is the most with one day between"}
    idle.rules.add(Frequency(id="few", scope=Scope(behaviors=("chess",)), period="week", max_sessions=2))
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.update(chess.model_copy(update={"target_per_week": 3}))
    assert issues_of(caught) == {"target_per_week": "2 a week is the most that the rules allow"}


def test_what_was_stored_with_more_than_is_possible_stays_and_can_be_changed(idle: Workspace) -> None:
    stored = make_behavior("chess", target_per_week=37)
    idle.behaviors._repository.add(stored)
    assert idle.behaviors.get("chess") == stored
    renamed = idle.behaviors.update(stored.model_copy(update={"name": "Go"}))
    assert (renamed.name, renamed.target_per_week) == ("Go", 37)
    with pytest.raises(InvalidInputError, match="7 a week is the most with one a day"):
        idle.behaviors.update(renamed.model_copy(update={"target_per_week": 36}))
    assert idle.behaviors.update(renamed.model_copy(update={"target_per_week": 7})).target_per_week == 7


def test_a_ready_made_behavior_is_wanted_no_more_often_than_rules_allow(idle: Workspace) -> None:
    idle.rules.add(Frequency(id="few", period="week", scope=Scope(category="health"), max_sessions=2))
    ready = next(b for b in CATALOGUE if b.category == "health" and b.target_per_week > 2)
    assert idle.behaviors.adopt(ready).target_per_week == 2


def test_a_changed_behavior_keeps_its_place_and_may_keep_its_name(idle: Workspace) -> None:
    run = idle.behaviors.get("run")
    changed = idle.behaviors.update(run.model_copy(update={"target_per_week": 1}))
    assert idle.behaviors.all()[0] == changed
    with pytest.raises(InvalidInputError, match="that of another behavior"):
        idle.behaviors.update(run.model_copy(update={"name": "reading"}))
    with pytest.raises(NotFoundError):
        idle.behaviors.update(make_behavior("nobody"))
    idle.behaviors._repository.add(make_behavior("jog", name="Morning run"))
    assert idle.behaviors.update(make_behavior("jog", name="Morning run", target_per_week=2)).target_per_week == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [("run", "run"), ("RUN", "run"), ("meditation", "meditate"), ("Deep", "deepwork"), ("friend", "friends")],
)
def test_a_behavior_is_found_by_what_a_person_types(idle: Workspace, text: str, found: str) -> None:
    assert idle.behaviors.find(text).id == found


def test_an_id_is_found_before_a_name_that_begins_with_it(idle: Workspace) -> None:
    idle.behaviors.add(make_behavior("run2", name="Run"))
    assert idle.behaviors.find("run").id == "run"
    with pytest.raises(InvalidInputError, match="fits more than one behavior"):
        idle.behaviors.find("ru")


def test_only_archived_behaviors_are_found_among_the_archived(idle: Workspace) -> None:
    idle.behaviors.archive("run")
    with pytest.raises(NotFoundError):
        idle.behaviors.find("run")
    assert idle.behaviors.find("run", archived=True).id == "run"
    with pytest.raises(NotFoundError, match="no archived behavior “deep”"):
        idle.behaviors.find("deep", archived=True)


def test_an_unknown_behavior_is_not_found(idle: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no behavior “runn”") as caught:
        idle.behaviors.find("runn")
    assert caught.value.hint == "Did you mean “Morning run”?"
    with pytest.raises(NotFoundError):
        idle.behaviors.get("runn")


def test_an_archived_behavior_comes_back(idle: Workspace) -> None:
    idle.behaviors.archive("run")
    assert "run" not in {behavior.id for behavior in idle.behaviors.all()}
    assert [behavior.id for behavior in idle.behaviors.archived()] == ["run"]
    idle.behaviors.archive("read")
    with pytest.raises(InvalidInputError, match="“Morning run” is archived already"):
        idle.behaviors.archive("run")
    idle.behaviors.restore("read")
    idle.behaviors.restore("run")
    assert idle.behaviors.archived() == ()


def test_deleting_archives_what_has_a_history(idle: Workspace) -> None:
    idle.tracking.done("run")
    assert idle.behaviors.delete("run") == "archived"
    assert [behavior.id for behavior in idle.behaviors.archived()] == ["run"]
    with pytest.raises(InvalidInputError, match="archived already"):
        idle.behaviors.delete("run")
    assert idle.behaviors.delete("run", force=True) == "deleted"
    assert idle.tracking.log() == ()


def test_rules_go_on_without_a_deleted_behavior_where_they_can(idle: Workspace) -> None:
    idle.rules.add(TimeBudget(id="calm", period="week", max_minutes=60, scope=Scope(behaviors=("run", "read"))))
    idle.rules.add(MutualExclusion(id="three", behaviors=("run", "read", "deepwork"), period="day"))
    assert idle.behaviors.consequences("run") == (
        "The rule “Morning run and Meet friends never on the same day” is deleted too.",
        "The rule “Morning run and Reading together at most 1 h a week” becomes “Reading at most 1 h a week”.",
        "The rule “Only one of Morning run, Reading and Deep work on the same day” becomes "
        "“Reading and Deep work never on the same day”.",
    )
    assert idle.behaviors.delete("run") == "deleted"
    assert label(idle) == "Deleted “Morning run” and changed 3 rules"
    idle.behaviors.delete("read")
    idle.behaviors.delete(idle.behaviors.add(make_behavior("nap")).id)
    assert label(idle) == "Deleted “Nap”"
    idle.history.undo()
    idle.history.undo()
    idle.history.undo()
    assert [rule.id for rule in idle.rules.all()] == ["workdays", "calm-first", "calm", "three"]
    assert all("run" not in rule.behavior_ids for rule in idle.rules.all())
    idle.planning.problem_for(WEDNESDAY)


def test_archiving_leaves_the_rules_for_the_day_it_comes_back(idle: Workspace) -> None:
    before = idle.rules.all()
    idle.behaviors.archive("run")
    assert idle.rules.all() == before


def test_worth_follows_the_weights(idle: Workspace) -> None:
    run = idle.behaviors.get("run")
    assert idle.behaviors.worth(run) == pytest.approx(0.2 * 0.9 + 0.2 * 0.4)
    idle.objectives.replace((Objective(name="health", weight=3), Objective(name="wellness", weight=1)))
    assert idle.behaviors.worth(run) == pytest.approx(0.75 * 0.9 + 0.25 * 0.4)
    idle.objectives.replace((Objective(name="health", weight=3), Objective(name="wellness", weight=0)))
    assert idle.behaviors.worth(run) == pytest.approx(0.9)
    idle._store.objectives.replace((Objective(name="health", weight=0),))
    assert idle.behaviors.worth(run) == 0


def test_a_new_behavior_may_leave_its_id_to_us(idle: Workspace) -> None:
    assert idle.behaviors.from_json(NEW).id == "play-chess"
    idle.behaviors.add(idle.behaviors.from_json(NEW))
    idle.behaviors.archive("play-chess")
    assert idle.behaviors.from_json(NEW).id == "play-chess-2"


def test_json_changes_only_the_fields_it_names(idle: Workspace) -> None:
    run = idle.behaviors.get("run")
    changed = idle.behaviors.from_json({"target_per_week": 2, "impacts": {"health": 1}}, run)
    assert changed == run.model_copy(update={"target_per_week": 2, "impacts": {"health": 1.0}})


def test_a_behavior_survives_the_way_through_json(idle: Workspace) -> None:
    for behavior in idle.behaviors.all():
        assert idle.behaviors.from_json(json.loads(behavior.model_dump_json())) == behavior


@pytest.mark.parametrize(
    ("data", "path", "sentence"),
    [
        ([], "", "must be an object"),
        ({"name": "X"}, "min_minutes", "is missing"),
        (NEW | {"min_minutes": "15"}, "min_minutes", "must be a whole number"),
        (NEW | {"target_per_week": True}, "target_per_week", "must be a whole number"),
        (NEW | {"energy_cost": float("nan")}, "energy_cost", "must be a finite number"),
        (NEW | {"color": "red"}, "color", "is not a known field"),
        (NEW | {"name": 7}, "id", "is missing"),
        (NEW | {"weekdays": [7]}, "weekdays[0]", "must be at most 6"),
        (NEW | {"min_minutes": 45}, "min_minutes", "must not be more than the typical minutes"),
    ],
)
def test_json_that_is_no_behavior_is_refused_with_the_field(
    idle: Workspace, data: object, path: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.from_json(data)
    assert sentence in issues_of(caught)[path]


def test_an_id_is_never_changed(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="cannot be changed; it is “run”"):
        idle.behaviors.from_json({"id": "walk"}, idle.behaviors.get("run"))


def test_a_ready_made_behavior_leaves_out_what_the_profile_lacks(household: DataDirectory) -> None:
    workspace = household.open_workspace(household.accounts.create("bob", None, Preferences()))
    workspace.slots.save(workspace.slots.all()[1:5])
    adopted = {ready.id: workspace.behaviors.adopt(ready) for ready in CATALOGUE}
    assert adopted["meditation"].impacts == {"wellness": 0.8}
    assert adopted["run"].preferred_slots == ("evening",)
    assert len(workspace.behaviors.all()) == len(CATALOGUE)
    copy = workspace.behaviors.adopt(CATALOGUE[0].model_copy(update={"name": "Run again"}))
    assert (copy.id, copy.strict_slots) == ("run-2", False)
    for name, slots in (("Stars", ("night",)), ("Walk", ("night", "evening"))):
        strict = CATALOGUE[0].model_copy(update={"name": name, "preferred_slots": slots, "strict_slots": True})
        assert workspace.behaviors.adopt(strict).strict_slots == ("evening" in slots)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_new_ids_are_unused(idle: Workspace, name: str) -> None:
    taken = {behavior.id for behavior in (*idle.behaviors.all(), *idle.behaviors.archived())}
    assert idle.behaviors.new_id(name) not in taken


def test_any_behavior_is_found_the_used_ones_first(idle: Workspace) -> None:
    idle.behaviors.archive("run")
    assert idle.behaviors.find_any("run").id == "run"
    with pytest.raises(NotFoundError, match="no behavior “zzz”"):
        idle.behaviors.find_any("zzz")


def test_a_behavior_that_becomes_a_task_need_not_say_how_often_it_is_wanted(idle: Workspace) -> None:
    task = {"total_minutes": 120, "due": "2026-12-04"}
    changed = idle.behaviors.from_json({"task": task}, idle.behaviors.get("run"))
    assert (changed.target_per_week, changed.min_per_week, changed.max_per_week) == (0, 0, None)
    assert idle.behaviors.get(idle.behaviors.update(changed).id) == changed
    assert idle.behaviors.from_json({**NEW, "task": task, "target_per_week": 0}).task == changed.task
    with pytest.raises(InvalidInputError, match="is not for a task"):
        idle.behaviors.from_json({**NEW, "task": task, "target_per_week": 2})


def test_a_rhythm_that_says_how_often_spares_the_target_and_begins_today(idle: Workspace) -> None:
    fields = {name: value for name, value in NEW.items() if name != "target_per_week"}
    made = idle.behaviors.from_json({**fields, "rhythm": {"every_days": 3}})
    assert made.rhythm == EveryDays(every_days=3, since=WEDNESDAY)
    assert made.target_per_week == 3
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.from_json({**fields, "rhythm": {"every_days": 0}})
    assert issues_of(caught) == {"rhythm.every_days": "must be at least 2"}
    changed = idle.behaviors.from_json({"rhythm": {"every_weeks": 2}}, made.model_copy(update={"target_per_week": 1}))
    assert changed.rhythm == EveryWeeks(every_weeks=2, since=WEDNESDAY)
    earlier = idle.behaviors.from_json({**fields, "rhythm": {"every_days": 3, "since": "2026-11-02"}})
    assert earlier.rhythm == EveryDays(every_days=3, since=date(2026, 11, 2))
    kept = idle.behaviors.from_json({"rhythm": {"every_days": 4}}, earlier)
    assert kept.rhythm == EveryDays(every_days=4, since=date(2026, 11, 2))
    monthly = idle.behaviors.from_json({**fields, "rhythm": {"times_a_month": 2}})
    assert monthly.rhythm == TimesAMonth(times_a_month=2)
    assert idle.behaviors.from_json({"rhythm": None}, changed).rhythm is None


@pytest.mark.parametrize(
    ("fields", "path", "sentence"),
    [
        ({"rhythm": {"every_days": 10}, "target_per_week": 2}, "target_per_week", "follows from the rhythm here"),
        ({"rhythm": {"times_a_month": 1}, "max_per_week": 2}, "max_per_week", "follows from the rhythm here"),
        ({"rhythm": {"every_days": 1}}, "rhythm.every_days", "must be at least 2"),
        ({"rhythm": {"dates": ["x"]}}, "rhythm.dates[0]", "must be a date of the month such as 1, 15, last"),
        ({"rhythm": {"every": 3}}, "rhythm", "must say one of every_weeks, every_days, times_a_month or dates"),
        ({"rhythm": 3}, "rhythm", "must say one of every_weeks, every_days, times_a_month or dates"),
        ({"season": {"first": "april"}}, "season.last", "is missing"),
        ({"unit": " ", "amount": 3}, "unit", "must not be empty"),
        ({"tags": ["x" * 51]}, "tags[0]", "must have at most 50 characters"),
        ({"season": {"first": "april", "last": "autumn"}}, "season.last", "must be a day of the year such as 04-01"),
        ({"task": {"total_minutes": 60}, "season": {"first": "april", "last": "may"}}, "season", "is not for a task"),
    ],
)
def test_a_rhythm_that_is_none_is_refused_with_the_field(
    idle: Workspace, fields: dict[str, Any], path: str, sentence: str
) -> None:
    asked = {"target_per_week": 0} if "task" in fields else {}
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.from_json({**NEW, **asked, **fields})
    assert sentence in issues_of(caught)[path]


def test_a_changed_rhythm_is_wanted_from_the_next_week_on_and_undone(idle: Workspace) -> None:
    idle.tracking.done("run", minutes=30)
    changed = idle.behaviors.from_json({"rhythm": {"every_days": 10}}, idle.behaviors.get("run"))
    idle.behaviors.update(changed)
    assert idle.behaviors.holds_from("run") == WEDNESDAY + timedelta(days=5)
    assert idle.behaviors.get("run") == changed
    idle.history.undo()
    assert idle.behaviors.get("run").rhythm is None
    assert idle.behaviors.holds_from("run") is None


def test_a_rhythm_of_days_may_be_kept_to_some_weekdays(idle: Workspace) -> None:
    fields = {name: value for name, value in NEW.items() if name != "target_per_week"}
    made = idle.behaviors.from_json({**fields, "rhythm": {"every_days": 2}, "weekdays": [0, 2, 4]})
    assert idle.behaviors.add(made).target_per_week == 4
    with pytest.raises(InvalidInputError) as caught:
        idle.behaviors.update(made.model_copy(update={"min_per_week": 4}))
    assert list(issues_of(caught)) == ["min_per_week"]


def test_a_copy_that_could_not_be_read_again_is_not_stored(idle: Workspace) -> None:
    run = idle.behaviors.add(make_behavior("jog"))
    with pytest.raises(InvalidInputError, match="min_minutes"):
        idle.behaviors.update(run.model_copy(update={"min_minutes": 500}))
    assert idle.behaviors.get("jog") == run


def test_plans_learn_of_a_behavior_as_is_said_and_as_before_where_nothing_is(idle: Workspace) -> None:
    def learning(behavior: str) -> bool:
        return behavior not in idle._store.behaviors.not_learning()

    idle.behaviors.add(make_behavior("chess"))
    go = idle.behaviors.add(make_behavior("go"), learning=False)
    assert (learning("chess"), learning("go")) == (True, False)
    idle.behaviors.update(go.model_copy(update={"energy_cost": 3}))
    assert not learning("go")
    for said in (True, True, False, False):
        idle.behaviors.update(go, learning=said)
        assert learning("go") == said
    renamed = idle.behaviors.update(go.model_copy(update={"name": "Baduk"}))
    idle.behaviors.update(renamed, learning=learning("go"))  # changes nothing, so nothing is to be undone
    idle.history.undo()
    assert idle.behaviors.get("go").name == "Go"
