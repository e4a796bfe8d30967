"""Writes the OpenAPI document of the HTTP API; `make man` calls it."""

import json
from pathlib import Path
from typing import Final

from habitos_tui.doors.api.app import describe

DOCUMENT: Final = Path(__file__).parent / "openapi.json"

if __name__ == "__main__":
    DOCUMENT.write_text(json.dumps(describe(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
