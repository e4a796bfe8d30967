"""Writes the JSON Schema of what `--json` prints; `make man` calls it."""

from pathlib import Path
from typing import Final

from habitos_tui.cli.schemas import schema_text

SCHEMA: Final = Path(__file__).parent / "documents.schema.json"

if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
