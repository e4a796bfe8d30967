"""review: the last week as a page and as a document."""

import json
from datetime import timedelta

import pytest

from habitos_tui.clock import FixedClock
from tests.cli.conftest import READ, RUN, Habitos


@pytest.fixture
def with_week(alice: Habitos, clock: FixedClock) -> Habitos:
    """Three runs and a book in the week of 16 November; it is the Monday after it."""
    for behavior in (RUN, READ):
        assert alice("behaviors", "add", "-", stdin=json.dumps(behavior)).code == 0
    monday = clock.now() - timedelta(days=7)
    for name, day in (("run", 0), ("run", 2), ("run", 4), ("read", 1)):
        moment = f"{(monday + timedelta(days=day)).date()}T18:00"
        assert alice("done", name, "--at", moment, "--rating", "5", "--minutes", "40").code == 0
    return alice


def test_a_page_begins_with_what_went_well(with_week: Habitos) -> None:
    answer = with_week("review")
    assert answer.code == 0
    assert answer.out.startswith("Mon 16 Nov to Sun 22 Nov: 4 sessions, 2 h 40 min; 1 of 2 targets reached.\n")
    well, done, question = (
        answer.out.index(part) for part in ("What went well:", "Targets and results:", "Keep the targets?")
    )
    assert well < done < question
    assert "  1 target reached: Run." in answer.out
    assert (
        "  Rated best, with 5 stars: Run on Monday, Read a book on Tuesday, Run on Wednesday and 1 more." in answer.out
    )
    assert "  Run          3 of 3     2 h\n  Read a book  1 of 6  40 min\n" in answer.out
    assert "Surprises" not in answer.out


def test_the_document(with_week: Habitos) -> None:
    document = with_week("review", "--json").json
    assert document["format"] == "habitos-review/1"
    assert (document["week"], document["sessions"], document["minutes"]) == ("2026-11-16", 4, 160)
    assert (document["targets"], document["targets_reached"]) == (2, 1)
    run = document["behaviors"][0]
    assert (run["behavior"], run["wanted"], run["done"], run["minutes"], run["reached"]) == ("run", 3, 3, 120, True)
    assert [good["kind"] for good in document["went_well"]] == ["targets_reached", "best_rated"]
    assert document["surprises"] == document["proposals"] == []
    assert document["followed"]["kept"]["followed"] == 0


def test_of_a_new_profile_there_is_nothing_to_look_back_on(alice: Habitos) -> None:
    sentence = "Mon 16 Nov to Sun 22 Nov: There is nothing to review yet.\n"
    assert (alice("review").code, alice("review").out) == (0, sentence)
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("done", "run").code == 0
    assert alice("review").out == sentence  # that was this week


def test_of_a_quiet_week_targets_are_asked_about_where_there_were_any(with_week: Habitos, clock: FixedClock) -> None:
    clock.moment = clock.now() + timedelta(weeks=1)
    page = with_week("review").out
    assert page.startswith("Mon 23 Nov to Sun 29 Nov: Nothing was logged in this week.\n")
    assert "Keep the targets?" in page
    assert "Keep the targets?" not in with_week("review", "--week", "2026-W46").out


def test_another_week(with_week: Habitos) -> None:
    for week, days in (("2026-W46", "Mon 9 Nov to Sun 15 Nov"), ("2025-W46", "Mon 10 Nov to Sun 16 Nov 2025")):
        page = with_week("review", "--week", week).out
        assert page.startswith(f"{days}: Nothing was logged in this week.\n")
    assert with_week("review", "--week", "2026-11-18", "--json").json["week"] == "2026-11-16"


@pytest.mark.parametrize(
    ("week", "sentence"),
    [("this", "is not over yet"), ("next", "is not over yet"), ("soon", "“soon” is not a week")],
)
def test_a_week_that_cannot_be_looked_back_on(alice: Habitos, week: str, sentence: str) -> None:
    answer = alice("review", "--week", week)
    assert answer.code != 0
    assert sentence in answer.err
    assert answer.out == ""
