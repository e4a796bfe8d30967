"""What a client can read without a tool, as context for a conversation: weeks and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from mcp_types import Resource, ResourceTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEME: Final = "habitos://"
JSON: Final = "application/json"

RESOURCES: Final = (
    Resource(
        uri=f"{SCHEME}week/this",
        name="this-week",
        title="This week",
        description="What is planned this week and what became of it, as the tool week tells it.",
        mime_type=JSON,
    ),
    Resource(
        uri=f"{SCHEME}log",
        name="log",
        title="The log",
        description="The last 50 things done or skipped, days away and pauses, as the tool log tells them.",
        mime_type=JSON,
    ),
)
TEMPLATES: Final = (
    ResourceTemplate(
        uri_template=f"{SCHEME}week/{{week}}",
        name="week",
        title="A week",
        description="The same of another week: next, 2026-W48, or any day of it such as 2026-11-27.",
        mime_type=JSON,
    ),
    ResourceTemplate(
        uri_template=f"{SCHEME}log/{{first}}/{{last}}",
        name="log-of-days",
        title="The log of some days",
        description="At most 500 entries from one day to another, such as habitos://log/2026-11-01/2026-11-30.",
        mime_type=JSON,
    ),
)


def tool_for(uri: str) -> tuple[str, Mapping[str, Any]] | None:
    """Return the tool that tells what a resource holds, with its arguments; None where there is no such resource."""
    parts = uri.removeprefix(SCHEME).split("/") if uri.startswith(SCHEME) else []
    match [unquote(part) for part in parts]:  # clients write the space of “27 nov” as %20
        case ["week", week]:
            return "week", {"week": week}
        case ["log"]:
            return "log", {}
        case ["log", first, last]:
            return "log", {"first": first, "last": last, "limit": 500}
        case _:
            return None
