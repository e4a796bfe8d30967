"""A server of the API in this process, for alice who has a password, at the usual moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.doors.api.app import make_app
from habitos_tui.doors.api.keys import Tokens
from habitos_tui.doors.api.solving import Solves
from habitos_tui.doors.api.state import ApiState
from habitos_tui.services.workspace import Workspace
from tests.support.household import NOW, PASSWORD, add_alice, make_household

KEY = bytes(range(64))
HERE = ("127.0.0.1", 50000)


@dataclass
class Served:
    """A server with what it serves, and a client that is logged in."""

    household: DataDirectory
    state: ApiState
    client: TestClient

    def __call__(self, method: str, path: str, body: Any = None, status: int = 200, **more: Any) -> Any:
        """Return what is answered, which has this status; None for nothing."""
        sent = {} if body is None else {"json": body}
        answer = self.client.request(method, f"/v1{path}", **sent, **more)
        assert answer.status_code == status, answer.text
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["status"] == status
        return answer.json() if answer.content else None

    @property
    def workspace(self) -> Workspace:
        """What alice can do, as she does it elsewhere."""
        (profile,) = (one for one in self.household.accounts.profiles() if one.name == "alice")
        return self.household.open_workspace(profile)

    def log_in(self, name: str = "alice", password: str = PASSWORD) -> dict[str, Any]:
        """Return the tokens of a new login, with which the client goes on."""
        tokens: dict[str, Any] = self("POST", "/auth/login", {"name": name, "password": password})
        self.use(tokens["access_token"])
        return tokens

    def use(self, token: str) -> None:
        """Go on with an access token."""
        self.client.headers["Authorization"] = f"Bearer {token}"


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    clients = []

    def begin(*, planned: bool = False, command: list[str] | None = None, **options: Any) -> Served:
        household = make_household(tmp_path)
        add_alice(household, PASSWORD, planned=planned)
        state = ApiState(household, Tokens(lambda: KEY), Solves(command), registering_seconds=0, **options)
        state.backed_up = household.clock.now().date()
        client = TestClient(make_app(state), base_url="http://localhost", client=HERE, raise_server_exceptions=False)
        clients.append(client.__enter__())
        return Served(household, state, client)

    yield begin
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def served(serve: Serve) -> Served:
    """A server that alice is logged in at."""
    found = serve()
    found.use(found.state.tokens.pair(found.state.logins.begin(found.workspace.profile), NOW)["access_token"])
    return found


@pytest.fixture
def planned(serve: Serve) -> Served:
    """The same with a planned week."""
    found = serve(planned=True)
    found.use(found.state.tokens.pair(found.state.logins.begin(found.workspace.profile), NOW)["access_token"])
    return found
