"""JSON Schemas of values as documents have them: of models, of dataclasses with their derived figures, and of parts."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from habitos_tui.cli.document import derived_hints

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
NUMBER: Final[Schema] = {"type": "number"}
TRUTH: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
CLOCK: Final[Schema] = {"type": "string", "pattern": r"^\d\d:\d\d$"}
NOTHING: Final[Schema] = {"type": "null"}
ANYTHING: Final[Schema] = {}


def record(needed: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of an object with fields that are always there, and some that may be."""
    return {"type": "object", "properties": {**needed, **(optional or {})}, "required": list(needed)}


def many(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def named(schema: Schema) -> Schema:
    """Return the schema of an object whose names are data, such as those of objectives."""
    return {"type": "object", "additionalProperties": schema}


def either(*schemas: Schema) -> Schema:
    """Return the schema of what fits one of some."""
    return {"anyOf": list(schemas)}


def or_nothing(schema: Schema) -> Schema:
    """Return the schema of what may be null."""
    return either(schema, NOTHING)


def words(*allowed: str) -> Schema:
    """Return the schema of one of some words."""
    return {"type": "string", "enum": list(allowed)}


class _Written(GenerateJsonSchema):
    """Schemas of models as they are written, also of those that leave out what they have not."""

    def ser_schema(self, schema: Any) -> Any:
        """Return the schema of what a serializer makes; one that only leaves fields out changes none."""
        return None if schema["type"] == "function-wrap" else super().ser_schema(schema)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Any:
        """Return a schema without its default, which only matters where a document is read."""
        return self.generate_inner(schema["schema"])


class Definitions:
    """Schemas by name, that others refer to."""

    def __init__(self) -> None:
        self.known: dict[str, Schema] = {}

    def model(self, kind: Any, *, sparse: bool = False) -> Schema:
        """Return the schema of a model, or of anything else that pydantic knows.

        A sparse one is written without what is not set.
        """
        adapter: TypeAdapter[Any] = kind if isinstance(kind, TypeAdapter) else TypeAdapter(kind)
        found = adapter.json_schema(mode="serialization", schema_generator=_Written)
        for name, schema in found.pop("$defs", {}).items():
            self._add(name, _plain(schema), sparse=sparse)
        if "properties" not in found:
            only: Schema = _plain(found)
            return only
        return self._add(found["title"], _plain(found), sparse=sparse)

    def figures(self, hint: Any) -> Schema:
        """Return the schema of a frozen dataclass, or anything in one, as `document` writes it."""
        if is_dataclass(hint) and isinstance(hint, type):
            return self._dataclass(hint)
        parts = [part for part in get_args(hint) if part is not Ellipsis]
        if get_origin(hint) in {tuple, list}:
            return many(self._one_of(parts))
        if get_origin(hint) in {Union, UnionType}:
            return self._one_of(parts)
        return NOTHING if hint is NoneType else self.model(hint)

    def _one_of(self, hints: Iterable[Any]) -> Schema:
        found: list[Schema] = []
        for schema in map(self.figures, hints):
            if schema not in found:
                found.append(schema)
        return found[0] if len(found) == 1 else either(*found)

    def _dataclass(self, kind: type) -> Schema:
        name = kind.__name__
        if name not in self.known:
            self.known[name] = {}  # known while it is made, if it holds itself
            hints = get_type_hints(kind)
            own = {field.name: self.figures(hints[field.name]) for field in fields(kind)}
            derived = {each: self.figures(hint) for each, hint in derived_hints(kind).items()}
            self.known[name] = record(own | derived)
        return {"$ref": f"#/$defs/{name}"}

    def _add(self, name: str, schema: Schema, *, sparse: bool) -> Schema:
        """Keep a schema; a model that is written sparsely somewhere needs only what is always there."""
        if not sparse and "properties" in schema:
            schema["required"] = list(schema["properties"])
        before = self.known.get(name, schema).get("required", [])
        if "required" in schema:
            schema["required"] = [field for field in schema["required"] if field in before]
        self.known[name] = schema
        return {"$ref": f"#/$defs/{name}"}


_LEFT_OUT: Final = frozenset({"title", "description", "discriminator"})


def _plain(schema: Any) -> Any:
    """Return a schema without what a reader of documents has no use for; names of properties stay.

    Nor does it forbid further fields, since documents may have more one day.
    """
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {each: _plain(own) for each, own in part.items()} if name == "properties" else _plain(part)
        for name, part in schema.items()
        if name not in _LEFT_OUT and part is not False
    }
