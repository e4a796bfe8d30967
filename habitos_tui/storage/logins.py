"""Logins and wrong passwords, by name and by where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from habitos_tui.domain.model.login_report import LoginReport, WrongPasswords
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import fold
from habitos_tui.storage.tables import LoginBuckets, LoginNotices, LoginSources, Profiles

ELSEWHERE: Final = ""
"""The source of tries of which it is not kept any more where they came from."""
MAX_SOURCES: Final = 50
"""Of one name, that are kept one by one; a guesser with a thousand addresses fills no disk."""


class LoginNotice(StrEnum):
    """What the owner of the account of the data did to a password that is not theirs."""

    UNLOCKED = "unlocked"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class SourceTries:
    """The tries of one source on one name."""

    failures: int = 0
    """Wrong passwords in a row."""
    last_failed_at: datetime | None = None
    last_login_at: datetime | None = None
    untold: int = 0
    """Wrong passwords of which the owner has not been told."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """How full the bucket was at some moment: each try puts one into it, and time empties it."""

    level: float
    updated_at: datetime


class LoginRepository:
    """What is kept of logins of a name, known or not, whatever its case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tries(self, name: str, source: str) -> SourceTries:
        """Return the tries of a source; none where there were none."""
        columns = (LoginSources.failures, LoginSources.last_failed_at, LoginSources.last_login_at, LoginSources.untold)
        rows = self._database.rows(LoginSources.select(*columns).where(*_at(name, source)))
        return SourceTries(**rows[0]) if rows else SourceTries()

    def put_tries(self, name: str, source: str, tries: SourceTries) -> None:
        """Keep the tries of a source as they are now."""
        row = {
            "name_key": fold(name),
            "source": source,
            "failures": tries.failures,
            "last_failed_at": tries.last_failed_at,
            "last_login_at": tries.last_login_at,
            "untold": tries.untold,
        }
        self._database.run(LoginSources.insert(row).on_conflict_replace())

    def bucket(self, name: str, bucket: str) -> Bucket | None:
        """Return how full a bucket was; None for one that was never used."""
        columns = (LoginBuckets.level, LoginBuckets.updated_at)
        query = LoginBuckets.select(*columns).where(LoginBuckets.name_key == fold(name), LoginBuckets.bucket == bucket)
        rows = self._database.rows(query)
        return Bucket(**rows[0]) if rows else None

    def put_bucket(self, name: str, bucket: str, found: Bucket) -> None:
        """Keep how full a bucket is now, unless it is empty."""
        if found.level <= 0:
            there = (LoginBuckets.name_key == fold(name)) & (LoginBuckets.bucket == bucket)
            self._database.run(LoginBuckets.delete().where(there))
            return
        row = {"name_key": fold(name), "bucket": bucket, "level": found.level, "updated_at": found.updated_at}
        self._database.run(LoginBuckets.insert(row).on_conflict_replace())

    def keep_known(self, name: str, most: int) -> None:
        """Forget that there were logins from all but the last sources of a name."""
        with_login = (LoginSources.name_key == fold(name)) & LoginSources.last_login_at.is_null(False)
        kept = LoginSources.select(LoginSources.source).where(with_login)
        kept = kept.order_by(LoginSources.last_login_at.desc()).limit(most)
        query = LoginSources.update(last_login_at=None)
        self._database.run(query.where(with_login, LoginSources.source.not_in(kept)))

    def tidy(self, name: str, forgotten_before: datetime) -> None:
        """Count the oldest of too many sources together, and drop what was tried long ago on names that nobody has."""
        ours = Profiles.select(Profiles.name_key)
        strangers = LoginSources.name_key.not_in(ours)
        self._database.run(LoginSources.delete().where(strangers, LoginSources.last_failed_at < forgotten_before))
        unused = LoginBuckets.name_key.not_in(ours)
        self._database.run(LoginBuckets.delete().where(unused, LoginBuckets.updated_at < forgotten_before))
        self._fold_oldest(name)

    def _fold_oldest(self, name: str) -> None:
        """Add the tries of the oldest sources to those from elsewhere."""
        columns = (LoginSources.source, LoginSources.untold, LoginSources.last_failed_at)
        unknown = (LoginSources.name_key == fold(name)) & LoginSources.last_login_at.is_null()
        query = LoginSources.select(*columns).where(unknown, LoginSources.source != ELSEWHERE)
        oldest = self._database.rows(query.order_by(LoginSources.last_failed_at.desc()).offset(MAX_SOURCES).limit(-1))
        if not oldest:
            return
        elsewhere = self.tries(name, ELSEWHERE)
        moments = [row["last_failed_at"] for row in oldest] + [elsewhere.last_failed_at]
        last = max((moment for moment in moments if moment is not None), default=None)
        untold = elsewhere.untold + sum(row["untold"] for row in oldest)
        self.put_tries(name, ELSEWHERE, SourceTries(last_failed_at=last, untold=untold))
        sources = [row["source"] for row in oldest]
        self._database.run(
            LoginSources.delete().where(LoginSources.name_key == fold(name), LoginSources.source.in_(sources))
        )

    def unlock(self, name: str) -> None:
        """Let everybody try at once again; what the owner has not been told is kept."""
        self._database.run(LoginSources.update(failures=0).where(LoginSources.name_key == fold(name)))
        self._database.run(LoginBuckets.delete().where(LoginBuckets.name_key == fold(name)))

    def notice(self, name: str, kind: LoginNotice, at: datetime) -> None:
        """Keep what the owner of the profile is to be told."""
        row = {"name_key": fold(name), "kind": kind.value, "at": at}
        self._database.run(LoginNotices.insert(row).on_conflict_replace())

    def report(self, name: str) -> LoginReport:
        """Return what the owner of the profile has not been told."""
        mine = LoginSources.name_key == fold(name)
        columns = (LoginSources.source, LoginSources.untold, LoginSources.last_failed_at)
        query = LoginSources.select(*columns).where(mine, LoginSources.untold > 0)
        with self._database.reading():
            rows = self._database.rows(query)
            notices = self._notices(name)
        wrong = (WrongPasswords(row["source"], row["untold"], row["last_failed_at"]) for row in rows)
        latest_first = sorted(wrong, key=lambda one: one.last_at, reverse=True)
        return LoginReport(tuple(latest_first), notices.get(LoginNotice.UNLOCKED), notices.get(LoginNotice.RESET))

    def _notices(self, name: str) -> Mapping[str, datetime]:
        rows = self._database.rows(
            LoginNotices.select(LoginNotices.kind, LoginNotices.at).where(LoginNotices.name_key == fold(name))
        )
        return {row["kind"]: row["at"] for row in rows}

    def told(self, name: str) -> None:
        """Note that the owner was told everything."""
        with self._database.unit():
            self._database.run(LoginSources.update(untold=0).where(LoginSources.name_key == fold(name)))
            self._database.run(LoginNotices.delete().where(LoginNotices.name_key == fold(name)))

    def forget(self, name: str) -> None:
        """Forget everything about a name."""
        with self._database.unit():
            for table in (LoginSources, LoginBuckets, LoginNotices):
                self._database.run(table.delete().where(table.name_key == fold(name)))


def _at(name: str, source: str) -> tuple[Any, ...]:
    return LoginSources.name_key == fold(name), LoginSources.source == source
