"""stats: what the log says, as a page and as JSON."""

import json
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from habitos_tui.domain.insight.statistics import Statistics
from tests.cli.conftest import NINE, RUN, Habitos, at_nine


@pytest.fixture(scope="module")
def home_with_log(home_with_habits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three weeks: a run every other day, a book every evening, each rated."""
    data = copytree(home_with_habits, tmp_path_factory.mktemp("logged") / "data")
    with pytest.MonkeyPatch.context() as patch:
        habitos = at_nine(data, patch)
        for day in range(21):
            date = (NINE - timedelta(days=day + 1)).date()
            assert habitos("done", "read", "--at", f"{date}T21:30", "--rating", "4", "--minutes", "30").code == 0
            if day % 2:
                assert habitos("done", "run", "--at", f"{date}T18:00", "--rating", "5", "--minutes", "40").code == 0
    return data


@pytest.fixture
def with_log(habitos: Habitos, home_with_log: Path, tmp_path: Path) -> Habitos:
    copytree(home_with_log, tmp_path / "data")
    return habitos


def test_without_a_log_it_says_what_to_do(alice: Habitos) -> None:
    answer = alice("stats")
    assert answer.code == 0
    assert "Nothing was done in this time. Log what you do with: habitos-tui done BEHAVIOR" in answer.out
    assert alice("stats", "--json").json["year"]["empty"] is True


def test_a_page_has_a_part_for_whatever_there_is_to_say(with_log: Habitos) -> None:
    page = with_log("stats").out
    assert page.startswith("Mon 24 Nov 2025 to Mon 23 Nov: 31 sessions on 21 days, 17 h 10 min\n")
    assert "Run" in page
    assert "21 days" in page  # the streak of reading
    assert "Rated 4.3 of 5 over 31 ratings: evening 5.0 (10), night 4.0 (21)." in page
    assert "Done of planned" not in page
    assert "Nothing is planned for the coming days yet." in page


def test_everything_is_in_the_document(with_log: Habitos) -> None:
    document = with_log("stats", "--json").json
    assert set(Statistics.__slots__) <= set(document)
    assert document["span"] == {"first": "2025-11-24", "last": "2026-11-23", "days": 365}
    read = next(line for line in document["streaks"]["lines"] if line["behavior"] == "read-a-book")
    assert (read["period"], read["current"], read["best"], read["met_now"]) == ("day", 21, 21, False)
    assert document["ratings"]["evidence"] == 31
    assert document["rates"]["share"] is None
    assert len(document["efforts"]["total"]) == 53


def test_it_is_narrowed_to_a_behavior_and_to_days(with_log: Habitos) -> None:
    document = with_log("stats", "--behavior", "run", "--from", "2026-11-10", "--to", "2026-11-16", "--json").json
    assert document["behavior"] == "run"
    assert [day["day"] for day in document["year"]["days"]] == [f"2026-11-{day}" for day in (11, 13, 15)]
    assert [line["name"] for line in document["strengths"]["lines"]] == ["Run"]
    assert (
        "to Mon 16 Nov: 3 sessions on 3 days"
        in with_log("stats", "--behavior", "run", "--from", "2026-11-10", "--to", "2026-11-16").out
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--from", "2026-12-01"), "The first day, 2026-12-01, is still to come."),
        (
            ("--from", "2026-11-20", "--to", "2026-11-01"),
            "The first day, 2026-11-20, comes after the last, 2026-11-01.",
        ),
        (("--to", "next week"), "“next week” is not a day"),
        (("--behavior", "fly"), "There is no behavior “fly”"),
    ],
)
def test_what_makes_no_sense_is_refused(alice: Habitos, options: tuple[str, ...], sentence: str) -> None:
    answer = alice("stats", *options)
    assert answer.code != 0
    assert sentence in answer.err


def test_more_than_the_budget_is_told_in_words(alice: Habitos) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps(RUN)).code == 0
    assert alice("settings", "edit", "-", stdin=json.dumps({"energy_budget": [3] * 7})).code == 0
    assert alice("done", "run").code == 0
    page = alice("stats").out
    assert "133 %+\n+ over budget\n" in page
    assert "Energy: 133 % of the budget of 1 day, over budget, more than it on 1." in page
