"""The application: routers, guards and errors put together."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from habitos_tui import __version__
from habitos_tui.doors.api import problems
from habitos_tui.doors.api.answers import told
from habitos_tui.doors.api.guards import LOCAL_NAMES, AnswerHeaders, BodyLimit, HeadOfGet, HostCheck
from habitos_tui.doors.api.openapi import document_of
from habitos_tui.doors.api.routes import (
    accounts,
    agenda,
    behaviors,
    changes,
    health,
    insights,
    log,
    objectives,
    plans,
    rules,
    solves,
)
from habitos_tui.doors.api.state import ApiState

PREFIX = "/v1"
_TITLE = "habitos-tui"
_DOCUMENT = "/openapi.json"
_ROOMS = (health, accounts, behaviors, objectives, rules, agenda, log, solves, plans, insights, changes)
_NO_TELEMETRY = dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False)
"""FastAPI would hand what it notices to whatever is installed for that."""


def make_app(state: ApiState, names: Collection[str] = LOCAL_NAMES, *, addresses: bool = False) -> FastAPI:
    """Return the application; it answers those who call it by one of its `names`, or by any of the `addresses`."""
    guards: list[Any] = [
        Middleware(AnswerHeaders),
        Middleware(HeadOfGet),
        Middleware(problems.UnexpectedErrors),
        Middleware(HostCheck, names=names, addresses=addresses),
        Middleware(BodyLimit),
        Middleware(DailyCopy, state=state),
    ]
    more: dict[str, Any] = {"telemetry": _NO_TELEMETRY}
    app = FastAPI(
        title=_TITLE,
        version=__version__,
        # Their pages would load scripts from elsewhere; the document itself is told below.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        middleware=guards,
        lifespan=_lifespan(state),
        generate_unique_id_function=lambda route: route.name,
        **more,
    )
    app.state.api = state
    for room in _ROOMS:
        app.include_router(room.router, prefix=PREFIX)
    _tell_openapi(app)
    problems.install(app, _routes())
    return app


def _routes() -> list[Route]:
    """Return the operations as routes of the whole address."""
    routers = (route for room in _ROOMS for route in room.router.routes if isinstance(route, APIRoute))
    return [
        Route(_DOCUMENT, health.read_health, methods=["GET"]),
        *(Route(f"{PREFIX}{route.path}", route.endpoint, methods=[*(route.methods or ())]) for route in routers),
    ]


@cache
def describe() -> dict[str, Any]:
    """Return the OpenAPI document."""
    app = FastAPI(title=_TITLE, version=__version__, generate_unique_id_function=lambda route: route.name)
    for room in _ROOMS:
        app.include_router(room.router, prefix=PREFIX)
    return document_of(app)


def _tell_openapi(app: FastAPI) -> None:

    @app.get(_DOCUMENT, include_in_schema=False)
    def read_openapi() -> Response:
        return told(describe())


def _lifespan(state: ApiState) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await state.close()

    return lifespan


class DailyCopy:
    """Has the database copied with the first change of a day, once that is answered."""

    def __init__(self, app: ASGIApp, state: ApiState) -> None:
        self._app, self._state = app, state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        before = self._state.directory.database.commits
        await self._app(scope, receive, send)
        if scope["type"] == "http" and self._state.directory.database.commits != before:
            await self._state.back_up()
