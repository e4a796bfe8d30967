"""Looking back on a week that is over: by what was wanted in it, and offered once."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.promise import Promise
from habitos_tui.domain.insight.review import RecordStreak, UnlikelyTimes, WeekReview
from habitos_tui.domain.insight.suggestion import Kind, SetBehavior, Suggestion
from habitos_tui.domain.model.away import AwayReason
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.domain.text.review_phrasing import away_sentence
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.review import MIN_BEFORE
from habitos_tui.services.advice import Advice
from habitos_tui.services.review import _matters
from habitos_tui.services.trials import Trials
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.seen_days import Seen
from tests.support.household import BERLIN, MONDAY, SUNDAY, THURSDAY, add_alice, make_behavior, set_clock
from tests.support.year import add_year

NEXT = MONDAY + timedelta(weeks=1)


def on(household: DataDirectory, day: date, hour: int = 9) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN))


@pytest.fixture
def profile(household: DataDirectory) -> Profile:
    """Alice without a plan, on the Monday after the week that is looked back on."""
    found = add_alice(household, planned=False)
    on(household, NEXT)
    return found


@pytest.fixture
def alice(household: DataDirectory, profile: Profile) -> Workspace:
    return household.open_workspace(profile)


def log(alice: Workspace, behavior: str, *days: int) -> None:
    """Log that something was done on days of the week, counted from its first."""
    for day in days:
        alice.tracking.done(behavior, day=MONDAY + timedelta(days=day), minutes=30)


def wanted(review: WeekReview) -> dict[str, tuple[int, int]]:
    return {line.behavior: (line.done, line.wanted) for line in review.lines}


def test_a_week_is_judged_by_what_was_wanted_in_it(alice: Workspace) -> None:
    log(alice, "run", 0, 2, 4)
    log(alice, "meditate", *range(7))
    before = alice.reviews.review(MONDAY)
    assert wanted(before)["run"] == (3, 3)
    assert RecordStreak("Meditation", "7 days in a row") in before.good
    run = alice.behaviors.get("run")
    alice.behaviors.update(run.model_copy(update={"target_per_week": 4}), from_now=False)
    alice.behaviors.archive("meditate")
    assert alice.reviews.review(MONDAY) == before


def test_days_away_lower_what_was_wanted(alice: Workspace) -> None:
    log(alice, "meditate", 0, 1, 2)
    alice.away.add(THURSDAY, SUNDAY, AwayReason.VACATION)
    review = alice.reviews.review(MONDAY)
    # Three of seven days are left: of 7 times a week 3. Of 4 times it is 12/7, rounded up 2; but deep work was made on
    # Wednesday, the third of these days, and so 2/3, which is nearest to 1.
    assert (review.away, wanted(review)["meditate"], wanted(review)["deepwork"]) == (4, (3, 3), (0, 1))
    assert review.line("meditate") in [line for line in review.lines if line.reached]


def test_a_pause_lowers_what_was_wanted_of_its_behavior_and_is_told(alice: Workspace) -> None:
    log(alice, "meditate", 0, 1, 2)
    alice.pauses.add("meditate", THURSDAY)
    review = alice.reviews.review(MONDAY)
    assert (review.paused, wanted(review)["meditate"]) == (("Meditation",), (3, 3))
    assert away_sentence(review) == "“Meditation” was paused: less was asked."
    alice.pauses.add("deepwork", SUNDAY)
    assert away_sentence(alice.reviews.review(MONDAY)).startswith("“Meditation” and “Deep work” were paused")


def test_of_what_began_in_the_week_less_was_wanted(household: DataDirectory, profile: Profile) -> None:
    on(household, SUNDAY)
    household.open_workspace(profile).behaviors.add(make_behavior("swim", target_per_week=7))
    on(household, NEXT)
    alice = household.open_workspace(profile)
    log(alice, "run", 0)
    # Made on Sunday: one day of seven is left.
    assert wanted(alice.reviews.review(MONDAY))["swim"] == (0, 1)


def test_only_a_week_that_is_over_is_looked_back_on(household: DataDirectory, alice: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="Mon 30 Nov to Sun 6 Dec is not over yet"):
        alice.reviews.review(NEXT)
    on(household, SUNDAY, 23)
    with pytest.raises(InvalidInputError, match="not over"):
        alice.reviews.review(MONDAY)
    assert alice.reviews.last_week() == MONDAY - timedelta(weeks=1)


def test_a_week_with_a_plan_or_a_completion_is_offered_once(
    household: DataDirectory, profile: Profile, alice: Workspace
) -> None:
    assert alice.reviews.to_offer() is None
    log(alice, "run", 0)
    # The offer stands while the program is open, and is not made again when it is opened next.
    assert alice.review_offer.week() == MONDAY
    alice.review_offer.note()
    assert alice.review_offer.week() == MONDAY
    assert household.open_workspace(profile).review_offer.week() is None
    on(household, NEXT + timedelta(weeks=1))
    assert alice.review_offer.week() is None  # nothing was planned or done in the next week


def test_what_was_read_is_offered_no_more(household: DataDirectory, profile: Profile, alice: Workspace) -> None:
    log(alice, "run", 0)
    alice.review_offer.read()
    assert alice.review_offer.week() is None
    assert household.open_workspace(profile).review_offer.week() is None


def test_offers_are_made_to_each_profile_by_itself(household: DataDirectory, alice: Workspace) -> None:
    bob = household.open_workspace(household.accounts.create("bob", None))
    bob.behaviors.add(make_behavior("run"))
    for person in (alice, bob):
        log(person, "run", 0)
    alice.review_offer.read()
    assert bob.review_offer.week() == MONDAY


def test_the_week_to_plan_is_the_first_without_a_plan(household: DataDirectory) -> None:
    space = household.open_workspace(add_alice(household))
    assert space.reviews.week_to_plan() == NEXT
    on(household, NEXT)
    assert space.reviews.week_to_plan() == NEXT


def test_what_the_promises_know_is_told(alice: Workspace) -> None:
    log(alice, "run", 0)
    alice._store.promises.put(Promise("slot:run", MONDAY, 4.5, ("run",)))
    alice._store.promises.put(Promise("day:read", MONDAY - timedelta(days=1), 3.0, ("read",)))
    followed = alice.reviews.review(MONDAY).followed
    assert (followed.in_week, followed.points, followed.kept.followed) == (1, 4.5, 2)


def test_a_week_unlike_the_year_before_surprises(household: DataDirectory) -> None:
    """What was done of a behavior, most of what was planned, is taken out of the log: that is hardly chance."""
    space = household.open_workspace(add_year(household))
    week = space.reviews.last_week()
    for completion in space._store.completions.between(week, week + timedelta(days=6)):
        if completion.behavior == "journal":
            space._store.completions.delete(completion.id)
    before = space.reviews.review(week - timedelta(weeks=1))
    review = space.reviews.review(week)
    (surprise,) = review.surprises
    assert before.surprises == ()
    assert isinstance(surprise, UnlikelyTimes)
    assert (surprise.name, surprise.done) == ("Journal", 0)
    assert surprise.low > 0
    space.behaviors.archive("journal", from_now=True)
    space.behaviors.archive("walk", from_now=True)
    space.learning.switch("run", on=False)
    preferences = space.profile.preferences.model_copy(update={"learning": False, "week_start": 3, "day_end": 180})
    space = household.open_workspace(household.accounts.save_preferences(space.profile, preferences))
    assert space.reviews.review(week) == review  # what is put away or learned today is no matter of then


def test_what_its_rhythm_did_not_ask_for_is_not_looked_back_on(household: DataDirectory, profile: Profile) -> None:
    on(household, MONDAY - timedelta(weeks=1))
    yearly = EveryDays(every_days=365, since=NEXT + timedelta(days=99))
    household.open_workspace(profile).behaviors.add(make_behavior("filter", rhythm=yearly, target_per_week=1))
    on(household, NEXT)
    alice = household.open_workspace(profile)
    log(alice, "run", 0)
    assert "filter" not in wanted(alice.reviews.review(MONDAY))


def test_what_was_not_in_use_yet_is_not_looked_back_on(household: DataDirectory, profile: Profile) -> None:
    on(household, NEXT)
    alice = household.open_workspace(profile)
    alice.behaviors.add(make_behavior("swim"))
    log(alice, "run", 0)
    assert "swim" not in wanted(alice.reviews.review(MONDAY))


def test_what_was_done_or_wanted_is_looked_back_on() -> None:
    plain, rhythm = make_behavior("run"), make_behavior("sauna", rhythm={"every_weeks": 2, "since": "2026-11-23"})
    assert [_matters(plain, wanted, ()) for wanted in (None, 0, 1)] == [False, True, True]
    assert [_matters(rhythm, wanted, ()) for wanted in (None, 0, 1)] == [False, False, True]
    assert _matters(plain, None, ("run",))


def test_a_week_before_anything_was_done_is_not_begun_unless_it_is_long_ago(idle: Workspace) -> None:
    last = idle.reviews.last_week()
    days = timedelta(days=6)
    assert not idle.reviews._material(last, last + days).begun
    assert idle.reviews._material(last - ONE_WEEK, last - ONE_WEEK + days).begun


def test_a_week_is_held_against_the_weeks_and_the_months_before_it(alice: Workspace) -> None:
    first = MONDAY - 26 * ONE_WEEK
    days = (first - timedelta(days=1), first, MONDAY - timedelta(days=1), MONDAY, SUNDAY, NEXT)
    for day in days:
        alice.tracking.done("run", day=day)
    alice.pauses.add("read", SUNDAY, SUNDAY)
    alice.pauses.add("friends", NEXT)
    alice.away.add(SUNDAY)
    found = alice.reviews._material(MONDAY, SUNDAY)
    assert (found.week, found.last, found.away, found.begun) == (MONDAY, SUNDAY, 1, True)
    assert [each.day for each in found.before] == [first, MONDAY - timedelta(days=1)]
    assert [each.day for each in found.completions] == [MONDAY, SUNDAY]
    assert list(found.paused) == ["Reading"]
    assert {len(line.weeks) for line in found.objectives.lines} == {9}
    assert [line.behavior for line in found.streaks.lines] == ["run"]
    assert {each.behavior.id: each.wanted for each in found.behaviors}["run"] == 3
    assert found.followed.in_week == 0


def test_what_the_suggestions_say_about_targets_is_told_beside_a_review(
    alice: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: tuple[Kind, ...] = ("slot", "lower_target", "rest", "raise_target")
    proposal = SetBehavior(id="run", set={})
    trials = tuple(
        SimpleNamespace(suggestion=Suggestion(kind, kind, "run", "", "", 9, 1.0, proposal)) for kind in kinds
    )
    monkeypatch.setattr(Advice, "trials", lambda _advice: Trials(9, None, trials))  # type: ignore[arg-type]
    found = alice.reviews.target_trials()
    assert (found.evidence, [trial.suggestion.kind for trial in found.trials]) == (9, ["lower_target", "raise_target"])


def test_a_week_to_plan_stays_this_one_while_it_has_no_plan(alice: Workspace) -> None:
    assert alice.reviews.week_to_plan() == NEXT


def test_chances_are_told_of_what_much_was_known_of_and_of_days_on_which_somebody_looked(alice: Workspace) -> None:
    for behavior, times in (("run", MIN_BEFORE), ("read", MIN_BEFORE - 1), ("deepwork", MIN_BEFORE - 1)):
        for number in range(times):
            alice.tracking.done(behavior, day=MONDAY - timedelta(days=1 + number))
    alice.tracking.done("deepwork", day=MONDAY)
    alice._store.seen_days.add([MONDAY, THURSDAY, NEXT], Seen.USED)
    slot = "morning"
    episodes = [
        Episode("read", MONDAY, slot, 30, 30, None),
        Episode("deepwork", MONDAY, slot, 30, 30, None),
        Episode("run", MONDAY, None, 30, 30, None),
        Episode("run", MONDAY, slot, None, 30, None),
        Episode("run", MONDAY, slot, 30, 30, None),
        Episode("run", THURSDAY, slot, 30, None, None),
        Episode("run", SUNDAY, slot, 30, None, None),
        Episode("run", SUNDAY, slot, 30, 30, None),
    ]
    found = list(alice.reviews._chances(Span(MONDAY, SUNDAY), episodes))
    assert [(each.behavior, each.done) for each in found] == [("run", True), ("run", False), ("run", True)]
    assert all(0 < each.chance < 1 for each in found)
