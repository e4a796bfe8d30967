"""What is kept of logins, by name and by where they came from."""

from datetime import datetime, timedelta

import pytest

from habitos_tui.domain.model.login_report import LoginReport, WrongPasswords
from habitos_tui.storage import logins as module
from habitos_tui.storage.database import Database
from habitos_tui.storage.logins import ELSEWHERE, Bucket, LoginNotice, LoginRepository, SourceTries
from tests.support.storage import NOON, Room


@pytest.fixture
def logins(room: Room) -> LoginRepository:
    """Those of a database in which "Ada" has a profile and "Bob" has none."""
    return LoginRepository(room.database)


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def wrong(minute: int, times: int = 1) -> SourceTries:
    return SourceTries(failures=times, last_failed_at=at(minute), untold=times)


def test_tries_are_kept_by_name_and_source(logins: LoginRepository) -> None:
    first, second = SourceTries(3, at(1), at(0), 2), SourceTries(1, at(5), None, 1)
    logins.put_tries("Ada", "here", first)
    logins.put_tries("Ada", "there", second)
    logins.put_tries("Bob", "here", wrong(9))
    assert logins.tries("ADA", "here") == first
    assert logins.tries("ada", "there") == second
    assert logins.tries("ada", "nowhere") == SourceTries(0, None, None, 0)
    logins.put_tries("aDa", "here", second)
    assert logins.tries("Ada", "here") == second


def test_a_bucket_is_kept_by_name_and_kind_unless_it_is_empty(logins: LoginRepository) -> None:
    full, less = Bucket(5.5, at(0)), Bucket(0.5, at(1))
    for name, bucket in (("Ada", "network"), ("Ada", "day"), ("Bob", "network")):
        logins.put_bucket(name, bucket, full)
    logins.put_bucket("ADA", "network", less)
    assert logins.bucket("ada", "network") == less
    logins.put_bucket("ADA", "network", Bucket(0.0, at(2)))
    found = [logins.bucket(name, bucket) for name, bucket in (("Ada", "network"), ("Ada", "day"), ("Bob", "network"))]
    assert found == [None, full, full]


def test_the_last_known_sources_of_a_name_stay_known(logins: LoginRepository) -> None:
    for minute, source in enumerate(("first", "second", "third")):
        logins.put_tries("Ada", source, SourceTries(failures=2, last_login_at=at(minute)))
    logins.put_tries("Ada", "stranger", wrong(0))
    logins.put_tries("Bob", "first", SourceTries(last_login_at=at(0)))
    logins.keep_known("ada", 2)
    assert [logins.tries("Ada", source).last_login_at for source in ("first", "second", "third")] == [
        None,
        at(1),
        at(2),
    ]
    assert logins.tries("Ada", "first").failures == 2
    assert logins.tries("Bob", "first").last_login_at == at(0)
    assert logins.tries("Ada", "stranger") == wrong(0)


def test_of_names_that_nobody_has_old_tries_are_dropped(logins: LoginRepository) -> None:
    for name in ("Ada", "Bob"):
        for minute, source in ((0, "old"), (5, "new")):
            logins.put_tries(name, source, wrong(minute))
            logins.put_bucket(name, source, Bucket(1.0, at(minute)))
    logins.tidy("Ada", at(5))
    assert logins.tries("Bob", "old") == SourceTries()
    assert logins.bucket("Bob", "old") is None
    kept = [("Bob", "new"), ("Ada", "old"), ("Ada", "new")]
    assert [logins.tries(*each).untold for each in kept] == [1, 1, 1]
    assert None not in [logins.bucket(*each) for each in kept]


def test_the_oldest_of_many_sources_are_counted_together(
    logins: LoginRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SOURCES", 2)
    logins.put_tries("Ada", ELSEWHERE, SourceTries(last_failed_at=at(0), untold=10))
    logins.put_tries("Bob", "s1", wrong(1))
    for minute in range(1, 5):
        logins.put_tries("Ada", f"s{minute}", wrong(minute, minute))
    logins.put_tries("Ada", "known", SourceTries(last_login_at=at(0)))
    logins.tidy("Ada", at(0))
    assert logins.tries("Ada", ELSEWHERE) == SourceTries(last_failed_at=at(2), untold=10 + 1 + 2)
    assert [logins.tries("Ada", f"s{number}").untold for number in range(1, 5)] == [0, 0, 3, 4]
    assert logins.tries("Ada", "known").last_login_at == at(0)
    assert logins.tries("Bob", "s1") == wrong(1)
    before = logins.tries("Ada", ELSEWHERE)
    logins.tidy("Ada", at(0))
    assert logins.tries("Ada", ELSEWHERE) == before


def test_what_is_not_told_is_reported_once_the_latest_first(logins: LoginRepository) -> None:
    for source, tries in (("a", wrong(1, 2)), ("b", wrong(3)), ("told", SourceTries(4, at(9), None, 0))):
        logins.put_tries("Ada", source, tries)
    logins.put_tries("Bob", "a", wrong(7))
    logins.notice("Ada", LoginNotice.RESET, at(4))
    logins.notice("Ada", LoginNotice.RESET, at(5))
    logins.notice("Ada", LoginNotice.UNLOCKED, at(6))
    logins.notice("Bob", LoginNotice.RESET, at(8))
    expected = LoginReport((WrongPasswords("b", 1, at(3)), WrongPasswords("a", 2, at(1))), at(6), at(5))
    assert logins.report("ADA") == expected
    logins.told("ada")
    assert not logins.report("Ada")
    assert logins.tries("Ada", "a") == SourceTries(2, at(1), None, 0)
    assert logins.report("Bob") == LoginReport((WrongPasswords("a", 1, at(7)),), None, at(8))


def test_unlocking_lets_everybody_try_and_forgets_nothing_untold(logins: LoginRepository) -> None:
    for name in ("Ada", "Bob"):
        logins.put_tries(name, "here", SourceTries(3, at(0), at(1), 2))
        logins.put_bucket(name, "day", Bucket(9.0, at(0)))
    logins.unlock("ADA")
    assert logins.tries("Ada", "here") == SourceTries(0, at(0), at(1), 2)
    assert logins.bucket("Ada", "day") is None
    assert logins.tries("Bob", "here").failures == 3
    assert logins.bucket("Bob", "day") is not None


def test_everything_about_one_name_is_forgotten(logins: LoginRepository, database: Database) -> None:
    for name in ("Ada", "Bob"):
        logins.put_tries(name, "here", wrong(0))
        logins.put_bucket(name, "day", Bucket(9.0, at(0)))
        logins.notice(name, LoginNotice.RESET, at(0))
    logins.forget("ADA")
    for table in ("login_sources", "login_buckets", "login_notices"):
        assert database.select(f"SELECT name_key FROM {table}", {}) == [("bob",)]


def test_sources_without_a_moment_are_counted_together_too(
    logins: LoginRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SOURCES", 1)
    for source in ("a", "b", "c"):
        logins.put_tries("Ada", source, SourceTries(failures=2))
    logins.tidy("Ada", at(0))
    assert logins.tries("Ada", ELSEWHERE) == SourceTries()
    assert sum(logins.tries("Ada", source).failures for source in ("a", "b", "c")) == 2
