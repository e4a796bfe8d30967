"""Journals as a crash leaves them beside a database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def unfinished_change(path: Path, mode: str = "delete") -> Iterator[None]:
    """Be in the middle of a change of a database, a new one where there is none; its journal is beside it meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS filling (content)")
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.executescript("PRAGMA cache_size = 1; PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE")
        for _ in range(100):
            connection.execute("INSERT INTO filling VALUES (randomblob(4000))")
        connection.execute("UPDATE filling SET content = zeroblob(4000)")
        if mode == "wal":
            connection.execute("COMMIT")
        yield
        if mode != "wal":
            connection.execute("ROLLBACK")
