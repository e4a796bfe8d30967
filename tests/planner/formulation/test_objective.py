"""Every term of the objective, on weeks solved by hand."""

import pytest

from tests.planner.mini import THREE_SLOTS, best, counts, habit, proven, week

ALL = tuple(range(7))


def test_a_typical_session_is_worth_its_impact_times_the_chance() -> None:
    # V = 1, p = 0.8 without a preference, phi(30 of 30) = 1.
    assert best(week(habit("run"))) == pytest.approx(0.8)


def test_a_slot_that_is_not_preferred_lowers_the_chance() -> None:
    # The only slot is not the preferred one: p = 0.5.
    slots = [*THREE_SLOTS[:1], {"name": "other", "start": "20:00", "end": "20:15"}]
    assert best(week(habit("run", preferred_slots=("other",)), slots=slots)) == pytest.approx(0.5)


def test_a_learned_chance_replaces_the_prior_one() -> None:
    learned = [{"behavior": "run", "day": 0, "slot": "day", "probability": 0.95}]
    assert best(week(habit("run"), adherence=learned)) == pytest.approx(0.95)


def test_weights_are_normalised() -> None:
    # Weights 1:3, impact on the first only: V = 0.25, worth 0.8 * 0.25.
    assert best(week(habit("run"), objectives={"good": 1, "fun": 3})) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("longest", "worth"),
    [
        (30, 0.56),  # 30 of 60 min: phi = 0.4 + 0.6 * 0.5 = 0.7, times 0.8
        (60, 0.8),  # typical: phi = 1
        (120, 0.92),  # 120 of 60 min: phi = 1 + 0.15 * 1 = 1.15, times 0.8
    ],
)
def test_worth_grows_with_length_and_flattens_past_the_typical(longest: int, worth: float) -> None:
    end = {30: "08:30", 60: "09:00", 120: "10:00"}[longest]
    slots = [{"name": "day", "start": "08:00", "end": end}]
    run = habit("run", min_minutes=15, typical_minutes=60, max_minutes=120)
    assert best(week(run, slots=slots)) == pytest.approx(worth)


def test_a_typical_length_off_the_grid_is_valued_at_grid_points() -> None:
    # Grid 15, typical 40: 45 min bring 1 + 0.15 * 5/40 = 1.01875, times 0.8.
    run = habit("run", min_minutes=10, typical_minutes=40, max_minutes=50)
    assert best(week(run)) == pytest.approx(0.8 * 1.01875)


def test_a_harmful_session_counts_whatever_its_chance_and_length() -> None:
    # V = -0.5, forced once: the shortest length, 15 of 30 min: phi = 0.7; no chance: -0.35.
    drink = habit("drink", -0.5, min_minutes=15, max_minutes=60, min_per_week=1)
    assert best(week(drink)) == pytest.approx(-0.35)


def test_a_harmful_session_stays_proportional_past_the_typical_length() -> None:
    # Forced to 60 of 30 min: phi = 0.4 + 0.6 * 2 = 1.6; V = -0.5: -0.8.
    drink = habit("drink", -0.5, min_minutes=15, max_minutes=60, min_per_week=1)
    rule = {"id": "r", "type": "duration_bounds", "behavior": "drink", "min_minutes": 60}
    assert best(week(drink, rules=[rule])) == pytest.approx(-0.8)


def test_sessions_beyond_the_target_lose_to_satiation() -> None:
    # Seven days at 0.8; target 2: five sessions beyond at 0.8 - 0.7 = 0.1 each.
    assert best(week(habit("run", weekdays=ALL, target_per_week=2))) == pytest.approx(2 * 0.8 + 5 * 0.1)


def test_fixed_sessions_count_for_satiation() -> None:
    # One done (worth 1, p = 1) meets the target of 1; each of the other six days brings 0.1.
    done = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}]
    assert best(week(habit("run", weekdays=ALL, target_per_week=1), fixed=done)) == pytest.approx(1 + 6 * 0.1)


def test_more_done_than_the_target_is_satiated_already() -> None:
    # Two done (2.0) at a target of 1 lose 0.7; nothing else is allowed.
    done = [{"behavior": "run", "day": 0, "start": s, "minutes": 30, "kind": "done"} for s in ("08:00", "09:00")]
    assert best(week(habit("run", target_per_week=1), fixed=done)) == pytest.approx(2 - 0.7)


def test_routine_charges_each_slot_beyond_the_first() -> None:
    # Three sessions a day in three slots of one day: 3 * 0.8, two slots too many at 0.1 each.
    run = habit("run", max_per_day=3)
    routine = {"routine": 0.1, "balance": 0}
    assert best(week(run, slots=THREE_SLOTS)) == pytest.approx(2.4)
    assert best(week(run, slots=THREE_SLOTS, settings=routine)) == pytest.approx(2.4 - 0.2)


def test_routine_counts_the_slots_of_fixed_sessions_and_none_outside_slots() -> None:
    # Done at dawn (1.0) and one possible at noon only: 0.8 - 0.1; done outside every slot costs no slot.
    run = habit("run", max_per_day=2)
    settings = {"routine": 0.1, "balance": 0}
    busy = [{"day": 0, "start": "18:00", "end": "19:00"}]
    dawn = [{"behavior": "run", "day": 0, "start": "06:00", "minutes": 60, "kind": "done"}]
    outside = [{"behavior": "run", "day": 0, "start": "09:00", "minutes": 60, "kind": "done"}]
    phi = 1 + 0.15  # 60 min of a typical 30
    common = {"slots": THREE_SLOTS, "busy": busy, "settings": settings}
    assert best(week(run, fixed=dawn, **common)) == pytest.approx(phi + 0.8 - 0.1)
    fields = common | {"busy": [*busy, {"day": 0, "start": "06:00", "end": "07:00"}]}
    assert best(week(run, fixed=outside, **fields)) == pytest.approx(phi + 0.8)


def test_routine_can_outweigh_a_better_chance() -> None:
    # Dawn on day 0 (0.8) and day 1: noon is learned at 0.85, dawn 0.8; a second slot costs 0.1, so dawn it stays.
    run = habit("run", weekdays=(0, 1))
    learned = [{"behavior": "run", "day": 1, "slot": "noon", "probability": 0.85}]
    learned += [{"behavior": "run", "day": 0, "slot": s, "probability": 0.1} for s in ("noon", "dusk")]
    problem = week(run, slots=THREE_SLOTS, adherence=learned, settings={"routine": 0.1, "balance": 0})
    assert best(problem) == pytest.approx(1.6)


def balanced(weight: float) -> dict[str, object]:
    return {"objectives": {"good": 1, "fun": 1}, "settings": {"routine": 0, "balance": weight}}


def test_balance_rewards_the_worst_served_objective() -> None:
    # a: V = 0.5, b: V = 0.5 * 0.5; R_good = 1 * 1 * 0.8, R_fun = 0.5 * 1 * 0.8; S = 0.5 * 0.8 + 0.5 * 0.4 = 0.6.
    # Both fit: 0.4 + 0.2, and the balance is full: 0.2 * 0.6 * min(1, 1, 1).
    a, b = habit("a", target_per_week=1), habit("b", target_per_week=1, impacts={"fun": 0.5})
    assert best(week(a, b, **balanced(0))) == pytest.approx(0.6)
    assert best(week(a, b, **balanced(0.2))) == pytest.approx(0.6 + 0.12)


def test_balance_can_turn_the_choice() -> None:
    # Room for two of the 30 min: twice a (days 0, 1 share one free hour on day 0), or a and b.
    # Without balance a, c (0.4 + 0.36); with balance 1: a and b give 0.4 + 0.2 + S * min(0.8/1.52, 1), which is more.
    a, c = habit("a", target_per_week=1), habit("c", 0.9, target_per_week=1)
    b = habit("b", target_per_week=1, impacts={"fun": 0.5})
    slots = [{"name": "day", "start": "08:00", "end": "09:00"}]
    assert best(week(a, b, c, slots=slots, **balanced(0))) == pytest.approx(0.76)
    # R_good = 0.8 + 0.72 = 1.52, R_fun = 0.4, S = 0.5 * 1.92 = 0.96; A_good = 0.8.
    assert best(week(a, b, c, slots=slots, **balanced(1))) == pytest.approx(0.6 + 0.96 * 0.8 / 1.52)


def test_balance_is_capped_and_may_be_negative() -> None:
    # Twice the target brings A/R = 2, capped at 1: R = 0.8, S = 0.8; 0.8 + 0.1 + 0.2 * 0.8.
    run = habit("run", weekdays=(0, 1), target_per_week=1)
    assert best(week(run, settings={"routine": 0, "balance": 0.2})) == pytest.approx(0.9 + 0.16)
    # "harm" is forced: A_fun = -0.8 of R_fun = 0.4, S = 0.2; worth -0.5, balance 1 * 0.2 * -2.
    # b, the only one with fun, has no free day.
    harm = habit("harm", min_per_week=1, impacts={"fun": -1.0})
    b = habit("b", target_per_week=1, impacts={"fun": 0.5}, weekdays=(6,))
    busy = [{"day": 6, "start": "08:00", "end": "10:00"}]
    assert best(week(harm, b, busy=busy, **balanced(1))) == pytest.approx(-0.5 - 0.4)


def test_lengths_fill_in_order_even_where_balance_makes_them_harmful() -> None:
    # joy (fun 1) is forced; it does -1 for good, the worst-served objective. V = 0.5 * (1 - 0.2) > 0, but
    # balance * S * impact/R outweighs it: longer is worse, and 45 of 30 min must be asked for by a rule.
    joy = habit("joy", impacts={"fun": 1.0, "good": -0.2}, min_minutes=15, max_minutes=60, target_per_week=1)
    good = habit("good", 0.1, target_per_week=1)
    rule = {"id": "r", "type": "time_budget", "scope": {"behaviors": ["joy"]}, "period": "week", "min_minutes": 45}
    # R_fun = 0.8, R_good = 0.08, S = 0.44, balance 1. joy: V = 0.4, phi(45) = 1.075, p = 0.8.
    # A_fun = 0.86, A_good = -0.2 * 0.8 * 1.075 + 0.08 (good is placed: V = 0.05, worth 0.04).
    worth = 0.4 * 0.8 * 1.075 + 0.04
    assert best(week(joy, good, rules=[rule], **balanced(1))) == pytest.approx(worth + 0.44 * (-0.172 + 0.08) / 0.08)


def test_stability_charges_each_previous_session_that_is_lost() -> None:
    # run could move to day 1 for a better chance: 0.85 instead of 0.8, once a week.
    run = habit("run", weekdays=(0, 1), max_per_week=1)
    learned = [{"behavior": "run", "day": 1, "slot": "day", "probability": 0.85}]
    previous = [{"behavior": "run", "day": 0, "slot": "day"}]
    problem = week(run, adherence=learned, previous=previous)
    assert best(problem) == pytest.approx(0.85)
    for stability, total in ((0.04, 0.81), (0.06, 0.8)):
        settings = {"routine": 0, "balance": 0, "stability": stability}
        assert best(week(run, adherence=learned, previous=previous, settings=settings)) == pytest.approx(total)


def test_a_previous_session_kept_by_a_fixed_one_or_without_a_place_is_a_constant() -> None:
    # Kept as done (1.0); the one on day 6, where run is not allowed, is lost: -0.5.
    done = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}]
    previous = [{"behavior": "run", "day": day, "slot": "day"} for day in (0, 6)]
    settings = {"routine": 0, "balance": 0, "stability": 0.5}
    assert best(week(habit("run"), fixed=done, previous=previous, settings=settings)) == pytest.approx(0.5)


def test_a_locked_session_counts_with_its_chance() -> None:
    locked = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "locked"}]
    assert best(week(habit("run"), fixed=locked)) == pytest.approx(0.8)
    outside = [{"behavior": "run", "day": 0, "start": "12:00", "minutes": 30, "kind": "locked"}]
    assert best(week(habit("run"), fixed=outside)) == pytest.approx(0.5)


def test_equal_plans_are_laid_out_the_same_on_every_run() -> None:
    problem = week(habit("a", weekdays=ALL), habit("b", weekdays=ALL), habit("c", weekdays=ALL, max_per_week=3))
    assert proven(problem).sessions == proven(problem).sessions
    assert counts(proven(problem)) == {"a": 7, "b": 7, "c": 3}
