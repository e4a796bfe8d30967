"""A profile in a file: taken out of a household, and into this one or another."""

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from habitos_tui.clock import Clock
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.naming import folded
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.profile_merge import MergeReport
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.csv_tables import behaviors_csv, completions_csv, plans_csv
from habitos_tui.exchange.disk import Source, name_of
from habitos_tui.exchange.profile_file import EntryChange, ProfileFile, profile_schema
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.store import Store
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import fold
from habitos_tui.storage.profile_drafts import upgraded
from habitos_tui.storage.profile_merge import Merge, is_note, merged
from habitos_tui.storage.profile_rows import (
    PROFILES,
    ProfileRows,
    RowChange,
    TableShape,
    apply_rows,
    insert_profile,
    put_changes,
    read_rows,
    references,
    shapes,
)
from habitos_tui.storage.profiles import ProfileRepository

HELD_BACK: Final = ("name", "name_key", "password_hash")
"""Columns of a profile that are no settings."""

_HASH: Final = re.compile(r"1:\$2[aby]\$(?P<cost>\d\d)\$[./A-Za-z0-9]{53}")
MAX_COST: Final = 15
"""Of a hash in a file: each step takes twice as long to check."""


class ProfileFiles:
    """Profiles of one database on their way out and in."""

    def __init__(self, database: Database, accounts: Accounts, clock: Clock) -> None:
        self._database, self._accounts, self._clock = database, accounts, clock

    def export(self, profile: Profile, *, with_password: bool = False) -> ProfileFile:
        """Return everything of a profile, with the hash of its password only where that is wanted."""
        with self._database.reading():
            rows = read_rows(self._database, profile.id)
        return ProfileFile(
            version=self._database.version,
            exported_at=self._clock.now(),
            id=profile.id.hex,
            name=profile.name,
            password_hash=rows.profile["password_hash"] if with_password else None,
            profile={name: value for name, value in rows.profile.items() if name not in HELD_BACK},
            tables={name: [dict(row) for row in entries] for name, entries in rows.tables.items()},
            changes=tuple(
                EntryChange(table=one.table, key=list(one.key), at=one.at, gone=one.gone) for one in rows.changes
            ),
        )

    def csv(self, profile: Profile) -> Mapping[str, str]:
        """Return tables for spreadsheets, by the name of their file."""
        store = Store.of(self._database, profile, self._clock)
        with self._database.reading():
            names = store.names()
            return {
                "completions.csv": completions_csv(store.completions.between(EARLIEST, LATEST), names),
                "behaviors.csv": behaviors_csv(store.behaviors.all(), store.behaviors.all(archived=True)),
                "plans.csv": plans_csv(store.plans.sessions(EARLIEST, LATEST), names),
            }

    def read(self, file: ProfileFile, source: Source) -> ProfileRows:
        """Return what is in a file as this version has it, checked; the errors of `upgraded`."""
        changes = [RowChange(one.table, tuple(one.key), one.at, gone=one.gone) for one in file.changes]
        return upgraded(ProfileRows(file.profile, file.tables, changes), file.version, name_of(source), self._database)

    def known(self, file: ProfileFile) -> Profile | None:
        """Return the profile of this household that a file is about, None where there is none."""
        return next((one for one in self._accounts.profiles() if one.id.hex == file.id), None)

    def new_name(self, file: ProfileFile, name: str | None) -> str:
        """Return what a profile made of a file is called, `name` if one is given; InvalidInputError where it cannot be.

        Whoever has that name already is somebody else, with whom nothing is brought together.
        """
        wanted = file.name if name is None else name
        if any(folded(one.name) == folded(wanted) for one in self._accounts.profiles()):
            raise InvalidInputError(
                f"There is a profile “{wanted}” already, and it is not the one in the file.",
                issues=(("name", "is taken already"),),
                hint="To bring it in under another name: --profile NAME",
            )
        return self._accounts.check_new_name(wanted)

    def add(
        self, file: ProfileFile, rows: ProfileRows, name: str | None = None, password: str | None = None
    ) -> Profile:
        """Return a new profile with what is in a file, under another `name` if one is given.

        It has the password of the file, else `password`. InvalidInputError for a name that is taken or will not do.
        """
        name = self.new_name(file, name)
        password_hash = self._accounts.hash_of_new(password) if file.password_hash is None else _checked(file)
        profile_id = uuid4() if self.known(file) else UUID(file.id)
        own = {"name": name, "name_key": fold(name), "password_hash": password_hash}
        with self._database.unit():
            insert_profile(self._database, profile_id, ProfileRows(dict(rows.profile) | own, rows.tables, rows.changes))
            self._accounts.begin_logins(name)
        return ProfileRepository(self._database).get(profile_id)

    def preview(self, profile: Profile, rows: ProfileRows) -> MergeReport:
        """Return what would become of a profile when what is in a file comes in."""
        return _report(self._merged(profile, rows))

    def merge(self, profile: Profile, rows: ProfileRows) -> MergeReport:
        """Bring what is in a file of this profile together with what is here, as one change; the later one counts.

        InvalidInputError, and nothing is changed, where the two do not fit together.
        """
        store = Store.of(self._database, profile, self._clock)
        with store.change("Brought in what changed elsewhere"):
            merge = self._merged(profile, rows)
            report = _report(merge)
            if report.changes_something:
                apply_rows(self._database, profile.id, merge.rows)
            put_changes(self._database, profile.id, merge.changes())
        return report

    def _merged(self, profile: Profile, rows: ProfileRows) -> Merge:
        with self._database.reading():
            ours, connections = read_rows(self._database, profile.id), self._database.connections
            found = merged(ours, rows, shapes(connections), references(connections))
        self._check(found)
        return found

    def _check(self, found: Merge) -> None:
        """Read what would be there as the program does, before any of it is."""
        tables: dict[str, list[Any]] = {}
        for (table, _), row in found.rows.items():
            tables.setdefault(table, []).append(row)
        (settings,) = tables.pop(PROFILES)
        upgraded(ProfileRows(settings, tables), self._database.version, "The profile with both", self._database)


def _report(found: Merge) -> MergeReport:
    told = (entry for entry in found.told if not is_note(entry.table))
    return MergeReport(tuple(sorted(told, key=lambda entry: (not entry.contradicts, entry.table, repr(entry.key)))))


def _checked(file: ProfileFile) -> str:
    """Return the hash of the password in a file; one that nothing opens, or takes for ever to check, is refused."""
    found = _HASH.fullmatch(file.password_hash or "")
    if found is None or int(found["cost"]) > MAX_COST:
        raise InvalidInputError(
            "The password in the file cannot be used.", issues=(("password_hash", "is none of this program"),)
        )
    return found[0]


_TYPES: Final = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


def file_schema(database: Database) -> str:
    """Return the JSON Schema of profile files, with the tables of the open database."""
    with database.reading():
        known = shapes(database.connections)
    settings = _shown(known.pop(PROFILES), HELD_BACK)
    return profile_schema({name: {"type": "array", "items": _shown(shape)} for name, shape in known.items()}, settings)


def _shown(shape: TableShape, left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    columns = {name: _column(shape, name) for name in shape.columns if name not in left_out}
    needed = [name for name in columns if name not in shape.optional]
    return {"type": "object", "additionalProperties": False, "properties": columns, "required": needed}


def _column(shape: TableShape, name: str) -> Mapping[str, Any]:
    kinds = ["array", "object"] if name in shape.json else [_TYPES[shape.columns[name]]]
    return {"type": [*kinds, "null"] if name in shape.optional else kinds}
