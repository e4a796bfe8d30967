"""Profile files: everything of one profile, as rows by table."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field, JsonValue, SkipValidation

from habitos_tui.domain.model.base import HEXADECIMAL, FrozenModel, Name
from habitos_tui.domain.model.validation import FieldIssuesError, validated
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.disk import Source, name_of, read_bytes
from habitos_tui.exchange.strict_json import decoded

MAX_BYTES: Final = 24 * 1024 * 1024
"""Ten years of somebody who plans every week and logs five times a day."""
TOO_LARGE: Final = "A backup of any size can be restored: habitos-tui backup, habitos-tui restore."

DATABASE: Final = b"SQLite format 3\0"
"""How the files of databases begin."""

FORMAT: Final = "habitos-profile/1"

Cell = JsonValue
"""What is in a column; JSON in it is written as what it stands for."""


def _moment(value: str) -> str:
    """Return a moment; ValueError for one that no calendar has, which would count as later than all others."""
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("must be a moment such as 2026-11-23T09:30:00.000000+00:00") from error
    return value


class EntryChange(FrozenModel):
    """When an entry was changed last, or went: by that two states of a profile are brought together."""

    table: Annotated[str, Field(max_length=100)]
    key: Annotated[list[str | int], Field(max_length=10)]
    """What tells the entry from the others of its table."""
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$"), AfterValidator(_moment)]
    gone: bool


_NO_OBJECT: Final = "must be an object with names and values"


def _object(value: Any) -> dict[str, Any]:
    """Return an object of a document, whose values are JSON already; FieldIssuesError for anything else."""
    if not isinstance(value, dict):
        raise FieldIssuesError([("", _NO_OBJECT)])
    return value


def _tables(value: Any) -> dict[str, list[dict[str, Cell]]]:
    """Return tables of rows; FieldIssuesError with the first of what is none."""
    lists: dict[str, Any] = _object(value)
    issues = [(table, "must be a list") for table, rows in lists.items() if not isinstance(rows, list)]
    rows = ((f"{table}[{n}]", row) for table, rows in lists.items() if not issues for n, row in enumerate(rows))
    issues += islice(((path, _NO_OBJECT) for path, row in rows if not isinstance(row, dict)), 3)
    if issues:
        raise FieldIssuesError(issues)
    return lists


class ProfileFile(FrozenModel):
    """A profile with all that belongs to it; which tables and columns there are follows from the version."""

    format: Literal["habitos-profile/1"] = FORMAT
    version: Annotated[int, Field(ge=1)]
    """Of the database that it comes from."""
    exported_at: AwareDatetime
    id: Annotated[str, Field(pattern=HEXADECIMAL)]
    """Of the profile: a file with the id of one that is there is about the same person."""
    name: Name
    password_hash: Annotated[str, Field(max_length=200)] | None = None
    """Only where it was asked for."""
    profile: Annotated[dict[str, Cell], SkipValidation, AfterValidator(_object)]
    """Settings of the profile."""
    tables: Annotated[dict[str, list[dict[str, Cell]]], SkipValidation, AfterValidator(_tables)]
    """Not copied: there may be a hundred thousand rows."""
    changes: tuple[EntryChange, ...] = ()
    """Nothing of entries that were not changed since that is noted."""


def read_profile(source: Source) -> ProfileFile:
    """Return the profile in a file or on standard input; InvalidInputError with the path of each bad field."""
    data = read_bytes(source, MAX_BYTES, TOO_LARGE)
    if data.startswith(DATABASE):
        raise InvalidInputError(
            f"{name_of(source)} is a database, as backups are, and holds every profile.",
            hint="To put it in the place of everything: habitos-tui restore FILE",
        )
    document = decoded(data, name_of(source))
    return validated(lambda: ProfileFile.model_validate(document), name_of(source))


def profile_json(file: ProfileFile) -> str:
    """Return the text of a profile file."""
    return json.dumps(file.model_dump(mode="json"), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def profile_schema(tables: Mapping[str, Any], settings: dict[str, Any]) -> str:
    """Return the JSON Schema of profile files with the schemas of their tables and of the settings in them."""
    schema = ProfileFile.model_json_schema()
    fields = schema["properties"]
    fields["profile"] = settings
    fields["tables"] = {"type": "object", "additionalProperties": False, "properties": dict(tables)}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"
