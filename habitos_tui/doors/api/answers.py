"""Bodies: JSON that is read strictly, and JSON that is told."""

import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from email.message import Message
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel

from habitos_tui.domain.model.validation import validated
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.strict_json import decode, decoded

M = TypeVar("M", bound=BaseModel)

BODY = "The body"


def json_bytes(document: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """Return a document as JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def told(document: Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """Return the answer with a document."""
    return told_bytes(json_bytes(document), status, **headers)


def told_bytes(body: bytes, status: int = 200, **headers: str) -> Response:
    """Return the answer with a document that is JSON already."""
    return Response(body, status, headers, "application/json")


def nothing() -> Response:
    """Return the answer that all was done and there is nothing to tell."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


def page(items: Sequence[Any], total: int, limit: int, offset: int) -> dict[str, Any]:
    """Return a part of a list, with where the next one begins, None at the end."""
    following = offset + len(items)
    more = following if items and following < total else None
    return {"items": list(items), "total": total, "limit": limit, "offset": offset, "next_offset": more}


def body_of(model: type[M]) -> Callable[[Request], Coroutine[Any, Any, M]]:
    """Return what reads the body of a request as a model; InvalidInputError names each field that is wrong."""

    async def read(request: Request) -> M:
        data = await _json_of(request)
        text = decode(data, BODY)
        return validated(lambda: model.model_validate_json(text, strict=True), BODY)

    return read


def optional_body_of(model: type[M]) -> Callable[[Request], Coroutine[Any, Any, M]]:
    """Return the same for a body that may be left out, where all fields have their defaults."""
    read = body_of(model)

    async def read_if_there(request: Request) -> M:
        return await read(request) if await request.body() else model()

    return read_if_there


async def body_object(request: Request) -> dict[str, Any]:
    """Return the object that the body of a request is; InvalidInputError for anything else."""
    found = decoded(await _json_of(request), BODY)
    if not isinstance(found, dict):
        raise InvalidInputError(f"{BODY} must be an object with named fields.", issues=(("", "must be an object"),))
    return found


async def _json_of(request: Request) -> bytes:
    """Return the body; HTTPException for another type than JSON, which no form of a foreign page can send unasked."""
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    kind = message.get_content_type()
    if kind != "application/json" and not kind.endswith("+json"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
    return await request.body()
