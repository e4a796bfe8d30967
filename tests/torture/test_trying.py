"""How promises are tried and told, on promises made for that."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.torture import __main__ as torture
from tests.torture import figures
from tests.torture.figures import MARK, Figure, rows_of, seconds_of, write_page
from tests.torture.promises import Promise, Tally, UnavailableError, promises
from tests.torture.trying import Attempt, Outcome, attempts, tried, tried_together


def attempt(run: Callable[[int, int], Tally]) -> Attempt:
    return Attempt("made", 0, Promise("it holds", 10, 0, run), 5, 1)


def test_every_promise_is_attempted_at_a_share_of_its_count() -> None:
    wanted = attempts([], 0.1, 7)
    assert [one.promise for one in wanted] == [promise for _, promise in promises()]
    assert all(one.count == max(1, round(one.promise.count / 10)) for one in wanted)
    assert {one.topic for one in attempts(["rest", "power"], 1, 1)} == {"rest", "power"}


def test_what_could_not_be_tried_did_not_hold() -> None:
    def broken(count: int, seed: int) -> Tally:
        raise AssertionError("no database")

    tally = tried(attempt(broken)).tally
    assert tally is not None
    assert tally.failures == ["it could not be tried: no database"]


def test_what_a_machine_lacks_is_no_failure() -> None:
    def lacking(count: int, seed: int) -> Tally:
        raise UnavailableError("there is no strace")

    outcome = tried(attempt(lacking))
    assert (outcome.tally, outcome.lacking) == (None, "there is no strace")


def test_a_process_that_ends_is_a_failure_of_its_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    (outcome,) = tried_together([attempt(lambda count, seed: Tally())], 2)
    assert outcome.tally is not None
    assert outcome.tally.failures == ["its process ended with 1"]


def test_what_measures_the_processor_is_tried_last_and_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, measuring = (attempt(lambda count, seed: Tally()) for _ in range(3))
    measuring = replace(measuring, promise=replace(measuring.promise, alone=True))
    begun: list[tuple[int, int]] = []

    def together(wanted: list[Attempt], jobs: int) -> list[Outcome]:
        begun.append((len(wanted), jobs))
        return [Outcome(one, Tally(), 1.0) for one in wanted]

    monkeypatch.setattr(torture, "tried_together", together)
    outcomes = list(torture._outcomes([measuring, first, second], 3))
    assert (begun, outcomes[-1].attempt) == ([(2, 3), (1, 1)], measuring)


def test_the_page_keeps_rows_of_promises_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "torture.md"
    (_, first), (_, second), *_ = promises()
    page.write_text(
        f"Before.\n\n{MARK}\n\n| {first.title} | 5 | 0 | 7 | 1 s |  | 1 |\n| gone | 5 | 0 | 9 | 1 s |  | 1 |\n"
    )
    monkeypatch.setattr(figures, "PAGE", page)
    write_page([Figure.of(second, Tally(tried=1000, worst=0.5), 12.3)])
    text = page.read_text()
    assert text.startswith(f"Before.\n\n{MARK}\n\nTried on ")
    assert list(rows_of(text)) == [first.title, second.title]
    assert rows_of(text)[second.title][1:5] == ("1,000", "0", "12", "0.50 s")
    assert seconds_of() == {first.title: 7, second.title: 12}
