"""Smallest conflicts and smallest choices, on limits that are mere letters."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.planner.why.conflict import minimal_conflict, smallest_choices


def test_a_conflict_among_many_is_found_in_few_questions() -> None:
    asked = []

    def holds(kept: Sequence[int]) -> bool:
        asked.append(kept)
        return not {3, 70}.issubset(kept)

    assert minimal_conflict(range(100), holds) == [3, 70]
    assert len(asked) < 30


def test_of_two_conflicts_the_one_in_front_is_found() -> None:
    assert minimal_conflict("abcdef", lambda kept: not ({"a", "b"} <= set(kept) or {"e", "f"} <= set(kept))) == [
        "a",
        "b",
    ]


@given(st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_member_of_a_conflict_can_be_spared(clashes: list[set[int]]) -> None:
    def holds(kept: Sequence[int]) -> bool:
        return not any(clash <= set(kept) for clash in clashes)

    found = minimal_conflict(range(12), holds)
    assert not holds(found)
    assert all(holds([other for other in found if other != one]) for one in found)


def test_limits_that_help_each_other_do_not_mislead() -> None:
    # Without "help" everything clashes, so fewer limits are not always easier to hold.
    def holds(kept: Sequence[str]) -> bool:
        return "help" in kept and not {"a", "b"} <= set(kept)

    found = minimal_conflict(["a", "b", "help", "c"], holds)
    assert not holds(found)


def test_the_smallest_choices_meet_every_conflict() -> None:
    assert smallest_choices(["ab", "bc"]) == [("b",)]
    assert smallest_choices(["ab", "cd"]) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert smallest_choices(["ab", ""]) == []
