"""Writes what assistants are told of the tools of `habitos-tui mcp`; `make man` calls it."""

from pathlib import Path

from habitos_tui.doors.mcp.schemas import FILE, tools_text

if __name__ == "__main__":
    Path(str(FILE)).write_text(tools_text(), encoding="utf-8")
