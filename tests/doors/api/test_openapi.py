"""The OpenAPI document: complete, with examples that are what they say; and what it promises holds under fire."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from habitos_tui.doors.api.app import describe
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


def test_every_operation_needs_a_login_but_those_that_begin_one(document: dict[str, Any]) -> None:
    free = {name for name, operation in operations(document) if "security" not in operation}
    assert free == {
        "GET /v1/health",
        "POST /v1/auth/register",
        "POST /v1/auth/login",
        "POST /v1/auth/refresh",
    }


def test_what_is_drawn_from_the_document_never_breaks_the_server(planned: Served) -> None:
    """A small part of what `make torture` draws: for each operation something that is good, or something bad."""
    tried: list[str] = []
    for result in schemathesis.openapi.from_dict(describe()).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        takes_something = operation.body or operation.query or operation.path_parameters
        if takes_something and not operation.path.startswith(("/v1/auth", "/v1/solves")):
            mode = GenerationMode.NEGATIVE if len(tried) % 2 else GenerationMode.POSITIVE
            draw_one(planned, operation.as_strategy(generation_mode=mode), f"{mode} {operation.label}")
            tried.append(operation.label)
    assert len(tried) > 25


def draw_one(served: Served, strategy: SearchStrategy[Any], label: str) -> None:
    @given(case=strategy)
    @settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    def drawn(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost")
        headers = {**(sent.pop("headers") or {}), "Authorization": served.client.headers["Authorization"]}
        sent.pop("cookies", None)
        sent["content"] = sent.pop("data", None)
        answer = served.client.request(sent.pop("method"), sent.pop("url"), headers=headers, **sent)
        assert answer.status_code < 500, (label, answer.text)

    drawn()
