"""What every request has to pass, and how errors are told that no operation foresaw."""

import json
from unittest import mock

import anyio
import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.doors.api.app import make_app
from habitos_tui.doors.api.guards import MAX_BODY
from habitos_tui.errors import BusyError, HabitosError
from habitos_tui.services.tracking import Tracking
from tests.doors.api.conftest import Served


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8420", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8420", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("192.0.2.7", 421),
        ("", 421),
    ],
)
def test_the_server_answers_to_its_own_names_alone(served: Served, host: str, status: int) -> None:
    served("GET", "/health", status=status, headers={"Host": host})


def test_a_server_for_other_machines_answers_to_addresses_and_given_names(served: Served) -> None:
    client = TestClient(make_app(served.state, {"plan.example"}, addresses=True))
    for host, status in (("192.0.2.7:80", 200), ("[2001:db8::7]", 200), ("plan.example", 200), ("localhost", 421)):
        assert client.get("/v1/health", headers={"Host": host}).status_code == status


def test_no_page_of_a_stranger_may_ask(served: Served) -> None:
    answer = served.client.options(
        "/v1/today", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]
    answer = served.client.get("/v1/today", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_the_head_of_an_answer_can_be_asked_for_alone(served: Served) -> None:
    head, whole = (served.client.request(method, "/v1/today") for method in ("HEAD", "GET"))
    assert (head.status_code, head.content, head.headers) == (200, b"", whole.headers)
    assert served.client.head("/v1/days/soon").status_code == 422
    refused = served.client.head("/v1/undo")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_a_client_that_leaves_is_no_fault(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    coming: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    kind = (b"content-type", b"application/json")
    scope = {"type": "http", "method": "POST", "path": "/v1/auth/login", "headers": [(b"host", b"localhost"), kind]}
    app = make_app(served.state)
    anyio.run(lambda: app({**scope, "query_string": b"", "client": ("127.0.0.1", 1)}, receive, send))
    assert capsys.readouterr().err == ""


def test_a_body_has_an_end(served: Served) -> None:
    large = b'{"name": "' + b"x" * MAX_BODY + b'"}'
    for content in (large, iter([large[:10], large[10:]])):
        answer = served.client.post("/v1/behaviors", content=content, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["title"]) == (413, "Too large")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b'"text"', 422),
        (b'{"behavior": "run", "behavior": "read"}', 422),
        (b'{"behavior": "\\ud800"}', 422),
        (b'{"behavior": "run", "amount": NaN}', 422),
        (b'{"behavior": "run", "minutes": ' + b"9" * 5000 + b"}", 422),
        (b"[" * 100_000, 422),
        (b'{"behavior": "\xff"}', 422),
    ],
)
def test_a_body_is_strict_json(served: Served, content: bytes, status: int) -> None:
    answer = served.client.post("/v1/log/done", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["detail"].startswith("The body")


def test_a_form_is_no_json(served: Served) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = served.client.post("/v1/log/done", content=b'{"behavior": "run"}', headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["title"]) == (415, "Not JSON")
    assert served("GET", "/log")["total"] == 0


def test_what_is_not_there_or_cannot_be_done_is_a_problem(served: Served) -> None:
    assert served("GET", "/nothing", status=404)["type"] == "urn:habitos-tui:problem:not-found"
    assert served.client.get("/docs").status_code == served.client.get("/redoc").status_code == 404
    answer = served.client.put("/v1/today")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert served.client.put("/v1/behaviors/a/b").headers["allow"] == "DELETE, GET, HEAD, PATCH"
    assert served.client.put("/openapi.json").headers["allow"] == "GET, HEAD"


def test_an_unexpected_error_tells_nothing_and_ends_nothing(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    with mock.patch.object(Tracking, "day", side_effect=RuntimeError("secret of alice")):
        problem = served("GET", "/today", status=500)
    assert "secret" not in json.dumps(problem)
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "secret" not in told
    served("GET", "/today")


def test_where_the_data_are_is_told_to_the_host_alone(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    error = HabitosError("“habitos.db” cannot be used: no space left.", title="The data directory cannot be used")
    with mock.patch.object(Tracking, "day", side_effect=error):
        problem = served("GET", "/today", status=503)
    assert "habitos.db" not in json.dumps(problem)
    assert "habitos.db" in capsys.readouterr().err


def test_a_database_that_is_gone_is_told_to_the_host_alone(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    served.household.database.path.unlink()
    assert served("GET", "/today", status=503)["title"] == "The data cannot be used"
    assert "habitos.db" in capsys.readouterr().err


def test_whoever_waits_for_another_program_may_try_again(served: Served) -> None:
    with mock.patch.object(Tracking, "day", side_effect=BusyError("It is busy.")):
        answer = served.client.get("/v1/today")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_hints_for_a_command_line_are_left_out(served: Served) -> None:
    assert served("GET", "/rules/nothing", status=404)["hint"] == ""
    assert served("GET", "/rules/workday", status=404)["hint"] == "Did you mean “workdays”?"


def test_the_first_change_of_a_day_is_followed_by_a_copy(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(DataDirectory, "back_up_today", lambda _, *, renew: made.append(renew))
    served.state.backed_up = None
    served("GET", "/today")
    assert made == []
    for name in ("music", "sound"):
        served("POST", "/objectives", {"name": name, "weight": 1}, 201)
    assert made == [False]
