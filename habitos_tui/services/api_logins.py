"""Logins through the HTTP API: begun with a password, kept up by exchanging one refresh token for the next.

Each login has one refresh token that counts, known by how many were exchanged before it. Whoever brings an older one
has copied it, or was copied: nobody can tell which of the two it is, so the login ends for both. A login also ends with
the password it was begun with, whoever changed that and wherever.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from habitos_tui.clock import Clock
from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import WrongPasswordError
from habitos_tui.storage.api_logins import ApiLogin, ApiLoginRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.profiles import ProfileRepository

LASTS: Final = timedelta(days=30)
"""Since it was used last."""
MOST: Final = 50
"""Logins that one profile has at a time; a further one ends the one that was used longest ago."""


class LoginOverError(WrongPasswordError):
    """A login that has ended, or was never there."""

    title = "Not logged in"


class ApiLogins:
    """The logins of everybody in a database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._logins = ApiLoginRepository(database)
        self._profiles = ProfileRepository(database)

    def begin(self, profile: Profile) -> ApiLogin:
        """Begin a login of a profile whose password was right."""
        now = self._now()
        with self._database.unit():
            mark = self._mark_of(profile.id)
            if mark is None:
                raise _over()
            login = ApiLogin(uuid4(), profile.id, mark, 0, now, now + LASTS)
            self._logins.put(login)
            self._logins.tidy(profile.id, now, MOST)
        return login

    def owner(self, login_id: UUID) -> Profile:
        """Return whose login it is, as the profile is stored now; LoginOverError when it is over."""
        with self._database.reading():
            login = self._logins.get(login_id)
            stored = None if login is None else self._profiles.by_id(login.owner_id)
        if login is None or stored is None or not self._holds(login, _mark(stored.password_hash)):
            raise _over()
        return stored.profile

    def exchange(self, login_id: UUID, exchanges: int) -> ApiLogin:
        """Return the login with its next refresh token, for the one that was made after so many `exchanges`.

        LoginOverError when the login is over, and when that token was exchanged before: then it is over from now on.
        """
        now = self._now()
        with self._database.unit():
            login = self._logins.get(login_id)
            if login is not None and self._holds(login, self._mark_of(login.owner_id)) and login.exchanges == exchanges:
                following = replace(login, exchanges=exchanges + 1, used_at=now, expires_at=now + LASTS)
                self._logins.put(following)
                return following
            self._logins.delete(login_id)
        raise _over()

    def end(self, login_id: UUID) -> None:
        """End a login."""
        self._logins.delete(login_id)

    def end_all(self, profile: Profile) -> None:
        """End all logins of a profile."""
        self._logins.delete_all(profile.id)

    def end_everybodys(self) -> None:
        """End all logins of all profiles."""
        self._logins.delete_everybodys()

    def _holds(self, login: ApiLogin, mark: str | None) -> bool:
        return login.password_mark == mark and login.expires_at > self._now()

    def _mark_of(self, owner_id: UUID) -> str | None:
        stored = self._profiles.by_id(owner_id)
        return None if stored is None else _mark(stored.password_hash)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)


def _mark(password_hash: str | None) -> str | None:
    """Return what tells a password from the next one; None for none, with which nobody gets in."""
    return None if password_hash is None else sha256(password_hash.encode()).hexdigest()


def _over() -> LoginOverError:
    return LoginOverError("You are not logged in, or no longer.", hint="Log in again.")
