"""Every command says with --json what docs/documents.schema.json says it does; `invoke` looks at each document."""

import json
from pathlib import Path

import pytest

from habitos_tui.cli.output import format_of
from habitos_tui.cli.schemas import schema_text
from tests.cli.conftest import FILES, TEAM, Habitos
from tests.support.documents import SCHEMA, faults

TAGGED = '{"tags": ["home"]}'
CALLS = {
    "away missed yesterday": "days-missed",
    "pause run": "pause",
    "resume run": "resumption",
    "tasks add Taxes": "task",
    "behaviors edit run tagged.json": "behavior",
    "tags rename home house": "tag",
    "stats --tag house": "tag-stats",
    "calendar add team.ics --name Work": "calendar-preview",
    "calendar list": "calendars",
    "calendar refresh": "calendar-refresh",
    "calendar remove Work": "calendar",
    "backup --list": "backups",
    "import habitbull habits.csv --dry-run": "import",
    "nonsense": "error",
}
"""What no other test asks for as JSON, or only after much else."""


def test_the_schema_is_written_from_the_code() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(schema_text()), "run: make man"


def test_documents_are_what_is_said_of_them(ready: Habitos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in (("team.ics", TEAM), ("habits.csv", FILES["habits.csv"]), ("tagged.json", TAGGED)):
        Path(name).write_text(str(content), encoding="utf-8")
    for line, kind in CALLS.items():
        answer = ready(*line.split(), "--json")
        assert json.loads(answer.out or answer.err)["format"] == format_of(kind), line


def test_a_field_that_is_missing_unknown_or_of_another_type_is_found() -> None:
    whole = {"format": "habitos-tag/1", "tag": "home", "behaviors": 1, "rules": 0, "entries": 0}
    assert faults(whole) == []
    assert faults(whole | {"rules": "no"}) == ["habitos-tag/1.rules: 'no' is no integer"]
    assert faults(whole | {"more": 1}) == ["habitos-tag/1.more: is not in the schema"]
    assert faults({name: value for name, value in whole.items() if name != "tag"}) == ["habitos-tag/1.tag: is missing"]
    assert faults([whole]) != []
