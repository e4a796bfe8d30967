"""Who asks: the profile that an access token opens."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from habitos_tui.domain.model.profile import Profile
from habitos_tui.doors.api.keys import ACCESS
from habitos_tui.doors.api.state import ApiState, State
from habitos_tui.services.api_logins import LoginOverError
from habitos_tui.services.workspace import Workspace

BEARER = HTTPBearer(auto_error=False, scheme_name="access token", description="From login or refresh.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and by which login."""

    profile: Profile
    login: UUID


async def caller_of(state: ApiState, token: str) -> Caller:
    """Return whose access token it is; LoginOverError for none."""
    now = state.directory.clock.now()
    login, _ = state.tokens.login_of(token, ACCESS, now)
    # Whether the login itself is over by now is looked at each minute.
    minute = int(now.timestamp()) // 60
    profile = await state.answers.get(("login", login, minute), lambda: state.logins.owner(login))
    return Caller(profile, login)


async def _caller(
    state: State, request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
) -> Caller:
    if credentials is None:
        raise LoginOverError("This needs an access token.", hint="Log in, and send it as: Authorization: Bearer …")
    return await caller_of(state, credentials.credentials)


Who = Annotated[Caller, Depends(_caller)]


async def _workspace(state: State, caller: Who) -> Workspace:
    return state.directory.open_workspace(caller.profile, guest=True)


Mine = Annotated[Workspace, Depends(_workspace)]
"""What the one who asks can do."""
