"""Rules as forms hold them."""

import pytest

from habitos_tui.domain.model.rule import Frequency, Rule, Scope, TimeBudget
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.rules.form_model import new_picks, parse_minutes, picks_of, rule_of
from habitos_tui.ui.rules.kinds import ALL, ENERGY, KIND_BY_TYPE, KINDS, RuleKind
from tests.support.household import BEHAVIORS, RULES


@pytest.mark.parametrize("typed", ["", "much"])
def test_energy_that_cannot_be_read_is_told_at_its_field(typed: str) -> None:
    kind = KIND_BY_TYPE["frequency"]
    picks = new_picks(kind, BEHAVIORS) | {"scope": ENERGY, "scope.min_energy": typed}
    with pytest.raises(InvalidInputError) as caught:
        rule_of(kind, picks, "new")
    assert caught.value.issues == (("scope.min_energy", "must be a number"),)
    assert rule_of(kind, picks | {"scope": ALL}, "new") == Frequency(id="new", period="day", max_sessions=3)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.type)
def test_what_a_new_rule_begins_with_is_a_rule_or_asks_for_behaviors(kind: RuleKind) -> None:
    picks = new_picks(kind, BEHAVIORS)
    if kind.type == "mutual_exclusion":
        with pytest.raises(InvalidInputError, match="at least two different behaviors"):
            rule_of(kind, picks, "new")
        picks |= {"behaviors": ("run", "read")}
    if kind.type == "duration_bounds":
        picks |= {"max_minutes": "", "min_minutes": "0:30"}
    rule = rule_of(kind, picks, "new")
    assert rule.type == kind.type
    assert rule_of(kind, picks_of(rule, kind), "new") == rule


@pytest.mark.parametrize(
    "rule",
    [
        *RULES,
        TimeBudget(id="a", period="week", scope=Scope(category="health"), slot="night", min_minutes=30, penalty=1.5),
        Frequency(id="c", period="day", scope=Scope(min_energy=4.5), max_sessions=1),
        Frequency(id="b", name="Calm", period="day", scope=Scope(behaviors=("run",)), max_sessions=0, days=(5, 6)),
    ],
    ids=lambda rule: rule.id,
)
def test_a_rule_is_the_same_after_a_form_held_it(rule: Rule) -> None:
    kind = KIND_BY_TYPE[rule.type]
    assert rule_of(kind, picks_of(rule, kind), rule.id, active=rule.active) == rule


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        ({"max_minutes": "", "min_minutes": " "}, "max_minutes", "needs a minimum or a maximum"),
        ({"min_minutes": "130"}, "min_minutes", "must not be above the maximum"),
        ({"max_minutes": "soon"}, "max_minutes", "must be minutes such as 90"),
        ({"max_minutes": "90000"}, "max_minutes", "must be at most 10080"),
        ({"scope": "some"}, "scope.behaviors", "needs at least one behavior"),
        ({"strictness": "soft", "penalty": ""}, "penalty", "must be a number"),
        ({"strictness": "soft", "penalty": "nan"}, "penalty", "must be a"),
        ({"days": ()}, "days", "needs at least one day"),
    ],
)
def test_what_does_not_fit_is_told_at_its_part(changes: dict[str, str], path: str, sentence: str) -> None:
    kind = KIND_BY_TYPE["time_budget"]
    with pytest.raises(InvalidInputError) as caught:
        rule_of(kind, new_picks(kind, ()) | changes, "new")
    assert sentence in dict(caught.value.issues)[path]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", None),
        ("90", 90),
        ("90 min", 90),
        ("1:30", 90),
        ("1.5 h", 90),
        ("1,5h", 90),
        ("1 h 30 min", 90),
        ("2h", 120),
    ],
)
def test_minutes_are_understood_as_people_write_them(text: str, minutes: int | None) -> None:
    assert parse_minutes(text) == minutes


def test_a_kind_of_rule_is_told_by_what_it_says_and_never_by_its_type() -> None:
    for kind in KINDS:
        assert kind.title == kind.title[0].upper() + kind.title[1:]
        words = kind.title.casefold()
        assert not any(word in words for word in ("frequency", "budget", "precedence", "exclusion", "stack", "bounds"))
