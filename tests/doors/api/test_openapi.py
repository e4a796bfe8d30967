"""The OpenAPI document: complete, with examples that are what they say.

That it holds is tried in `tests/torture/http_requests.py`.
"""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from tests.doors.api.conftest import Served
from tests.support.cli import ROOT

COPY = ROOT / "docs" / "openapi.json"
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def document(served: Served) -> dict[str, Any]:
    found: dict[str, Any] = served.client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert method in METHODS
            yield f"{method.upper()} {path}", operation


def test_the_copy_in_the_docs_is_of_today(document: dict[str, Any]) -> None:
    assert json.loads(COPY.read_text(encoding="utf-8")) == document, "make man"


def test_every_operation_has_examples_that_fit(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation["description"], name
        bodies = [*operation["responses"].values(), *filter(None, [operation.get("requestBody")])]
        for content in (content for body in bodies for content in body.get("content", {}).values()):
            shown = content["examples"]["example"]["$ref"].rpartition("/")[2]
            value = document["components"]["examples"][shown]["value"]
            jsonschema_rs.validate({**content["schema"], "components": document["components"]}, value)
        for parameter in operation.get("parameters", []):
            for example in parameter["schema"].get("examples", parameter.get("examples", [])) or [parameter["example"]]:
                jsonschema_rs.validate({**parameter["schema"], "components": document["components"]}, example)


def test_programs_can_make_a_client_of_it(document: dict[str, Any]) -> None:
    """They call types after schemas, or after titles in them: each name is one type's."""
    names = list(document["components"]["schemas"])
    titles = [title for schema in document["components"]["schemas"].values() if (title := schema.get("title"))]
    assert all(name.isidentifier() for name in names)
    assert titles == []


def test_every_operation_needs_a_login_but_those_that_begin_one(document: dict[str, Any]) -> None:
    free = {name for name, operation in operations(document) if "security" not in operation}
    assert free == {
        "GET /v1/health",
        "POST /v1/auth/register",
        "POST /v1/auth/login",
        "POST /v1/auth/refresh",
    }
