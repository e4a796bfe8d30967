"""Logins through the HTTP API, as they are stored."""

from dataclasses import replace
from datetime import timedelta

from habitos_tui.storage.api_logins import ApiLogin, ApiLoginRepository
from tests.support.storage import NOON, Room, make_id


def login(name: str, minute: int = 0, owner: str = "Ada") -> ApiLogin:
    """Return a login that was used at a minute after noon and lasts for an hour."""
    at = NOON + timedelta(minutes=minute)
    return ApiLogin(make_id(name), make_id(owner), "0" * 64, 0, at, at + timedelta(hours=1))


def there(logins: ApiLoginRepository, *names: str) -> list[str]:
    return [name for name in names if logins.get(make_id(name)) is not None]


def test_a_login_is_kept_as_it_is_now_and_forgotten_alone(room: Room) -> None:
    Room(room.database, "Bob")
    logins = ApiLoginRepository(room.database)
    one, other, bobs = login("one"), login("other", 1), login("bobs", 2, "Bob")
    for each in (one, other, bobs):
        logins.put(each)
    used = replace(one, exchanges=7)
    logins.put(used)
    assert [logins.get(each.id) for each in (one, other)] == [used, other]
    logins.delete(one.id)
    assert there(logins, "one", "other", "bobs") == ["other", "bobs"]
    logins.delete_all(make_id("Ada"))
    assert there(logins, "one", "other", "bobs") == ["bobs"]
    logins.put(one)
    logins.delete_everybodys()
    assert there(logins, "one", "bobs") == []


def test_what_is_over_goes_for_all_and_what_is_too_many_for_one(room: Room) -> None:
    Room(room.database, "Bob")
    logins = ApiLoginRepository(room.database)
    for each in (login("a0"), login("a1", 1), login("a2", 2), login("a3", 3)):
        logins.put(each)
    for each in (login("b0", 0, "Bob"), login("b1", 1, "Bob"), login("b2", 2, "Bob")):
        logins.put(each)
    logins.tidy(make_id("Ada"), NOON + timedelta(hours=1), 2)
    assert there(logins, "a0", "a1", "a2", "a3", "b0", "b1", "b2") == ["a2", "a3", "b1", "b2"]
