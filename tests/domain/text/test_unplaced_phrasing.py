"""What is not placed, in words: a cause that many share is said once."""

from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Unplaced
from habitos_tui.domain.text.unplaced_phrasing import asked_less, by_cause, names_of


def missing(name: str, cause: str) -> Unplaced:
    return Unplaced(behavior=name, placed=0, target=1, reason="time", sentence=f"“{name.title()}”: {cause}.")


def test_a_cause_of_many_is_one_and_stands_where_it_is_met_first() -> None:
    told = [("a", "only Sunday is left"), ("b", "it is full"), ("c", "only Sunday is left"), ("d", "it is full")]
    causes = by_cause([missing(*one) for one in [*told, ("e", "only Sunday is left")]], str.title)
    assert [(cause.sentence, [one.behavior for one in cause.missing]) for cause in causes] == [
        ("Only Sunday is left.", ["a", "c", "e"]),
        ("It is full.", ["b"]),
        ("It is full.", ["d"]),
    ]


def test_targets_that_are_reduced_for_the_same_days_are_told_together() -> None:
    reduced = [ReducedTarget(name, name, 1, 4, days) for name, days in (("a", 1), ("b", 1), ("c", 3))]
    assert [(sentence, len(group)) for sentence, group in asked_less(reduced)] == [
        ("1 day is left, so 2 behaviors are wanted less often", 2),
        ("3 days are left, so 1 behavior is wanted less often", 1),
    ]


def test_of_many_names_a_few_are_told() -> None:
    assert names_of(["A", "B"]) == "“A” and “B”"
    assert names_of([str(number) for number in range(9)]) == "“0”, “1”, “2”, “3”, “4”, “5” and 3 more"
