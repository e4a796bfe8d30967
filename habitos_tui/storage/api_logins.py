"""Logins through the HTTP API: which of them there are, and the last refresh token of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from habitos_tui.storage.database import Database
from habitos_tui.storage.tables import ApiLogins


@dataclass(frozen=True, slots=True)
class ApiLogin:
    """A login; it is over at `expires_at`, or when the password has another mark."""

    id: UUID
    owner_id: UUID
    password_mark: str
    exchanges: int
    """How many times a refresh token of it was exchanged for the next."""
    used_at: datetime
    expires_at: datetime

    @property
    def row(self) -> Mapping[str, Any]:
        """Its columns."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = ("id", "owner_id", "password_mark", "exchanges", "used_at", "expires_at")


class ApiLoginRepository:
    """The logins of everybody in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, login_id: UUID) -> ApiLogin | None:
        """Return a login; None when there is none, or no longer."""
        columns = (getattr(ApiLogins, name) for name in _COLUMNS)
        rows = self._database.rows(ApiLogins.select(*columns).where(ApiLogins.id == login_id))
        return ApiLogin(**rows[0]) if rows else None

    def put(self, login: ApiLogin) -> None:
        """Keep a login as it is now."""
        self._database.run(ApiLogins.insert(login.row).on_conflict_replace())

    def delete(self, login_id: UUID) -> None:
        """Forget a login."""
        self._database.run(ApiLogins.delete().where(ApiLogins.id == login_id))

    def delete_all(self, owner_id: UUID) -> None:
        """Forget all logins of a profile."""
        self._database.run(ApiLogins.delete().where(ApiLogins.owner_id == owner_id))

    def delete_everybodys(self) -> None:
        """Forget all logins of all profiles."""
        self._database.run(ApiLogins.delete())

    def tidy(self, owner_id: UUID, now: datetime, most: int) -> None:
        """Forget what is over, and of a profile all but the logins that were used last."""
        with self._database.unit():
            self._database.run(ApiLogins.delete().where(ApiLogins.expires_at <= now))
            mine = ApiLogins.owner_id == owner_id
            kept = ApiLogins.select(ApiLogins.id).where(mine).order_by(ApiLogins.used_at.desc()).limit(most)
            self._database.run(ApiLogins.delete().where(mine, ApiLogins.id.not_in(kept)))
