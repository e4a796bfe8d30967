"""The OpenAPI document: what FastAPI knows of the operations, with the schemas of what they take and tell."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from habitos_tui.cli.schema_of import (
    MOMENT,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    many,
    or_nothing,
    record,
    words,
)
from habitos_tui.cli.schemas import schema_text
from habitos_tui.doors.api.describing import GIVEN, SCHEMAS, SHOWN, Given
from habitos_tui.doors.api.problems import MEDIA_TYPE
from habitos_tui.doors.api.solving import SolveState

DESCRIPTION: Final = """What habitos-tui can do, for programs. Times of day are texts such as 07:30, up to 30:00 for the
night after a day; days are dates such as 2026-11-23; moments have a zone. Worth is in model units: times 100 it is
points. Every change is one unit of work, which `POST /v1/undo` takes back."""
RESPONSES: Final = "#/components/responses/"
_NAMED: Final = frozenset({"properties", "$defs"})
"""In a schema: what holds further ones by names that are data."""
_DEFINITIONS: Final = "#/$defs/"


def document_of(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an app."""
    found = get_openapi(
        title=app.title, version=app.version, description=" ".join(DESCRIPTION.split()), routes=app.routes
    )
    schemas = {**_told(), **_given()}
    problems = _shared_problems(found["paths"])
    found["components"] = {
        "responses": problems,
        "examples": dict(sorted(SHOWN.items())),
        "securitySchemes": found["components"]["securitySchemes"],
        "schemas": dict(sorted(_needed(schemas, [found["paths"], problems]).items())),
    }
    return found


def _shared_problems(paths: Any) -> dict[str, Any]:
    """Return the answers with problems, each once, and let the operations refer to them."""
    shared: dict[str, Any] = {}
    for operation in (operation for methods in paths.values() for operation in methods.values()):
        for status, answer in operation["responses"].items():
            if MEDIA_TYPE in answer.get("content", {}):
                name = f"Problem{status}"
                shared[name] = answer
                operation["responses"][status] = {"$ref": f"{RESPONSES}{name}"}
    return dict(sorted(shared.items()))


def _told() -> dict[str, Schema]:
    """Return what answers are, by name: what `--json` prints, in pages and beside what only the API tells."""
    documents = json.loads(schema_text())
    known: dict[str, Schema] = {name: _moved(schema) for name, schema in documents["$defs"].items()}
    formats = {one["allOf"][0]["properties"]["format"]["const"]: _moved(one["allOf"][1]) for one in documents["oneOf"]}
    behavior = {"allOf": [known["Behavior"], record({"learning": TRUTH, "archived": TRUTH})]}
    objective = {"allOf": [known["Objective"], record({"share": NUMBER})]}
    rule = {"allOf": [formats["habitos-rule/1"], record({"sentence": TEXT})]}
    preferences = {name: schema for name, schema in known["Preferences"]["properties"].items() if name != "app"}
    profile = record({"id": TEXT, "name": TEXT, "protected": TRUTH, "preferences": record(preferences)})
    message = record({"message": TEXT})
    own = {
        "Health": record({"status": words("alive")}),
        "Message": message,
        "Tokens": record(
            {
                **dict.fromkeys(("access_token", "refresh_token", "notice"), TEXT),
                "token_type": words("bearer"),
                **dict.fromkeys(("expires_in", "refresh_expires_in"), WHOLE),
            }
        ),
        "Problem": _problem(),
        "Profile": profile,
        "Behavior": behavior,
        "BehaviorPage": _page("Behavior"),
        "BehaviorDeletion": record({"outcome": words("deleted", "archived"), "consequences": many(TEXT)}),
        "Objective": objective,
        "Objectives": record({"items": many(_ref("Objective"))}),
        "Rule": rule,
        "Rules": record({"items": many(_ref("Rule"))}),
        "AgendaWeek": formats["habitos-week/1"],
        "LogPage": _page("LogEntry"),
        "Solve": _solve(),
        "Solves": record({"items": many(_ref("Solve"))}),
        "PlanSummary": _plan_summary(),
        "Plans": record(
            {"items": many(_ref("PlanSummary")), "limit": WHOLE, "offset": WHOLE, "next_offset": or_nothing(WHOLE)}
        ),
        "PlanFound": {"allOf": [_ref("PlanSummary"), record({"plan": known["Plan"]})]},
        "Accepted": record({"items": many(_ref("PlannedSession"))}),
        "Adherence": record({"rates": _ref("RateMap"), "standings": _ref("SlotStandings")}),
        "Change": record({"change": TEXT, "made_at": MOMENT}),
    }
    return known | own


def _problem() -> Schema:
    issues = many(record({"path": TEXT, "message": TEXT}))
    return record({"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT, "hint": TEXT, "issues": issues})


def _solve() -> Schema:
    figures = dict.fromkeys(("incumbent", "bound", "gap"), or_nothing(NUMBER))
    progress = record({"phase": TEXT, **figures, "plans_found": WHOLE, "elapsed": NUMBER})
    return record(
        {
            **dict.fromkeys(("id", "engine", "message"), TEXT),
            "week_start": {"type": "string", "format": "date"},
            "begun_at": MOMENT,
            "state": words(*SolveState),
            "progress": or_nothing(progress),
            "plan": or_nothing(TEXT),
        }
    )


def _plan_summary() -> Schema:
    return record(
        {
            **dict.fromkeys(("id", "engine", "status"), TEXT),
            "week_start": {"type": "string", "format": "date"},
            "started_at": MOMENT,
            "accepted_at": or_nothing(MOMENT),
            **dict.fromkeys(("objective", "bound", "gap"), or_nothing(NUMBER)),
            "seconds": NUMBER,
        }
    )


def _page(item: str) -> Schema:
    numbers = dict.fromkeys(("total", "limit", "offset"), WHOLE)
    return record({"items": many(_ref(item)), **numbers, "next_offset": or_nothing(WHOLE)})


def _ref(name: str) -> Schema:
    return {"$ref": f"{SCHEMAS}{name}"}


class _Given(GenerateJsonSchema):
    """Schemas of models as requests write them: times of day as texts, too."""

    def function_before_schema(self, schema: Any) -> Any:
        """Return the schema of what a parser of ours takes beside whole minutes."""
        plain = super().function_before_schema(schema)
        if plain.get("type") == "integer":
            return {"anyOf": [{"type": "string", "pattern": r"^([0-2]?\d|30):[0-5]\d$"}, plain]}
        return plain


def _given() -> dict[str, Schema]:
    """Return what requests are, by name."""
    known: dict[str, Schema] = {}
    for name, given in GIVEN.items():
        known |= _schemas_of(name, given)
    return known


def _schemas_of(name: str, given: Given) -> dict[str, Schema]:
    adapter: TypeAdapter[Any] = given.kind if isinstance(given.kind, TypeAdapter) else TypeAdapter(given.kind)
    template = f"{SCHEMAS}{name}{{model}}"
    schema = _untitled(adapter.json_schema(mode="validation", schema_generator=_Given, ref_template=template))
    parts: dict[str, Schema] = schema.pop("$defs", {})
    for each in (schema, *parts.values()):
        _spare(each, given.optional)
    if "Behavior" in name:
        schema["properties"]["learning"] = TRUTH
    if name == "BehaviorChange":
        schema["properties"]["archived"] = TRUTH
    return {name: schema, **{f"{name}{part}": each for part, each in parts.items()}}


def _untitled(schema: Any) -> Any:
    """Return a schema without titles, after which programs call the types of a client: others have the same."""
    if isinstance(schema, list):
        return [_untitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {each: _untitled(own) for each, own in part.items()} if name in _NAMED else _untitled(part)
        for name, part in schema.items()
        if name != "title"
    }


def _spare(schema: Schema, optional: tuple[str, ...]) -> None:
    """Take out of the fields that are needed those that a request may leave out."""
    if "required" in schema:
        schema["required"] = [field for field in schema["required"] if field not in optional]
        if not schema["required"]:
            del schema["required"]


def _moved(schema: Any) -> Any:
    """Return a schema with its references to where OpenAPI keeps them."""
    if isinstance(schema, list):
        return [_moved(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: f"{SCHEMAS}{part.removeprefix(_DEFINITIONS)}" if name == "$ref" else _moved(part)
        for name, part in schema.items()
    }


def _needed(schemas: Mapping[str, Schema], paths: Any) -> dict[str, Schema]:
    """Return the schemas that the operations refer to, directly or through others."""
    found: dict[str, Schema] = {}
    wanted = list(_references(paths))
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = schemas[name]
            wanted += _references(found[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for name, each in part.items():
            if name == "$ref" and isinstance(each, str):
                if each.startswith(SCHEMAS):
                    yield each.removeprefix(SCHEMAS)
            else:
                yield from _references(each)
