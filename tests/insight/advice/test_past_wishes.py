"""Past weeks are held against what was wanted in them: a wish of today makes no claim about them."""

from datetime import timedelta

from habitos_tui.domain.insight.suggestion import SetBehavior
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.ranking import holding
from habitos_tui.insight.advice.targets import better_targets, fitting_targets
from habitos_tui.insight.advice.variety import additions
from tests.insight.advice.records import WEEKS, episode, record, since_ever, wished
from tests.support.household import make_behavior

NEXT_WEEK = WEEKS[-1] + timedelta(weeks=2)
TWICE, THRICE, FIVE = (make_behavior("run", target_per_week=target) for target in (2, 3, 5))
READY = [make_behavior("dance", impacts={"social": 0.9})]
BOTH = {"health": 0.5, "social": 0.5}


def test_a_target_that_is_new_makes_no_claim() -> None:
    kept = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    planned_more = [*kept, *(episode(week, day, False) for week in range(12) for day in (1, 3))]
    assert len(holding(better_targets(record(planned_more, [FIVE])))) == 1  # were it wanted all the time
    for since in (NEXT_WEEK, WEEKS[-1], WEEKS[-5]):
        raised = wished(since_ever(THRICE), (since, FIVE))
        assert not list(better_targets(record(planned_more, [FIVE], wished=raised)))
    lowered = wished(since_ever(FIVE), (WEEKS[-5], TWICE))
    assert not list(better_targets(record(kept, [TWICE], wished=lowered)))


def test_a_target_is_judged_by_the_weeks_that_had_it() -> None:
    """Five times a week for six weeks, three times before: the weeks that had it before are no part of it either."""
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    episodes += [episode(week, day, False) for week in range(6, 12) for day in (1, 3)]
    once = wished(since_ever(THRICE), (WEEKS[6] + timedelta(days=6), FIVE))
    (lower,) = holding(better_targets(record(episodes, [FIVE], wished=once)))
    assert lower.proposal == SetBehavior(id="run", set={"target_per_week": 3})
    assert lower.evidence == "done 3 times a week on average, 5 times in none of the last 6 weeks"
    again = wished(since_ever(FIVE), (WEEKS[2], THRICE), (WEEKS[7], FIVE))
    assert not list(better_targets(record(episodes, [FIVE], wished=again)))


def test_weeks_in_which_a_behavior_was_put_away_are_not_held_against_its_target() -> None:
    active = [week for week in range(12) if week not in {8, 9}]
    episodes = [episode(week, day, True) for week in active for day in (0, 2, 4)]
    assert not holding(better_targets(record(episodes, [THRICE])))
    away = wished(since_ever(THRICE), (WEEKS[8], None), (WEEKS[10], THRICE))
    (higher,) = holding(better_targets(record(episodes, [THRICE], wished=away)))
    assert higher.evidence == "3 times a week reached in 8 of the last 8 weeks"


def test_plans_for_another_target_do_not_say_that_one_does_not_fit() -> None:
    weeks = {"run": dict.fromkeys(WEEKS[-8:], 2)}
    assert holding(fitting_targets(record((), [THRICE], planned=weeks)))
    new = wished(since_ever(TWICE), (WEEKS[-3], THRICE))
    assert not holding(fitting_targets(record((), [THRICE], planned=weeks, wished=new)))
    older = wished(since_ever(TWICE), (WEEKS[-5], THRICE))
    (lower,) = holding(fitting_targets(record((), [THRICE], planned=weeks, wished=older)))
    assert (lower.evidence, lower.observations) == ("planned 2 times at most in each of the last 5 weeks", 5)


def test_sessions_of_another_usual_length_say_nothing_of_this_one() -> None:
    short = make_behavior("run", typical_minutes=30, min_minutes=10, max_minutes=90)
    long = short.model_copy(update={"typical_minutes": 60})
    episodes = [episode(week, day, True, planned=30, minutes=20) for week in range(12) for day in (0, 2)]
    assert holding(better_lengths(record(episodes, [long])))
    assert not list(better_lengths(record(episodes, [long], wished=wished(since_ever(short), (NEXT_WEEK, long)))))


def test_an_objective_is_held_against_the_targets_of_then() -> None:
    meet = make_behavior("meet", target_per_week=1, impacts={"social": 1.0})
    often = meet.model_copy(update={"target_per_week": 4})
    episodes = [episode(week, 5, True, "meet") for week in range(12)]
    assert holding(additions(record(episodes, [often], weights={"social": 1.0}, ready=READY)))
    then = wished(since_ever(meet), (NEXT_WEEK, often))
    assert not holding(additions(record(episodes, [often], weights={"social": 1.0}, ready=READY, wished=then)))


def test_of_an_objective_served_from_now_on_nothing_is_known_yet() -> None:
    run, meet = make_behavior("run"), make_behavior("meet", impacts={"social": 1.0})
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    fields = {"weights": BOTH, "ready": READY}
    assert holding(additions(record(episodes, [run, meet], **fields)))
    new = wished(since_ever(meet), made=NEXT_WEEK)
    assert not holding(additions(record(episodes, [run, meet], **fields, wished=new)))
