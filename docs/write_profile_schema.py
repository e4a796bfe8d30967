"""Writes the JSON Schema of profile files from the tables of the database; `make man` calls it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from habitos_tui.services.profile_files import file_schema
from habitos_tui.storage.database import Database

SCHEMA: Final = Path(__file__).parent / "profile-file.schema.json"


def written() -> str:
    """Return the text of the schema."""
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "habitos.db")
        database.create_or_open()
        return file_schema(database)


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
