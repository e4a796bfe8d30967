"""What comes over the wire as messages of the protocol, and what is answered to a line that is none."""

import json
from contextlib import suppress
from typing import Any, Final

from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError, jsonrpc_message_adapter
from pydantic import ValidationError

NOT_JSON: Final = "json_invalid"
"""What pydantic calls a text that is not JSON."""


def understood(line: bytes) -> SessionMessage | JSONRPCError:
    """Return the message in a line, else the error to answer: a client that asked waits for one."""
    try:
        return SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
    except ValidationError as error:
        return JSONRPCError(jsonrpc="2.0", id=_id_in(line), error=_told(error))


def _told(error: ValidationError) -> ErrorData:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == NOT_JSON:
        return ErrorData(code=PARSE_ERROR, message=f"This line is not valid JSON: {first['ctx']['error']}.")
    return ErrorData(code=INVALID_REQUEST, message="This line is no message of the protocol; each line must be one.")


def _id_in(line: bytes) -> int | str | None:
    """Return the id of a request that cannot be used as a whole, such as for half a character in a note."""
    document: Any = None
    with suppress(ValueError, RecursionError):  # what is no JSON for this reader either has no id
        document = json.loads(line)
    found = document.get("id") if isinstance(document, dict) and "method" in document else None
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    return found if isinstance(found, str) and found.isprintable() else None
