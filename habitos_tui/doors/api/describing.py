"""What OpenAPI says of an operation: what it takes and answers, with an example of each, and how it can fail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter

from habitos_tui.doors.api.problems import KINDS, MEDIA_TYPE, problem

SCHEMAS: Final = "#/components/schemas/"
EXAMPLES: Final = "#/components/examples/"
_ALWAYS: Final = (421, 500, 503)
_WITH_BODY: Final = (413, 415)

TOKENS_EXAMPLE: Final[Mapping[str, Any]] = {
    "access_token": "eyJhbGciOiJIUzI1NiIs…",
    "token_type": "bearer",
    "expires_in": 600,
    "refresh_token": "eyJhbGciOiJIUzI1NiIs…",
    "refresh_expires_in": 2592000,
    "notice": "",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What operations take as their body."""

    kind: TypeAdapter[Any] | type[BaseModel]
    optional: tuple[str, ...]
    """Fields that the model needs and a request may leave out."""


GIVEN: Final[dict[str, Given]] = {}
"""By the name of the schema, filled as the operations are defined."""


SHOWN: Final[dict[str, dict[str, Any]]] = {}
"""Examples by the name of their schema."""


def describes(
    name: str = "",
    example: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    takes: TypeAdapter[Any] | type[BaseModel] | None = None,
    takes_example: Mapping[str, Any] | None = None,
    optional: tuple[str, ...] = (),
    body_needed: bool = True,
    login: bool = True,
    problems: Collection[int] = (),
) -> dict[str, Any]:
    """Return what a route is told of itself; one without a `name` for what it tells says only that it is done."""
    answer = {204: {"description": "Done."}} if example is None else {status: _answer(name, example)}
    possible = {*_ALWAYS, 422, *problems}
    possible |= {401} if login or 429 in problems or name == "Tokens" else set()
    possible |= set(_WITH_BODY) if takes is not None else set()
    found: dict[str, Any] = {"responses": answer | {each: _problem(each) for each in sorted(possible)}}
    if takes is not None:
        own = _registered(takes, optional)
        shown = _own_example(takes) if takes_example is None else takes_example
        found["openapi_extra"] = {"requestBody": {"required": body_needed, "content": _content(own, shown)}}
    return found | {"response_model": None}


def _registered(takes: TypeAdapter[Any] | type[BaseModel], optional: tuple[str, ...]) -> str:
    plain = takes.__name__ if isinstance(takes, type) else "Rule"
    name = f"{plain}Change" if len(optional) > 1 else f"{plain}Given"
    GIVEN[name] = Given(takes, optional)
    return name


def _own_example(takes: TypeAdapter[Any] | type[BaseModel]) -> Any:
    if not isinstance(takes, type):
        raise TypeError("a type without a name needs an example")
    extra = takes.model_config.get("json_schema_extra")
    return extra["example"] if isinstance(extra, dict) else None


def _answer(name: str, example: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": "Done.", "content": _content(name, example)}


def _content(name: str, example: Any) -> dict[str, Any]:
    """Return what a body is, with an example that is told beside the operations, where nothing is left out of it."""
    SHOWN[name] = {"value": example}
    shown = {"example": {"$ref": f"{EXAMPLES}{name}"}}
    return {"application/json": {"schema": {"$ref": f"{SCHEMAS}{name}"}, "examples": shown}}


def _problem(status: int) -> dict[str, Any]:
    _, title = KINDS[status]
    shown = problem(status, "", "What is wrong, in a sentence.", "What to do next, if that is known.")
    schema = {"$ref": f"{SCHEMAS}Problem"}
    return {"description": title, "content": {MEDIA_TYPE: {"schema": schema, "example": shown}}}
