"""Rules as sentences and as forms, and objectives as shares."""

import pytest

from habitos_tui.domain.model.rule import Frequency, MutualExclusion, Rule, Scope, TimeBudget
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.rules.form_model import new_picks, parse_minutes, picks_of, rule_of
from habitos_tui.ui.rules.kinds import ALL, ENERGY, KIND_BY_TYPE, KINDS, RuleKind
from habitos_tui.ui.rules.objective_shares import nudged, share_line, share_rows, shares_summary, whole_percents
from habitos_tui.ui.rules.presenter import rule_lines, rule_row, short_names
from tests.support.household import BEHAVIORS, RULES

NAMES = short_names(BEHAVIORS)


def text_of(rule: Rule, width: int) -> list[str]:
    return [line.plain for line in rule_lines(rule_row(rule, NAMES), width)]


def test_a_rule_is_a_sentence_with_its_strictness() -> None:
    assert text_of(RULES[1], 80) == ["  [✓] Morning run and Meet friends never on the same day · hard"]
    off = RULES[2].model_copy(update={"active": False, "name": "Calm first"})
    assert text_of(off, 60) == [
        "  [ ] Calm first: Meditation before Deep work when both are",
        "      on one day · 2.5 points per session · off",
    ]


def test_a_rule_about_many_is_cut_and_still_says_its_strictness() -> None:
    many = MutualExclusion(id="x", behaviors=tuple(f"behavior-{n}" * 3 for n in range(40)), period="day")
    lines = text_of(many, 60)
    assert len(lines) == 5
    assert lines[-1].strip() == "hard"
    assert max(map(len, lines)) <= 60


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


def test_shares_add_up_to_a_hundred_whatever_they_are() -> None:
    assert whole_percents((1 / 3, 1 / 3, 1 / 3)) == (34, 33, 33)
    assert sum(whole_percents((0.125, 0.125, 0.75))) == 100
    rows = share_rows({"health": 0.85, "my_own": 0.15, "none": 0.0})
    assert [row.percent for row in rows] == [85, 15, 0]
    assert shares_summary(rows) == "mostly health and my own"
    assert [nudged(rows[0], step) for step in (5, 20, -90)] == [0.9, 1.0, 0.0]
    assert [share_line(row, 40, 6).plain for row in rows] == [
        "  health " + "━" * 20 + "·" * 4 + "  85 % ",
        "  my own " + "━" * 4 + "·" * 20 + "  15 % ",
        "  none   " + "·" * 24 + "   0 % ",
    ]
