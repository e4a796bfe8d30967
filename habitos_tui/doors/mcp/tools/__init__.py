"""The tools, one module per topic; each is loaded when one of its tools is called first."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habitos_tui.doors.mcp.tool import Tool

MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "agenda": ("today", "week"),
    "planning": ("plan", "accept_plan"),
    "reasons": ("why", "why_not"),
    "tracking": ("done", "skip", "reopen"),
    "sessions": ("move_session", "lock_session"),
    "log": ("log", "change_entry", "delete_entry"),
    "wishes": ("behaviors", "behavior"),
    "wishing": ("add_behavior", "change_behavior", "archive_behavior", "restore_behavior"),
    "tasks": ("tasks", "add_task", "change_task", "finish_task"),
    "busy": ("busy", "add_busy", "free_busy"),
    "person": ("profile", "be_away", "be_back", "pause_behavior", "resume_behavior"),
    "insights": ("stats", "suggestions", "follow_suggestion", "dismiss_suggestion"),
    "history": ("undo", "redo"),
}
"""The names of the tools by topic, in the order in which they are listed."""

SLOW: Final = frozenset({"plan", "why", "why_not", "move_session", "suggestions", "follow_suggestion"})
"""Those that solve a week, and take as long as that takes."""


def find_tool(name: str) -> type[Tool]:
    """Return the tool of that name; KeyError where there is none."""
    topic = next((topic for topic, names in MODULES.items() if name in names), None)
    if topic is None:
        raise KeyError(name)
    return {tool.NAME: tool for tool in _tools_of(topic)}[name]


def all_tools() -> Iterator[type[Tool]]:
    """Yield every tool, in the order of the list."""
    for names in MODULES.values():
        yield from map(find_tool, names)


def _tools_of(topic: str) -> tuple[type[Tool], ...]:
    found: tuple[type[Tool], ...] = import_module(f"{__name__}.{topic}").TOOLS
    return found
