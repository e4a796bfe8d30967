"""Draws what can befall a data directory: the database file, what is in it, what lies beside it, who may use it.

The same seed draws the same damage of the same directory.
"""

import os
import random
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.journals import unfinished_change

Harm = Callable[[Path, random.Random], object]
"""Does something to the data directory."""

DAMAGED: Final = 13
NEWER: Final = 14


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage."""

    name: str
    harm: Harm
    told: int | None = None
    """The exit code of every command that needs the database; None where that depends on what it needs of it."""
    forbids: bool = False
    """Whether it is about what somebody may do, which does not bind root."""


def database(folder: Path) -> Path:
    """Return the database of a data directory."""
    return folder / "habitos.db"


def sql(folder: Path, *statements: str) -> None:
    """Change the database past the program, which none of its own checks notices."""
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as connection:
        for pragma in ("foreign_keys = 0", "ignore_check_constraints = 1", "writable_schema = 1"):
            connection.execute(f"PRAGMA {pragma}")
        for statement in statements:
            connection.execute(statement)
        with suppress(sqlite3.Error):  # what triggers noted of it would be closed by the next change
            connection.execute("UPDATE changes SET state = 'done' WHERE state = 'open'")


def parts(folder: Path, kind: str) -> list[str]:
    """Return the names of the tables, indexes or triggers that a statement has made."""
    with closing(sqlite3.connect(database(folder))) as connection:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT GLOB 'sqlite*'"
            " AND tbl_name <> 'schema_migration' ORDER BY name",
            (kind,),
        )
        return [str(name) for (name,) in found]


def filled(folder: Path) -> list[str]:
    """Return the tables that hold rows."""
    with closing(sqlite3.connect(database(folder))) as connection:
        return [
            table
            for table in parts(folder, "table")
            if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]
        ]


def columns(folder: Path, table: str) -> list[str]:
    """Return the columns of a table."""
    with closing(sqlite3.connect(database(folder))) as connection:
        return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


# The file as a whole


def written(content: bytes) -> Harm:
    return lambda folder, chance: database(folder).write_bytes(content)


def cut(folder: Path, chance: random.Random) -> None:
    os.truncate(database(folder), chance.randrange(1, database(folder).stat().st_size))


def cut_at_a_page(folder: Path, chance: random.Random) -> None:
    os.truncate(database(folder), 4096 * chance.randrange(1, database(folder).stat().st_size // 4096))


def grown(folder: Path, chance: random.Random) -> None:
    with database(folder).open("ab") as file:
        file.write(chance.randbytes(chance.choice((1, 100, 4096, 10_000))))


def another_program(folder: Path, chance: random.Random) -> None:
    database(folder).unlink()
    sql(folder, "CREATE TABLE bookmarks (url TEXT)", f"PRAGMA user_version = {chance.choice((0, 1, 5, 21, 99))}")


def without_tables(folder: Path, chance: random.Random) -> None:
    """Empty it of everything, as one that is made anew would be."""
    sql(folder, *(f"DROP TABLE {table}" for table in (*parts(folder, "table"), "schema_migration")))
    sql(folder, *(("PRAGMA user_version = 0",) if chance.random() < 0.7 else ()), "VACUUM")


def replaced(make: Callable[[Path], object]) -> Harm:
    def harm(folder: Path, _: random.Random) -> None:
        database(folder).unlink()
        make(database(folder))

    return harm


def bound(path: Path) -> None:
    """Leave a socket of a program that is no more."""
    here = Path.cwd()
    os.chdir(path.parent)  # an address has 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def gone(folder: Path, _: random.Random) -> None:
    """Lose the database, not its backups."""
    database(folder).unlink()


# Its bytes


def turned(first: float, last: float, *counts: int) -> Harm:
    """Turn bytes that are not 0, between two parts of the file; pages are counted from 0 where `last` is above 1."""

    def harm(folder: Path, chance: random.Random) -> None:
        content = bytearray(database(folder).read_bytes())
        low, high = (int(part * len(content)) if last <= 1 else int(part * 4096) for part in (first, last))
        used = [place for place in range(low, min(high, len(content))) if content[place]]
        for place in chance.sample(used, min(chance.choice(counts), len(used))):
            content[place] = chance.randrange(256)
        database(folder).write_bytes(content)

    return harm


def turned_schema(folder: Path, chance: random.Random) -> None:
    """Turn bytes within the statements that the schema consists of."""
    content = bytearray(database(folder).read_bytes())
    begins = [found.start() for found in re.finditer(b"CREATE ", content)]
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.choice(begins) + chance.randrange(120)] = chance.choice((0, 0x20, 0x80, 0xC3, 0xFF, 0x58))
    database(folder).write_bytes(content)


def header(folder: Path, chance: random.Random) -> None:
    """Turn one field of the header."""
    with database(folder).open("r+b") as file:
        file.seek(chance.choice((0, 16, 18, 19, 20, 21, 24, 28, 32, 36, 44, 47, 48, 52, 56, 59, 60, 68, 71, 92, 96)))
        file.write(bytes((chance.randrange(256),)))


def page_lost(folder: Path, chance: random.Random) -> None:
    """Fill one page with zeros or with another one."""
    content = database(folder).read_bytes()
    count = len(content) // 4096
    place, other = (4096 * chance.randrange(1, count) for _ in range(2))
    lost = chance.choice((bytes(4096), content[other : other + 4096], chance.randbytes(4096)))
    database(folder).write_bytes(content[:place] + lost + content[place + 4096 :])


# Its schema


def dropped(kind: str) -> Harm:
    return lambda folder, chance: sql(folder, f"DROP {kind} {chance.choice(parts(folder, kind))}")


def renamed_column(folder: Path, chance: random.Random) -> None:
    for _ in range(20):
        table = chance.choice(parts(folder, "table"))
        with suppress(sqlite3.Error):  # a trigger or a check may name it
            sql(folder, f"ALTER TABLE {table} RENAME COLUMN {chance.choice(columns(folder, table))} TO other")
            return
    sql(folder, "ALTER TABLE dismissals RENAME TO dismissed")


def rewritten(folder: Path, chance: random.Random) -> None:
    """Replace a statement of the schema by what cannot be read, or is nothing at all."""
    table = chance.choice(parts(folder, chance.choice(("table", "trigger", "index"))))
    text = chance.choice(("NULL", "''", "'CREATE TABLX'", "CAST(x'ff61' AS TEXT)", "x'00'", "1.5", "'select 1'"))
    sql(folder, f"UPDATE sqlite_master SET sql = {text} WHERE name = '{table}'")


def root_page(folder: Path, chance: random.Random) -> None:
    """Let a table or an index begin on the page of another one, or nowhere."""
    name = chance.choice(parts(folder, chance.choice(("table", "index"))))
    page = chance.choice((0, 1, 2, 5, 999_999, -1))
    sql(folder, f"UPDATE sqlite_master SET rootpage = {page} WHERE name = '{name}'")


def foreign_part(folder: Path, chance: random.Random) -> None:
    table = chance.choice(filled(folder))
    made = (
        f"CREATE TRIGGER theirs AFTER INSERT ON {table} BEGIN DELETE FROM behaviors; END",
        f"CREATE TRIGGER theirs BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
        f"CREATE TRIGGER theirs AFTER DELETE ON {table} BEGIN INSERT INTO nowhere VALUES (1); END",
        f"CREATE VIEW theirs AS SELECT * FROM {table}",
        "CREATE VIEW theirs AS SELECT * FROM nowhere",
    )
    sql(folder, chance.choice(made))


def version(folder: Path, chance: random.Random) -> None:
    sql(folder, f"PRAGMA user_version = {chance.choice((0, -1, -(2**31), 1, 5, 20))}")


def scripts(folder: Path, chance: random.Random) -> None:
    sql(folder, f"DELETE FROM schema_migration WHERE name GLOB '00{chance.choice(('*', '01*', '07*', '2*'))}'")


# What it holds

VALUES: Final = (
    "NULL", "''", "'x'", "-1", "0", "1e400", "-1e400", "1.5", "9223372036854775807", "-9223372036854775808", "99999999",
    "x'ff00fe'", "CAST(x'ff61' AS TEXT)", "CAST(x'6100ff' AS TEXT)", "char(0)", "char(27) || '[2J'", "'[' || char(10)",
    "'{}'", "'[]'", "'null'", "'[7]'", "'{\"a\": 1e999}'", "'{\"impacts\": 1}'", "'[null, null]'", "'\"x\"'", "'NaN'",
    "'2026-02-30'", "'9999-12-31'", "'0001-01-01'", "'2026-11-23T06:30:00'", "'2026-11-23T06:30:00.000000+99:00'",
    "'not an id'", "'00000000-0000-0000-0000-000000000000'", "printf('%.*c', 100000, '[')", "printf('%.*c', 5000, '9')",
    "printf('%.*c', 300000, 'a')", "true", "'1' || char(55296)",
)  # fmt: skip
"""As SQL; text where numbers should be, numbers of no column, texts that are none, JSON and days that cannot be."""


def value(folder: Path, chance: random.Random) -> None:
    """Put a value into one column, of one row or of all."""
    table = chance.choice(filled(folder))
    column = chance.choice(columns(folder, table))
    where = chance.choice(("", f" WHERE rowid = (SELECT min(rowid) FROM {table})"))
    statement = f"UPDATE OR REPLACE {table} SET {column} = {chance.choice(VALUES)}{where}"
    try:
        sql(folder, statement)
    except sqlite3.Error:  # a trigger, or NOT NULL, stands before it
        loosened(folder, table, statement)


def loosened(folder: Path, table: str, statement: str) -> None:
    """Run a statement on a table while it is without constraints and triggers, and give those back."""
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    sql(folder, f"UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = '{table}'")
    with suppress(sqlite3.Error):  # a key that several rows cannot share
        sql(folder, statement)
    with closing(sqlite3.connect(database(folder), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (made, table))
        connection.execute("PRAGMA writable_schema = RESET")
        for _, text in triggers:
            connection.execute(text)


def orphans(folder: Path, chance: random.Random) -> None:
    """Remove rows that others refer to."""
    table = chance.choice(filled(folder))
    some = f" WHERE rowid % {chance.choice((1, 2))} = 0"
    try:
        sql(folder, f"DELETE FROM {table}{some}")
    except sqlite3.OperationalError:  # a table without row numbers
        sql(folder, f"DELETE FROM {table}")


# What lies beside it


def journal_of_noise(name: str) -> Harm:
    return lambda folder, chance: (folder / f"habitos.db{name}").write_bytes(chance.randbytes(5000))


def journal_of_another(name: str, mode: str) -> Harm:
    def harm(folder: Path, _: random.Random) -> None:
        with TemporaryDirectory() as elsewhere, unfinished_change(Path(elsewhere) / "other.db", mode):
            shutil.copy(Path(elsewhere) / f"other.db{name}", folder / f"habitos.db{name}")

    return harm


def beside(name: str, make: Callable[[Path, random.Random], object]) -> Harm:
    def harm(folder: Path, chance: random.Random) -> None:
        path = folder / name
        if path.is_dir():
            for each in path.iterdir():
                each.unlink()
            path.rmdir()
        path.unlink(missing_ok=True)
        make(path, chance)

    return harm


SETTINGS: Final = (
    b"\xff\xfe[look]", b"[look\n", b"look = 1\n", b"[[look]]\n", b"x = " + b"[" * 3000, b"[keys]\n1 = 2\n", b"\0" * 100,
    b"[solver]\ntime_limit = nan\n", b"[lock]\nminutes = 1e999\n", b"[keys]\n" + b'"a.b" = "c"\n' * 3, b"a" * 2_000_000,
)  # fmt: skip


def settings(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.choice(SETTINGS))


def something(path: Path, chance: random.Random) -> None:
    """Make what is no file and no directory of ours."""
    chance.choice((Path.mkdir, os.mkfifo, bound, lambda p: p.symlink_to("nowhere"), lambda p: p.symlink_to(p.name)))(
        path
    )


def garbage(path: Path, chance: random.Random) -> None:
    """Make a directory full of what looks like copies."""
    path.mkdir()
    for number in range(12):
        (path / f"habitos-auto-2026-11-{number + 1:02}.db").write_bytes(chance.randbytes(chance.choice((0, 1, 9000))))
    (path / "habitos-v3.db").mkdir()
    os.mkfifo(path / "habitos-before-restore-2026-11-01-000000.db")
    (path / "habitos-2026.db").symlink_to("nowhere")


def mode(name: str, *modes: int) -> Harm:
    """Let nobody do something; root may nonetheless."""

    def harm(folder: Path, chance: random.Random) -> None:
        path = folder / name
        if not path.exists():
            path.touch() if "." in name else path.mkdir()
        path.chmod(chance.choice(modes))

    return harm


DAMAGES: Final[Sequence[Damage]] = (
    Damage("emptied", written(b""), DAMAGED),
    Damage("zeros", written(bytes(50_000)), DAMAGED),
    Damage("text", written(b"My habits:\nrun, read\n" * 30), DAMAGED),
    Damage("a byte", written(b"S"), DAMAGED),
    Damage("a beginning", written(b"SQLite format 3\0"), DAMAGED),
    Damage("noise", lambda folder, chance: database(folder).write_bytes(chance.randbytes(70_000)), DAMAGED),
    Damage("cut", cut, DAMAGED),
    Damage("cut at a page", cut_at_a_page, DAMAGED),
    Damage("grown", grown),
    Damage("another program", another_program, DAMAGED),
    Damage("without tables", without_tables, DAMAGED),
    Damage("directory", replaced(Path.mkdir), DAMAGED),
    Damage("pipe", replaced(os.mkfifo), DAMAGED),
    Damage("socket", replaced(bound), DAMAGED),
    Damage("device", replaced(lambda path: path.symlink_to("/dev/null")), DAMAGED),
    Damage("loop", replaced(lambda path: path.symlink_to(path.name)), DAMAGED),
    Damage("dangling", replaced(lambda path: path.symlink_to("not-mounted/habitos.db")), DAMAGED),
    Damage("gone", gone, DAMAGED),
    Damage("turned bytes", turned(0, 1, 1, 4, 64, 1024)),
    Damage("turned on the first page", turned(0, 2, 1, 8, 100)),
    Damage("turned schema", turned_schema),
    Damage("header", header),
    Damage("page lost", page_lost),
    Damage("table dropped", dropped("table"), DAMAGED),
    Damage("index dropped", dropped("index"), DAMAGED),
    Damage("trigger dropped", dropped("trigger"), DAMAGED),
    Damage("column renamed", renamed_column, DAMAGED),
    Damage("statement rewritten", rewritten, DAMAGED),
    Damage("root page", root_page),
    Damage("foreign part", foreign_part),
    Damage("version", version, DAMAGED),
    Damage("newer", lambda folder, chance: sql(folder, "PRAGMA user_version = 99"), NEWER),
    Damage("scripts", scripts, DAMAGED),
    Damage("value", value),
    Damage("value", value),
    Damage("value", value),
    Damage("value", value),
    Damage("orphans", orphans),
    Damage("journal of noise", journal_of_noise("-journal")),
    Damage("journal of another", journal_of_another("-journal", "delete"), DAMAGED),
    Damage("log of noise", journal_of_noise("-wal")),
    Damage("log of another", journal_of_another("-wal", "wal"), DAMAGED),
    Damage("settings", beside("settings.toml", settings)),
    Damage("settings are none", beside("settings.toml", something)),
    Damage("backups are a file", beside("backups", lambda path, chance: path.write_bytes(b"x"))),
    Damage("backups are none", beside("backups", something)),
    Damage("backups of garbage", beside("backups", garbage)),
    Damage("crashes are none", beside("crashes", something)),
    Damage("lock is none", beside("habitos.db.lock", something)),
    Damage("unreadable", mode("habitos.db", 0o000, 0o200), forbids=True),
    Damage("read-only", mode("habitos.db", 0o400), forbids=True),
    Damage("directory forbidden", mode(".", 0o000, 0o100, 0o200, 0o400, 0o500, 0o600), forbids=True),
    Damage("backups forbidden", mode("backups", 0o000, 0o100, 0o200, 0o400, 0o500, 0o600), forbids=True),
    Damage("settings forbidden", mode("settings.toml", 0o000), forbids=True),
    Damage("crashes forbidden", mode("crashes", 0o000, 0o400), forbids=True),
)  # fmt: skip

NAMED: Final[Mapping[str, Damage]] = {damage.name: damage for damage in DAMAGES}
