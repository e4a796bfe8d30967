"""What assistants are told of the tools, written into a file: working it out takes longer than a start may."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from habitos_tui.cli.schema_of import NOTHING, Definitions, Schema
from habitos_tui.doors.mcp.tool import Tool
from habitos_tui.doors.mcp.tools import all_tools

FILE: Final = files("habitos_tui.doors.mcp") / "tools.json"

_WHOLE: Final = "#/$defs/"


def tools_text() -> str:
    """Return the text of the file: name, title, description, schemas and hints of every tool."""
    return json.dumps([_told(tool) for tool in all_tools()], ensure_ascii=False, indent=1) + "\n"


def _told(tool: type[Tool]) -> dict[str, Any]:
    return {
        "name": tool.NAME,
        "title": tool.TITLE,
        "description": _one_paragraph_each(tool.__doc__ or ""),
        "inputSchema": _arguments(tool),
        "outputSchema": _answer(tool),
        "annotations": {
            "readOnlyHint": not tool.WRITES,
            "destructiveHint": tool.REMOVES,
            "idempotentHint": not tool.WRITES,
            "openWorldHint": False,
        },
    }


def _one_paragraph_each(text: str) -> str:
    """Return a docstring without the line breaks within its paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _arguments(tool: type[Tool]) -> Schema:
    """Return the schema of the arguments, as plain as it can be said."""
    found = tool.model_json_schema()
    found.pop("description", None)
    plain: Schema = _plain(found)
    return {"type": "object", **plain}


def _plain(schema: Any) -> Any:
    """Return a schema without titles; what may be left out or be null is told as what may be left out."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if NOTHING in (ways := schema.get("anyOf", [])) and len(ways) == 2:
        (way,) = (each for each in ways if each != NOTHING)
        schema = {name: part for name, part in schema.items() if name not in {"anyOf", "default"}} | way
    return {
        name: {each: _plain(own) for each, own in part.items()} if name == "properties" else _plain(part)
        for name, part in schema.items()
        if name != "title"
    }


def _answer(tool: type[Tool]) -> Schema:
    """Return the schema of the answer with all that it refers to; what holds nothing is left out of answers."""
    if isinstance(tool.KIND, str):
        schema, known = _documents()
        root = schema[tool.KIND]
    else:
        definitions = Definitions()
        root = definitions.model(tool.KIND)
        known = definitions.known
    plain = _sparse(_resolved(root, known))
    needed = dict(sorted(_needed(plain, known).items()))
    return {"type": "object", **plain, **({"$defs": needed} if needed else {})}


@cache
def _documents() -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schemas of what `--json` prints by kind, and those that they refer to."""
    from habitos_tui.cli.schemas import kinds

    definitions = Definitions()
    return kinds(definitions), definitions.known


def _resolved(root: Schema, known: Mapping[str, Schema]) -> Schema:
    """Return a schema that is nothing but a reference as what it refers to: its type must stand at the top."""
    return known[root["$ref"].removeprefix(_WHOLE)] if set(root) == {"$ref"} else root


def _needed(schema: Schema, known: Mapping[str, Schema]) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in found:
                found[name] = _sparse(known[name])
                waiting.append(found[name])
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for part in schema:
            yield from _references(part)
    elif isinstance(schema, dict):
        if isinstance(reference := schema.get("$ref"), str):
            yield reference.removeprefix(_WHOLE)
        for part in schema.values():
            yield from _references(part)


def _sparse(schema: Any) -> Any:
    """Return a schema in which every field may be missing, and what a suggestion proposes is just an object.

    What that may be, all kinds of rules among it, would be most of what clients are told.
    """
    if isinstance(schema, list):
        return [_sparse(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("properties"), dict) and "oneOf" in schema["properties"].get("proposal", {}):
        schema = schema | {"properties": schema["properties"] | {"proposal": {"type": "object"}}}
    return {name: _sparse(part) for name, part in schema.items() if name != "required" or not isinstance(part, list)}
