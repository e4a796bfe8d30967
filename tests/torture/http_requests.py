"""Requests drawn from the API's own description, good ones and bad ones, at a profile with hostile names.

Each is answered as the description says: with a status that it lists, in a form that it shows, and never with a failure
of the server. What draws them is loaded where it is needed: that takes longer than all other topics together.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count as numbers
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from schemathesis.generation import GenerationMode
    from starlette.testclient import TestClient

    from habitos_tui.doors.api.state import ApiState

from tests.support.household import PASSWORD, create_hostile, make_household
from tests.torture.promises import Promise, Tally

EACH: Final = 10
"""Requests of one kind that are drawn in a row: to prepare for that takes longer than many of them."""
FINDS_NOTHING: Final = [sys.executable, "-I", "-c", 'print(\'{"failed": {"message": "It found nothing."}}\')']
"""In the place of a search."""


class DrawnRequests:
    """A server, a profile in it, and what it says of itself."""

    def __init__(self, state: ApiState, client: TestClient) -> None:
        from habitos_tui.doors.api.app import describe

        self._state, self._client = state, client
        self._profile = state.directory.accounts.profiles()[0]
        self._components = describe()["components"]
        self._described = describe()["paths"]

    def draw(self, operation: Any, mode: GenerationMode, seed: int, tally: Tally) -> None:
        """Draw some requests of an operation, and count each as a trial."""
        import hypothesis

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=EACH,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
            database=None,
            deadline=None,
        )
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def drawn(case: Any) -> None:
            with tally.trial(f"{mode.value} {operation.label}"):
                self._ask(operation, case)

        drawn()

    def _ask(self, operation: Any, case: Any) -> None:
        now = self._state.directory.clock.now()
        token = self._state.tokens.pair(self._state.logins.begin(self._profile), now)["access_token"]
        sent = case.as_transport_kwargs(base_url="http://localhost")
        headers = {**(sent.pop("headers") or {}), "Authorization": f"Bearer {token}"}
        sent.pop("cookies", None)
        content = sent.pop("data", None)
        answer = self._client.request(sent.pop("method"), sent.pop("url"), headers=headers, content=content, **sent)
        assert answer.status_code < 500, answer.text
        if answer.status_code != 405:  # an address that was drawn may be another one
            self._check(self._described[operation.path][operation.method]["responses"], answer)

    def _check(self, described: Mapping[str, Any], answer: Any) -> None:
        import jsonschema_rs

        from habitos_tui.doors.api.describing import SCHEMAS
        from habitos_tui.doors.api.problems import MEDIA_TYPE

        status, kind = str(answer.status_code), answer.headers.get("content-type", "")
        assert status in described or status == "404", f"{status} is not described: {answer.text}"
        if status == "204":
            assert not answer.content
        elif int(status) < 400:
            schema = described[status]["content"]["application/json"]["schema"]
            jsonschema_rs.validate({**schema, "components": self._components}, answer.json())
        else:
            assert kind == MEDIA_TYPE, kind
            schema = {"$ref": f"{SCHEMAS}Problem", "components": self._components}
            jsonschema_rs.validate(schema, answer.json())


@contextmanager
def served() -> Iterator[DrawnRequests]:
    """Serve the API in this process."""
    from starlette.testclient import TestClient

    from habitos_tui.doors.api.app import make_app
    from habitos_tui.doors.api.keys import Tokens
    from habitos_tui.doors.api.solving import Solves
    from habitos_tui.doors.api.state import ApiState

    with TemporaryDirectory() as folder:
        household = make_household(Path(folder))
        household.accounts.change_password(create_hostile(household), None, PASSWORD)
        state = ApiState(
            household, Tokens(lambda: bytes(64)), Solves(FINDS_NOTHING), may_register=True, registering_seconds=0
        )
        state.backed_up = household.clock.now().date()
        app = make_app(state)
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
            yield DrawnRequests(state, client)


def requests_drawn(count: int, seed: int) -> Tally:
    """Draw so many requests, of one operation after the other."""
    tally, draw, ways = Tally(), random.Random(seed), list(_ways())
    draw.shuffle(ways)
    tally.figures = {"operations": str(len({operation.label for operation, _ in ways}))}
    with served() as drawn:
        for number in numbers():
            if tally.tried >= count:
                break
            drawn.draw(*ways[number % len(ways)], seed + number, tally)
    return tally


def _ways() -> Iterator[tuple[Any, GenerationMode]]:
    """Yield each operation as it wants to be asked; and as it does not, where it takes anything that could be wrong."""
    import schemathesis
    from schemathesis.core.result import Ok
    from schemathesis.generation import GenerationMode

    from habitos_tui.doors.api.app import describe

    for found in schemathesis.openapi.from_dict(describe()).get_all_operations():
        assert isinstance(found, Ok)
        operation: Any = found.ok()
        yield operation, GenerationMode.POSITIVE
        if operation.body or operation.query or operation.path_parameters:
            yield operation, GenerationMode.NEGATIVE


PROMISES: Final = (
    Promise(
        "Requests drawn from the HTTP API's own description, as it wants them and as it does not, at a profile with "
        "hostile names; each is answered as it says, and none with a failure of the server",
        5_000,
        20,
        requests_drawn,
    ),
)
