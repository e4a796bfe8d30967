"""Files written by anybody: read exactly, or refused with the field and a sentence."""

import io
import json
import os
import stat
import sys
import tracemalloc
from pathlib import Path
from random import Random
from subprocess import Popen
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.errors import ExitCode, HabitosError, InvalidInputError
from habitos_tui.exchange import disk
from habitos_tui.exchange.files import (
    plan_json,
    problem_json,
    read_plan,
    read_problem,
    write_plan,
)
from habitos_tui.exchange.strict_json import weight_of
from tests.support.problems import behavior, problem, session, small_week, small_weeks

INSTANCES = Path(__file__).parents[1] / "planner" / "instances"
WEEK = problem(behavior("run"), name="Mine")


def document(**changes: Any) -> dict[str, Any]:
    """Return a problem file's contents."""
    return {
        "format": "habitos-problem/1",
        "week_start": "2026-11-23",
        "objectives": {"health": 1},
        "behaviors": [
            {
                "id": "run",
                "name": "Run",
                "min_minutes": 20,
                "typical_minutes": 30,
                "max_minutes": 60,
                "target_per_week": 3,
            }
        ],
    } | changes


def refused(path: Path, content: bytes | dict[str, Any]) -> InvalidInputError:
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(InvalidInputError) as caught:
        read_problem(path)
    assert str(path) in caught.value.message
    assert caught.value.exit_code == ExitCode.USAGE
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "week.json"


class TestUnreadable:
    """Files that hold no JSON document."""

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "is empty"),
            (b" \n", "is empty"),
            (b"\xef\xbb\xbf{}", "begins with a byte order mark"),
            ("{}".encode("utf-16"), "is not UTF-8 text"),
            (b'{"name": "\xe9"}', "is not UTF-8 text (byte 10)"),
            (b"{", "is not valid JSON: Expecting property name enclosed in double quotes (line 1, column 2)"),
            (b"{} {}", "is not valid JSON: Extra data"),
            (b'{"best": {"a": NaN}}', "week.json: best.a: must be a finite number."),
            (b'{"best": [-Infinity]}', "week.json: best[0]: must be a finite number."),
            (b'{"best": {"a": 1e999}}', "week.json: best.a: must be a finite number."),
            (b'{"best": {"a": ' + b"1" * 5000 + b"}}", "holds a number with too many digits"),
            (b'{"name": "a", "name": "b"}', "holds \u201cname\u201d twice in one object"),
            (b"[" * 100_000, "is nested too deeply"),
            (b'{"best": ' + b"[" * 500 + b"]" * 500 + b"}", "is nested too deeply"),
            (b'{"best": ' + b"[" * 5000 + b"]" * 5000 + b"}", "is nested too deeply"),
            (b'{"best": {"a": ["\\ud800"]}}', "week.json: best.a[0]: must be valid text."),
            (b'{"best": {"\\ud800": 1}}', "week.json: best: holds a name that is not valid text."),
            (b'{"name": "a\x00"}', "is not valid JSON"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_content(self, path: Path, content: bytes, sentence: str) -> None:
        assert sentence in refused(path, content).message

    def test_missing(self, path: Path) -> None:
        with pytest.raises(InvalidInputError, match=r"week.json does not exist\.$"):
            read_problem(path)

    def test_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidInputError, match="is a folder"):
            read_problem(tmp_path)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_without_permission(self, path: Path) -> None:
        path.write_text("{}")
        path.chmod(0)
        with pytest.raises(InvalidInputError, match="cannot be read: Permission denied"):
            read_problem(path)

    def test_other_trouble_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidInputError, match="cannot be read: File name too long"):
            read_problem(tmp_path / ("x" * 300))

    def test_huge(self, path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        with pytest.raises(InvalidInputError, match="is larger than 10 MB"):
            read_problem(path)

    def test_a_pipe_into_which_nobody_writes(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(disk, "WRITER_SECONDS", 0.02)
        os.mkfifo(path)
        with pytest.raises(InvalidInputError, match="is a pipe that nothing comes out of"):
            read_problem(path)

    def test_more_values_than_memory_is_taken_for(self, path: Path) -> None:
        content = b'{"best": [' + b"{}," * (disk.MAX_BYTES // 3 - 10) + b"{}]}"
        assert weight_of(content) > 60 * len(content)
        assert "holds more values than fit into 170 MB of memory" in refused(path, content).message

    def test_standard_input_that_is_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(InvalidInputError, match="Standard input is closed"):
            read_problem("-")

    def test_endless(self) -> None:
        with pytest.raises(InvalidInputError, match="is larger than 10 MB"):
            read_problem(Path("/dev/zero"))


def test_what_is_written_into_a_pipe_is_read_however_late(path: Path) -> None:
    text = json.dumps(document())
    os.mkfifo(path)
    writer = Popen([sys.executable, "-c", f"open({str(path)!r}, 'w').write({text!r})"])
    assert read_problem(path).behaviors[0].id == "run"
    assert writer.wait() == 0


def test_a_document_takes_no_more_memory_than_was_reckoned() -> None:
    """Each kind of value as often as can be, in a small document."""
    for many in ("{}", '{"":0}', "[]", '""', "1e9", "123456789", '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}', '"é€👩"'):
        data = f"[{','.join([many] * 2000)}]".encode()
        tracemalloc.start()
        document = json.loads(data)
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(document) == 2000
        assert taken < weight_of(data), many


def test_the_largest_size_is_still_read(path: Path) -> None:
    text = json.dumps(document())
    path.write_text(text + " " * (disk.MAX_BYTES - len(text)))
    assert read_problem(path).behaviors[0].id == "run"


class TestFields:
    """Documents whose fields do not make a problem."""

    @pytest.mark.parametrize(
        ("changes", "field", "sentence"),
        [
            ({"week_start": None}, "week_start", "must be a date such as 2026-11-23"),
            ({"week_start": "2026-13-01"}, "week_start", "must be a date such as 2026-11-23"),
            ({"week_start": 20261123}, "week_start", "must be a date such as 2026-11-23"),
            ({"week_start": "1900-01-01"}, "week_start", "must be at least 1970-01-01"),
            ({"format": "habitos-plan/1"}, "format", "must be one of 'habitos-problem/1'"),
            ({"grid_minutes": 7}, "grid_minutes", "must be one of 5, 10 or 15"),
            ({"grid_minutes": True}, "grid_minutes", "must be one of 5, 10 or 15"),
            ({"transition_minutes": "5"}, "transition_minutes", "must be a whole number"),
            ({"transition_minutes": True}, "transition_minutes", "must be a whole number"),
            ({"transition_minutes": -5}, "transition_minutes", "must be at least 0"),
            ({"surprise": 1}, "surprise", "is not a known field"),
            ({"objectives": {"health": True}}, "objectives.health", "must be a number"),
            ({"objectives": {"health": -1}}, "objectives.health", "must be at least 0"),
            ({"objectives": {}}, "objectives", "needs at least one objective with a weight above 0"),
            ({"objectives": {" ": 1}}, "objectives", "holds the name “ ”, which must not be blank"),
            ({"objectives": []}, "objectives", "must be an object with names and values"),
            ({"energy_budget": "5"}, "energy_budget", "must be a number"),
            ({"energy_budget": True}, "energy_budget", "must be a number"),
            ({"energy_budget": [1, 2]}, "energy_budget", "must have at least 7 entries"),
            ({"energy_budget": [1, 2, 3, 4, 5, 6, "7"]}, "energy_budget[6]", "must be a number"),
            ({"energy_budget": [1, 2, 3, 4, 5, 6, 99999]}, "energy_budget[6]", "must be at most 10000"),
            ({"slots": []}, "slots", "must have at least 1 entries"),
            ({"slots": [5]}, "slots[0]", "must be an object with named fields"),
            (
                {"slots": [{"name": "a", "start": "7 am", "end": "08:00"}]},
                "slots[0].start",
                "must be a time such as 07:30",
            ),
            (
                {"slots": [{"name": "a", "start": "07:00", "end": True}]},
                "slots[0].end",
                "must be a time such as 07:30",
            ),
            (
                {"slots": [{"name": "a", "start": "07:00", "end": "30:05"}]},
                "slots[0].end",
                "must lie between 00:00 and 30:00",
            ),
            (
                {"slots": [{"name": "a", "start": "07:00", "end": "07:02"}]},
                "slots[0].end",
                "must be a multiple of the grid of 5 minutes",
            ),
            ({"behaviors": {"id": "run"}}, "behaviors", "must be a list"),
            ({"behaviors": [1]}, "behaviors[0]", "must be an object with named fields"),
            ({"rules": [5]}, "rules[0]", "must be an object"),
            ({"rules": [{"id": "r"}]}, "rules[0]", "needs a type"),
            (
                {"rules": [{"id": "r", "type": "wish"}]},
                "rules[0]",
                "has an unknown type; it must be one of 'time_budget'",
            ),
            (
                {"rules": [{"id": "r", "type": "stack", "first": "run", "then": 5}]},
                "rules[0].then",
                "must be a text",
            ),
            (
                {"rules": [{"id": "r", "type": "stack", "first": "run", "then": "swim"}]},
                "rules[0].then",
                "there is no behavior “swim”",
            ),
            ({"not_before": []}, "not_before", "must be an object with named fields"),
            ({"not_before": {"day": 7, "time": "08:00"}}, "not_before.day", "must be at most 6"),
            ({"settings": {"balance": "much"}}, "settings.balance", "must be a number"),
        ],
    )
    def test_field(self, path: Path, changes: dict[str, Any], field: str, sentence: str) -> None:
        issues = refused(path, document(**changes)).issues
        assert [where for where, _ in issues] == [field]
        assert sentence in issues[0][1]

    def test_missing_fields(self, path: Path) -> None:
        error = refused(path, {"behaviors": [{"id": "run"}]})
        assert error.issues[:2] == (("week_start", "is missing"), ("objectives", "is missing"))
        assert ("behaviors[0].target_per_week", "is missing") in error.issues
        assert (
            "week_start: is missing; objectives: is missing; behaviors[0].name: is missing; and 4 more."
            in error.message
        )

    def test_two_things_wrong_are_both_told(self, path: Path) -> None:
        fixed = [
            {"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"},
            {"behavior": "run", "day": 0, "start": "08:20", "minutes": 30, "kind": "done"},
            {"behavior": "swim", "day": 0, "start": "10:03", "minutes": 30, "kind": "done"},
        ]
        assert refused(path, document(fixed=fixed)).issues == (
            ("fixed[2].behavior", "there is no behavior “swim”"),
            ("fixed[2].start", "must be a multiple of the grid of 5 minutes"),
            ("fixed[1]", "overlaps fixed[0]"),
        )

    def test_circle(self, path: Path) -> None:
        other = {
            "id": "read",
            "name": "Read",
            "min_minutes": 5,
            "typical_minutes": 5,
            "max_minutes": 5,
            "target_per_week": 1,
        }
        rules = [
            {"id": "1", "type": "precedence", "before": "run", "after": "read"},
            {"id": "2", "type": "stack", "first": "read", "then": "run"},
        ]
        error = refused(path, document(behaviors=[*document()["behaviors"], other], rules=rules))
        assert error.issues == (("rules[1]", "makes a circle of what comes before what: “run” → “read” → “run”"),)


class TestProblems:
    """Problems that are fine."""

    def test_defaults_are_filled_in(self, path: Path) -> None:
        path.write_text(json.dumps(document()))
        week = read_problem(path)
        assert (week.grid_minutes, week.transition_minutes, len(week.slots)) == (5, 5, 6)

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.TextIOWrapper(io.BytesIO(problem_json(WEEK).encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert read_problem("-") == WEEK

    def test_standard_input_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"?")))
        with pytest.raises(InvalidInputError, match=r"^Standard input is not valid JSON"):
            read_problem("-")

    def test_times_are_written_as_people_write_them_and_defaults_left_out(self) -> None:
        data = json.loads(problem_json(WEEK))
        assert list(data) == [
            "format",
            "name",
            "week_start",
            "grid_minutes",
            "transition_minutes",
            "slots",
            "objectives",
            "behaviors",
            "settings",
        ]
        assert data["slots"] == [{"name": "morning", "start": "08:00", "end": "10:00"}]
        assert data["behaviors"] == [
            {
                "id": "run",
                "name": "Run",
                "min_minutes": 20,
                "typical_minutes": 30,
                "max_minutes": 60,
                "impacts": {"health": 1.0},
                "target_per_week": 7,
            }
        ]

    @given(week=small_weeks, name=st.text(max_size=50))
    def test_round_trip(self, tmp_path_factory: pytest.TempPathFactory, week: Problem, name: str) -> None:
        path = tmp_path_factory.mktemp("trip") / "week.json"
        week = week.model_copy(update={"name": name.encode("utf-8", "replace").decode()})
        path.write_text(problem_json(week), "utf-8")
        assert read_problem(path) == week

    @pytest.mark.parametrize("file", sorted(INSTANCES.rglob("*.json")), ids=lambda file: file.stem)
    def test_instances_survive_a_round_trip(self, file: Path, path: Path) -> None:
        week = read_problem(file)
        path.write_text(problem_json(week), "utf-8")
        assert read_problem(path) == week

    def test_what_the_first_edition_knows_by_itself_is_not_written(self) -> None:
        for week in (problem(behavior("run")), problem(behavior("run", max_per_week=7))):
            written = json.loads(problem_json(week))
            assert written["format"] == "habitos-problem/1"
            assert written["settings"] == {"routine": 0.0, "balance": 0.0, "stability": 0.0}
            assert "max_per_week" not in written["behaviors"][0]

    def test_a_file_without_a_format_is_of_the_second_edition(self, path: Path) -> None:
        path.write_text(json.dumps({name: value for name, value in document().items() if name != "format"}))
        week = read_problem(path)
        assert (week.format, week.behaviors[0].week_limit, week.settings.variety) == ("habitos-problem/2", 3, 0.5)


PLAN = Plan(
    problem="Mine", status=PlanStatus.FEASIBLE, objective=0.8, bound=0.1 + 0.2, sessions=(session(),), engine="highs"
)


class TestPlans:
    """Plan files, ours and others'."""

    def test_round_trip(self, path: Path) -> None:
        write_plan(path, PLAN)
        plan = read_plan(path, WEEK)
        assert plan.sessions == PLAN.sessions
        assert (plan.status, plan.objective, plan.bound, plan.engine) == (PLAN.status, 0.8, 0.1 + 0.2, "highs")
        assert json.loads(plan_json(PLAN))["sessions"][0]["start"] == "08:00"

    def test_the_least_another_program_has_to_write(self, path: Path) -> None:
        path.write_text('{"format": "habitos-plan/1", "problem": "", "status": "infeasible", "sessions": []}')
        assert read_plan(path, WEEK).sessions == ()

    def test_what_another_program_says_about_its_plan_may_have_any_form(self, path: Path) -> None:
        foreign = {"unplaced": ["run"], "conflict": {"a": 1}, "repairs": 5, "days": None}
        path.write_text(json.dumps(json.loads(plan_json(PLAN)) | foreign))
        assert read_plan(path, WEEK).unplaced == ["run"]

    @pytest.mark.parametrize(
        ("changes", "field", "sentence"),
        [
            ({"format": "habitos-problem/1"}, "format", "must be one of 'habitos-plan/1'"),
            ({"status": "good"}, "status", "must be one of 'optimal', 'feasible'"),
            ({"sessions": None}, "sessions", "must be a list"),
            ({"extra": 1}, "extra", "is not a known field"),
            ({"objective": "5"}, "objective", "must be a number"),
            ({"sessions": [{"behavior": "run"}]}, "sessions[0].day", "is missing"),
            (
                {"sessions": [{"behavior": "swim", "day": 0, "slot": "morning", "start": "08:00", "minutes": 5}]},
                "sessions[0].behavior",
                "there is no behavior “swim”",
            ),
            (
                {"sessions": [{"behavior": "run", "day": 0, "slot": "noon", "start": "08:00", "minutes": 5}]},
                "sessions[0].slot",
                "there is no slot “noon”",
            ),
            (
                {"sessions": [{"behavior": "run", "day": 0, "slot": "morning", "start": "08:00", "minutes": 0}]},
                "sessions[0].minutes",
                "must be at least 1",
            ),
            (
                {"sessions": [session().model_dump(mode="json")] * 5001},
                "sessions",
                "must have at most 5000 entries",
            ),
        ],
    )
    def test_bad_plan(self, path: Path, changes: dict[str, Any], field: str, sentence: str) -> None:
        path.write_text(json.dumps(json.loads(plan_json(PLAN)) | changes))
        with pytest.raises(InvalidInputError, match=r"week\.json") as caught:
            read_plan(path, WEEK)
        assert caught.value.issues[0][0] == field
        assert sentence in caught.value.issues[0][1]


class TestWriting:
    """A file is whole or not there."""

    def test_nothing_is_left_behind(self, path: Path) -> None:
        write_plan(path, PLAN)
        assert [entry.name for entry in path.parent.iterdir()] == ["week.json"]

    def test_a_failed_write_keeps_the_old_file(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path.write_text("old")

        def full(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(HabitosError, match="cannot be written: No space left on device"):
            write_plan(path, PLAN)
        assert path.read_text() == "old"
        assert len(list(path.parent.iterdir())) == 1

    def test_a_private_file_stays_private(self, path: Path) -> None:
        path.touch(0o600)
        write_plan(path, PLAN)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_link_is_followed(self, path: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.json"
        link.symlink_to(path)
        write_plan(link, PLAN)
        assert link.is_symlink()
        assert path.is_file()

    def test_a_device_is_written_to_and_not_replaced(self) -> None:
        write_plan(Path("/dev/null"), PLAN)
        assert Path("/dev/null").is_char_device()

    def test_missing_folder(self, tmp_path: Path) -> None:
        with pytest.raises(HabitosError, match="lies in a folder that does not exist"):
            write_plan(tmp_path / "no" / "plan.json", PLAN)

    def test_folder(self, tmp_path: Path) -> None:
        with pytest.raises(HabitosError, match="is a folder"):
            write_plan(tmp_path, PLAN)


def test_writing_a_drawn_week_twice_gives_the_same_text() -> None:
    assert problem_json(small_week(Random(5))) == problem_json(small_week(Random(5)))
