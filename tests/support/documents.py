"""Holds what the command line prints as JSON against docs/documents.schema.json, and finds fields it does not name."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

SCHEMA: Final = Path(__file__).parents[2] / "docs" / "documents.schema.json"

WHOLE_PROFILE: Final = "habitos-profile/1"
"""Has a schema and a test of its own."""

TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
FORMATS: Final[dict[str, Callable[[str], object]]] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uuid": UUID,
}


@cache
def whole() -> dict[str, Any]:
    """Return the schema of all documents."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


@cache
def by_format() -> dict[str, dict[str, Any]]:
    """Return the schema of each format."""
    return {schema["allOf"][0]["properties"]["format"]["const"]: schema for schema in whole()["oneOf"]}


def faults(document: Any) -> list[str]:
    """Return what is wrong with a document, each with its place."""
    if not isinstance(document, dict) or document.get("format") not in by_format():
        return [f"no document of a known format: {str(document)[:100]}"]
    if document["format"] == WHOLE_PROFILE:
        return []
    return list(dict.fromkeys(_faults(document, by_format()[document["format"]], document["format"], set())))


def _faults(value: Any, schema: dict[str, Any], place: str, named: set[str]) -> Iterator[str]:
    """Yield the faults of a value; `named` holds the fields that schemas around this one name."""
    parts = [each for name in ("$ref", "allOf", "anyOf", "oneOf") for each in _parts(schema, name)]
    around = named | _names(schema)
    for each in _parts(schema, "$ref") + schema.get("allOf", []):
        yield from _faults(value, each, place, around)
    ways = schema.get("anyOf", []) + schema.get("oneOf", [])
    if ways:
        found = [list(_faults(value, each, place, around)) for each in ways]
        yield from min(found, key=len)
    yield from _own_faults(value, schema, place)
    if isinstance(value, dict):
        yield from _of_fields(value, schema, place, around if "properties" in schema or parts else None)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _faults(item, schema["items"], f"{place}[{index}]", set())


def _of_fields(value: dict[str, Any], schema: dict[str, Any], place: str, known: set[str] | None) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name}: is missing"
    for name, item in value.items():
        if name in schema.get("properties", {}):
            yield from _faults(item, schema["properties"][name], f"{place}.{name}", set())
        elif isinstance(more := schema.get("additionalProperties"), dict):
            yield from _faults(item, more, f"{place}.{name}", set())
        elif "properties" in schema and known is not None and name not in known:
            yield f"{place}.{name}: is not in the schema"


def _own_faults(value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{place}: {value!r} is no {' or '.join(kinds)}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, str) and (read := FORMATS.get(schema.get("format", ""))) is not None:
        try:
            read(value)
        except ValueError:
            yield f"{place}: {value!r} is no {schema['format']}"


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and isinstance(value, bool) is (kind == "boolean")


def _parts(schema: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the schemas that one consists of, by the keyword; a reference is resolved."""
    if name not in schema:
        return []
    referred = schema[name] if name != "$ref" else [whole()["$defs"][schema[name].removeprefix("#/$defs/")]]
    found: list[dict[str, Any]] = referred
    return found


def _names(schema: dict[str, Any]) -> set[str]:
    """Return the fields that a schema names, also by what it refers to."""
    parts = (each for name in ("$ref", "allOf", "anyOf", "oneOf") for each in _parts(schema, name))
    return set(schema.get("properties", ())).union(*map(_names, parts))
