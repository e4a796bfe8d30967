"""Tokens: what a program shows instead of a password, signed with a key that stays in the data directory.

An access token opens everything for some minutes. A refresh token is good for the next two of both kinds, once.
"""

import secrets
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import jwt

from habitos_tui.atomic_file import create_once, write_atomically
from habitos_tui.errors import HabitosError
from habitos_tui.paths import usable
from habitos_tui.services.api_logins import LASTS, LoginOverError
from habitos_tui.storage.api_logins import ApiLogin

FILE: Final = "api.key"
ALGORITHM: Final = "HS256"
"""The only one, whatever a token says of itself."""
ISSUER: Final = "habitos-tui"
ACCESS, REFRESH = "habitos-tui-access", "habitos-tui-refresh"
"""Whom a token is for; one of a kind never passes for one of the other."""
ACCESS_LASTS: Final = timedelta(minutes=10)
_BYTES: Final = 64
_CLAIMS: Final = ("aud", "exp", "iat", "iss", "login", "exchanges")
LONGEST: Final = 2048
"""Characters of a token that is looked at."""


def key_of(root: Path) -> bytes:
    """Return the key of a data directory, made the first time; HabitosError for one that others can read."""
    path = root / FILE
    create_once(path, _new())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise HabitosError(
            f"“{path}” can be read by others, who could log in as anybody with it.",
            title="The key of the API is not safe",
            hint=f"Make another one: habitos-tui api --new-key; or, where nobody has read it: chmod 600 “{path}”.",
        )
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise HabitosError(
            f"“{path}” holds no key.", title="The key of the API is damaged", hint="habitos-tui api --new-key"
        )
    return key


def renew_key(root: Path) -> None:
    """Put another key in the place of that of a data directory: no token of before counts any more."""
    write_atomically(root / FILE, _new(), 0o600)


def _new() -> bytes:
    return f"{secrets.token_hex(_BYTES)}\n".encode("ascii")


class KeyFile:
    """The key of a data directory as it is now: another one may be put in its place while a server runs."""

    def __init__(self, root: Path) -> None:
        """Read it; HabitosError for one that cannot be used."""
        self._root = root
        self._key = key_of(root)
        self._seen = self._signature()

    def __call__(self) -> bytes:
        """Return the key, read again where the file is another one; HabitosError for one that cannot be used."""
        signature = self._signature()
        if signature is None or signature != self._seen:
            with usable(self._root / FILE):
                self._key = key_of(self._root)
            self._seen = self._signature()
        return self._key

    def _signature(self) -> tuple[int, ...] | None:
        try:
            found = (self._root / FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


class Tokens:
    """Makes and reads the tokens that a key signs."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        """`key` returns the one of now."""
        self._key = key

    def pair(self, login: ApiLogin, now: datetime) -> dict[str, Any]:
        """Return both tokens of a login, with the seconds that they last."""
        return {
            "access_token": self._signed(login, ACCESS, now, now + ACCESS_LASTS),
            "token_type": "bearer",
            "expires_in": int(ACCESS_LASTS.total_seconds()),
            "refresh_token": self._signed(login, REFRESH, now, now + LASTS),
            "refresh_expires_in": int(LASTS.total_seconds()),
        }

    def login_of(self, token: str, kind: str, now: datetime) -> tuple[UUID, int]:
        """Return the login that a token of a kind is of, and the exchanges before it; LoginOverError for none."""
        try:
            claims = jwt.decode(
                token[:LONGEST],  # what is cut off is not signed
                self._key(),
                algorithms=[ALGORITHM],
                audience=kind,
                issuer=ISSUER,
                # The end is held against our clock below.
                options={"require": [*_CLAIMS], "verify_exp": False, "verify_iat": False},
            )
            return _checked(claims, now)
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError) as error:
            raise LoginOverError("This token is not valid, or no longer.", hint="Log in again.") from error

    def _signed(self, login: ApiLogin, kind: str, now: datetime, end: datetime) -> str:
        claims = {
            "iss": ISSUER,
            "aud": kind,
            "iat": int(now.timestamp()),
            "exp": int(end.timestamp()),
            "login": login.id.hex,
            "exchanges": login.exchanges,
            "jti": secrets.token_hex(8),
        }
        return jwt.encode(claims, self._key(), algorithm=ALGORITHM)


def _checked(claims: dict[str, Any], now: datetime) -> tuple[UUID, int]:
    end, exchanges = claims["exp"], claims["exchanges"]
    if not isinstance(end, int) or end <= now.astimezone(UTC).timestamp() or not isinstance(exchanges, int):
        raise ValueError("over")
    return UUID(hex=claims["login"]), exchanges
