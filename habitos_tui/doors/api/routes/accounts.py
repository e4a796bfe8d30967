"""Registering, logging in, staying logged in, and ending that."""

import time
from typing import Annotated, Any

import anyio
from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.text.login_phrasing import report_sentence
from habitos_tui.doors.api.access import Caller, Mine, Who
from habitos_tui.doors.api.answers import body_of, nothing, optional_body_of, told
from habitos_tui.doors.api.describing import TOKENS_EXAMPLE, describes
from habitos_tui.doors.api.examples import NOT_TOLD, PROFILE
from habitos_tui.doors.api.keys import REFRESH
from habitos_tui.doors.api.requests import Credentials, Logout, PasswordChange, Refresh, Registration
from habitos_tui.doors.api.state import ApiState, State
from habitos_tui.errors import RestrictedError
from habitos_tui.services.accounts import Accounts

router = APIRouter(tags=["account"])
REGISTERED = {"message": "If nobody has that name, the profile is there now. Log in."}


@router.post(
    "/auth/register",
    status_code=202,
    **describes("Message", REGISTERED, 202, takes=Registration, login=False, problems=(403, 429)),
)
async def register(
    state: State, request: Request, wanted: Annotated[Registration, Depends(body_of(Registration))]
) -> Response:
    """Create a profile, if nobody has the name.

    The answer is the same either way, and comes after the same time: who has a profile here is told to nobody.
    Whoever knows the name and the password can log in then.
    """
    if not state.may_register:
        raise RestrictedError("Nobody can register here.", title="Registering is off", hint="Ask whoever runs this.")
    begun, accounts = time.monotonic(), state.accounts(request)
    await state.checked(lambda: accounts.register(wanted.name, wanted.password))
    await anyio.sleep(max(0.0, begun + state.registering_seconds - time.monotonic()))
    return told(REGISTERED, 202)


@router.post("/auth/login", **describes("Tokens", TOKENS_EXAMPLE, takes=Credentials, login=False, problems=(429,)))
async def log_in(
    state: State, request: Request, given: Annotated[Credentials, Depends(body_of(Credentials))]
) -> Response:
    """Log in to a profile that has a password, and get two tokens.

    `notice` says what happened to the password since the last login, such as wrong ones that were tried.
    """
    accounts = state.accounts(request)
    profile = await state.checked(lambda: accounts.authenticate_protected(given.name, given.password))
    return told(await to_thread.run_sync(lambda: _begun(state, accounts, profile)))


def _begun(state: ApiState, accounts: Accounts, profile: Profile) -> dict[str, Any]:
    now = state.directory.clock.now()
    login = state.logins.begin(profile)
    report = accounts.login_report(profile)
    notice = report_sentence(report, now.date(), protected=profile.protected)
    if report:
        accounts.note_told(profile)
    return state.tokens.pair(login, now) | {"notice": notice}


@router.post("/auth/refresh", **describes("Tokens", TOKENS_EXAMPLE, takes=Refresh, login=False))
def refresh(state: State, given: Annotated[Refresh, Depends(body_of(Refresh))]) -> Response:
    """Exchange a refresh token for two new tokens.

    Each is good once: one that is shown a second time was copied, and ends the login for whoever has it.
    """
    now = state.directory.clock.now()
    login = state.logins.exchange(*state.tokens.login_of(given.refresh_token, REFRESH, now))
    return told(state.tokens.pair(login, now) | {"notice": ""})


@router.post("/auth/logout", status_code=204, **describes(takes=Logout, body_needed=False))
def log_out(state: State, caller: Who, wanted: Annotated[Logout, Depends(optional_body_of(Logout))]) -> Response:
    """End all logins of the profile, or this one alone: their tokens count no more."""
    if wanted.everywhere:
        state.logins.end_all(caller.profile)
    else:
        state.logins.end(caller.login)
    return nothing()


@router.post("/auth/password", status_code=204, **describes(takes=PasswordChange, problems=(429,)))
async def change_password(
    state: State, request: Request, caller: Who, given: Annotated[PasswordChange, Depends(body_of(PasswordChange))]
) -> Response:
    """Give the profile another password, which ends all its logins, this one too."""
    accounts = state.accounts(request)
    await state.checked(lambda: _changed(state, accounts, caller, given))
    return nothing()


def _changed(state: ApiState, accounts: Accounts, caller: Caller, given: PasswordChange) -> None:
    accounts.change_password(caller.profile, given.old, given.new)
    state.logins.end_all(caller.profile)


@router.get(
    "/profile",
    **describes("Profile", PROFILE),
)
async def read_profile(mine: Mine) -> Response:
    """Tell whose profile it is, with its preferences."""
    return told(mine.profile.model_dump(mode="json", exclude=NOT_TOLD))
