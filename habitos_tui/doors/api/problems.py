"""Errors as problem details (RFC 9457): what a person would be told, with the status that fits."""

import re
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habitos_tui.cli.crash import sentence
from habitos_tui.domain.model.validation import issues_in
from habitos_tui.domain.text.login_phrasing import wait_words
from habitos_tui.doors.api.answers import json_bytes
from habitos_tui.errors import (
    BusyError,
    HabitosError,
    InvalidInputError,
    NoProfileError,
    NotFoundError,
    NotInTimeError,
    OutdatedError,
    RestrictedError,
    TooManyTriesError,
    WrongPasswordError,
)

MEDIA_TYPE: Final = "application/problem+json"
_TYPES: Final = "urn:habitos-tui:problem:"
"""What kinds of problems are named with, in `type`, before their own name."""

KINDS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("bad-request", "Bad request"),
    401: ("not-logged-in", "Not logged in"),
    403: ("forbidden", "Forbidden"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Method not allowed"),
    409: ("conflict", "Changed meanwhile"),
    413: ("too-large", "Too large"),
    415: ("not-json", "Not JSON"),
    421: ("misdirected", "Misdirected request"),
    422: ("invalid", "Not possible"),
    429: ("too-many-tries", "Too many tries"),
    500: ("unexpected", "Something went wrong"),
    503: ("unavailable", "Not available"),
}
"""By status: the name of the kind, and its usual title. No other status is ever answered with a problem."""

_STATUSES: Final[Mapping[type[HabitosError], HTTPStatus]] = {
    TooManyTriesError: HTTPStatus.TOO_MANY_REQUESTS,
    WrongPasswordError: HTTPStatus.UNAUTHORIZED,
    NoProfileError: HTTPStatus.UNAUTHORIZED,
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    OutdatedError: HTTPStatus.CONFLICT,
    RestrictedError: HTTPStatus.FORBIDDEN,
    NotInTimeError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
}
_OF_THE_COMMAND_LINE: Final = re.compile(r"habitos-tui|(?<!\w)--\w")
"""In a hint: what somebody elsewhere cannot follow."""
_RETRY_SECONDS: Final = 5


class ProblemError(HabitosError):
    """A problem that only the API has, with its own status."""

    def __init__(self, status: HTTPStatus, message: str, *, title: str = "", hint: str = "", retry: int = 0) -> None:
        """`retry` is in how many seconds it may be tried again; 0 does not say."""
        super().__init__(message, title=title or KINDS[status][1], hint=hint)
        self.status = status
        self.retry = retry


def install(app: FastAPI, routes: Sequence[Route]) -> None:
    """Let every error of an app with these routes be answered with a problem."""
    app.state.routes = routes
    app.add_exception_handler(HabitosError, _answered(of_error))
    app.add_exception_handler(RequestValidationError, _answered(_of_request))
    app.add_exception_handler(HTTPException, _of_http)


def problem(
    status: int, title: str, detail: str, hint: str = "", issues: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    """Return a problem as its document; `issues` name a field each, and what is wrong with it."""
    name, usual = KINDS[status]
    return {
        "type": f"{_TYPES}{name}",
        "title": title or usual,
        "status": int(status),
        "detail": detail,
        "hint": hint,
        "issues": [{"path": path, "message": said} for path, said in issues],
    }


def response(document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer with a problem."""
    return Response(json_bytes(document), document["status"], dict(headers or {}), MEDIA_TYPE)


def of_error(error: Exception) -> Response:
    """Return the answer to an error of ours."""
    if not isinstance(error, HabitosError):
        raise TypeError from error
    if isinstance(error, ProblemError):
        retry = {"Retry-After": str(error.retry)} if error.retry else {}
        return response(problem(error.status, error.title, error.message, error.hint), retry)
    status = next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), None)
    if status is None:
        return _of_server(error)
    hint = "" if _OF_THE_COMMAND_LINE.search(error.hint) else error.hint
    if isinstance(error, TooManyTriesError):
        said = f"There were too many tries; try again in {wait_words(error.seconds)}."
        return response(problem(status, "", said), {"Retry-After": str(error.seconds)})
    if isinstance(error, BusyError):
        said = "Another program is writing. Nothing was changed."
        return response(problem(status, error.title, said), {"Retry-After": str(_RETRY_SECONDS)})
    issues = error.issues if isinstance(error, InvalidInputError) else ()
    return response(problem(status, error.title, error.message, hint, issues), _challenge(status))


def _challenge(status: HTTPStatus) -> Mapping[str, str]:
    return {"WWW-Authenticate": 'Bearer realm="habitos-tui"'} if status is HTTPStatus.UNAUTHORIZED else {}


def _of_server(error: HabitosError) -> Response:
    """Return the answer where the data cannot be used; what is wrong, and where they are, is told to the host."""
    print(f"{error.title}: {error.message} {error.hint}".rstrip(), file=sys.stderr, flush=True)
    said = "The server cannot use its data at the moment."
    hint = "Whoever runs the server is told why."
    return response(problem(HTTPStatus.SERVICE_UNAVAILABLE, "The data cannot be used", said, hint))


def _of_request(error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise TypeError from error
    details = [detail | {"loc": detail["loc"][1:] or detail["loc"]} for detail in error.errors()]
    issues = issues_in(details)
    said = "; ".join(f"{path}: {said}" for path, said in issues[:3])
    return response(problem(HTTPStatus.UNPROCESSABLE_ENTITY, InvalidInputError.title, f"{said}.", issues=issues))


async def _of_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise TypeError from error
    said = _SENTENCES.get(error.status_code, str(error.detail))
    headers = error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_allowed(request))}
    return response(problem(error.status_code, "", said), headers)


def _allowed(request: Request) -> list[str]:
    """Return every method that there is for an address; the error names those of one route."""
    known: Sequence[Route] = request.app.state.routes
    found = (route.methods or () for route in known if route.path_regex.match(request.url.path))
    return sorted({method for methods in found for method in methods})


_SENTENCES: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "That cannot be done with what is at this address.",
    HTTPStatus.BAD_REQUEST: "The request cannot be read.",
}


def _answered(answer: Callable[[Exception], Response]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(_request: Request, error: Exception) -> Response:
        return answer(error)

    return handler


class UnexpectedErrors:
    """Answers an error that nobody foresaw with a problem that tells nothing, and the host with its kind and place."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run what is behind it."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:  # while it was sending its body: nobody is there to answer, and nothing went wrong
            return
        except Exception as error:  # noqa: BLE001 - one request must not end the server, nor tell what is inside
            print(sentence(type(error), error.__traceback__), file=sys.stderr, flush=True)
            if not begun and scope["type"] == "http":
                told = problem(500, "", "An unexpected error came up; whoever runs the server is told.")
                await response(told)(scope, receive, send)
            elif not begun:
                await send({"type": "websocket.close", "code": 1011})
