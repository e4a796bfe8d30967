"""What slots, behaviors and rules refuse together."""

import itertools
from typing import Any

import pytest

from habitos_tui.domain.model.consistency import behavior_issues, rule_issues, slot_issues, stack_order
from habitos_tui.domain.model.rule import Stack
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from tests.support.problems import behavior, rule

MORNING = Slot(name="morning", start=420, end=720)
NOON = Slot(name="noon", start=720, end=840)


def before(first: str, later: str, **fields: Any) -> Any:
    return rule("precedence", before=first, after=later, **{"id": f"{first}<{later}", **fields})


def stack(first: str, then: str, **fields: Any) -> Any:
    return rule("stack", first=first, then=then, **{"id": f"{first}+{then}", **fields})


class TestSlots:
    """Named, ordered, disjoint stretches."""

    @pytest.mark.parametrize("slots", [(MORNING, NOON), DEFAULT_SLOTS, ()])
    def test_good(self, slots: tuple[Slot, ...]) -> None:
        assert slot_issues(slots) == []

    def test_same_name(self) -> None:
        assert slot_issues([MORNING, Slot(name="morning", start=720, end=840)]) == [
            ("[1].name", "“morning” is used twice")
        ]

    def test_out_of_order(self) -> None:
        sentence = "must not be before the end of the slot above it"
        assert slot_issues([NOON, MORNING]) == [("[1].start", sentence)]
        assert slot_issues([MORNING, Slot(name="late", start=715, end=730)]) == [("[1].start", sentence)]

    def test_reaching_into_the_next_day(self) -> None:
        dawn = Slot(name="dawn", start=300, end=420)
        assert slot_issues([dawn, Slot(name="night", start=1260, end=1740)]) == []
        found = slot_issues([dawn, Slot(name="night", start=1260, end=1745)])
        assert found == [("[1].end", "must not reach into the first slot of the next day")]

    def test_one_slot_longer_than_a_day(self) -> None:
        assert len(slot_issues([Slot(name="always", start=0, end=1445)])) == 1


def test_behaviors_name_what_exists_and_have_their_own_id() -> None:
    behaviors = [behavior("run", preferred_slots=["noon", "tea"]), behavior("run", impacts={"wealth": 1})]
    assert behavior_issues(behaviors, ["noon"], ["health"]) == [
        ("[0].preferred_slots[1]", "there is no slot “tea”"),
        ("[1].id", "“run” is used twice"),
        ("[1].impacts.wealth", "there is no objective “wealth”"),
    ]


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (rule("duration_bounds", behavior="x", min_minutes=5), "behavior"),
        (rule("precedence", before="x", after="a"), "before"),
        (rule("precedence", before="a", after="x"), "after"),
        (rule("stack", first="x", then="a"), "first"),
        (rule("stack", first="a", then="x"), "then"),
        (rule("mutual_exclusion", behaviors=["a", "x"], period="day"), "behaviors[1]"),
        (rule("frequency", period="day", max_sessions=1, scope={"behaviors": ["a", "x"]}), "scope.behaviors[1]"),
        (rule("time_budget", period="day", max_minutes=1, scope={"behaviors": ["x"]}), "scope.behaviors[0]"),
    ],
)
def test_rules_name_behaviors_that_exist(made: Any, path: str) -> None:
    assert rule_issues([made], ["a", "b"], []) == [(f"[0].{path}", "there is no behavior “x”")]
    assert rule_issues([made], ["a", "b", "x"], []) == []


def test_rules_name_slots_that_exist() -> None:
    made = rule("frequency", period="day", max_sessions=1, slot="tea")
    assert rule_issues([made], [], ["noon"]) == [("[0].slot", "there is no slot “tea”")]


def test_rules_have_their_own_id() -> None:
    made = rule("frequency", period="day", max_sessions=1)
    assert rule_issues([made, made], [], []) == [("[1].id", "“frequency” is used twice")]


def test_a_behavior_comes_behind_one_other_only() -> None:
    found = rule_issues([stack("a", "c"), stack("b", "c")], "abc", [])
    assert found == [("[1].then", "“c” already comes behind “a”")]
    assert rule_issues([stack("a", "c"), stack("b", "c", active=False)], "abc", []) == []


CIRCLE = "makes a circle of what comes before what: "


class TestCircles:
    """Orders that contradict themselves once stacked behaviors are glued together."""

    @pytest.mark.parametrize(
        "rules",
        [
            (before("a", "b"), before("b", "c"), before("a", "c")),
            (before("a", "b"), before("b", "a", active=False)),
            (before("a", "b", days=[0, 1]), before("b", "a", days=[2, 3])),
            (stack("a", "b"), stack("a", "c"), before("b", "c"), before("a", "c")),
            (stack("a", "b"), before("c", "b"), before("c", "a")),
            (stack("a", "b"), stack("c", "d"), before("a", "d"), before("b", "c")),
            (stack("a", "b", days=[0]), stack("b", "a", days=[1])),
        ],
    )
    def test_none(self, rules: tuple[Any, ...]) -> None:
        assert [sentence for _, sentence in rule_issues(rules, "abcd", []) if CIRCLE in sentence] == []

    @pytest.mark.parametrize(
        ("rules", "index"),
        [
            ((before("a", "b"), before("b", "a")), 1),
            ((before("a", "b", penalty=5), before("b", "a", required=False)), 1),
            ((before("a", "b"), before("b", "c"), before("c", "a"), before("a", "d")), 2),
            ((before("a", "b", days=[0, 4]), before("b", "a", days=[4, 5])), 1),
            ((stack("a", "b"), before("b", "a")), 1),
            ((stack("a", "b"), stack("b", "a")), 1),
            # c follows b within the chain on a, so c cannot come before b
            ((stack("a", "b"), stack("a", "c"), before("c", "b")), 2),
            # x would have to stand between two glued behaviors
            ((stack("a", "b"), before("a", "x"), before("x", "b")), 2),
            # two pairs, each to come before the other
            ((stack("a", "b"), stack("c", "d"), before("a", "d"), before("d", "b")), 3),
        ],
    )
    def test_found(self, rules: tuple[Any, ...], index: int) -> None:
        found = rule_issues(rules, "abcdx", [])
        assert [path for path, sentence in found if sentence.startswith(CIRCLE)] == [f"[{index}]"]

    def test_names_the_circle(self) -> None:
        rules = [before("a", "b"), before("b", "c"), before("c", "a")]
        sentence = rule_issues(rules, "abc", [])[0][1]
        names = sentence.removeprefix(CIRCLE).split(" → ")
        assert names[0] == names[-1]
        assert all(
            (one, other) in {("“a”", "“b”"), ("“b”", "“c”"), ("“c”", "“a”")} for one, other in itertools.pairwise(names)
        )


class TestStackOrder:
    """Chains, depth first, in the order of the rules."""

    def order(self, *pairs: str) -> dict[str, list[str]]:
        return stack_order(Stack(id=pair, first=pair[0], then=pair[1]) for pair in pairs)

    def test_one(self) -> None:
        assert self.order("ab") == {"a": ["b"]}

    def test_several_on_one(self) -> None:
        assert self.order("ac", "ab", "xy") == {"a": ["c", "b"], "x": ["y"]}

    def test_each_brings_what_is_stacked_on_it(self) -> None:
        assert self.order("cd", "ab", "ac", "be") == {"a": ["b", "e", "c", "d"]}

    def test_none(self) -> None:
        assert self.order() == {}

    def test_a_chain_longer_than_the_stack_of_python(self) -> None:
        names = [f"b{number}" for number in range(3000)]
        stacks = [Stack(id=then, first=first, then=then) for first, then in itertools.pairwise(names)]
        assert stack_order(stacks) == {"b0": names[1:]}
        assert rule_issues(stacks, names, []) == []


def test_a_long_circle_is_told_in_one_sentence() -> None:
    ids = [f"b{number}" for number in range(100)]
    circle = [
        rule("precedence", id=before, before=before, after=after)
        for before, after in zip(ids, [*ids[1:], ids[0]], strict=True)
    ]
    [(path, sentence)] = rule_issues(circle, ids, [])
    assert path == "[99]"
    assert len(sentence) < 120
