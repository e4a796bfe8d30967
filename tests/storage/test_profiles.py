from datetime import date

import pytest

from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.errors import InvalidInputError, NoProfileError
from habitos_tui.storage.database import Database
from habitos_tui.storage.logins import LoginRepository, SourceTries
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.text import clean
from tests.support.hostile import HOSTILE_NAMES
from tests.support.storage import NOON, make_id

VALID_NAMES = [name for name in HOSTILE_NAMES if clean(name).strip() and len(name) <= 200 and "\ud83d" not in name]


@pytest.fixture
def profiles(database: Database) -> ProfileRepository:
    return ProfileRepository(database)


def make_profile(name: str = "Ada", **fields: object) -> Profile:
    return Profile.model_validate({"id": make_id(name), "name": name, "protected": False} | fields)


def test_there_are_none_at_first(profiles: ProfileRepository) -> None:
    assert profiles.all() == ()
    assert profiles.by_name("Ada") is None


def test_profiles_are_listed_by_name_whatever_the_case(profiles: ProfileRepository) -> None:
    for name in ("bob", "Ada", "Éva", "carl"):
        profiles.add(make_profile(name), None)
    assert [found.profile.name for found in profiles.all()] == ["Ada", "bob", "carl", "Éva"]


@pytest.mark.parametrize("name", ["José", "JOSÉ", "Jose\u0301", "josé"])
def test_a_name_is_found_whatever_its_case_and_encoding(profiles: ProfileRepository, name: str) -> None:
    profiles.add(make_profile("José"), "hash")
    found = profiles.by_name(name)
    assert found is not None
    assert (found.profile.name, found.password_hash) == ("José", "hash")


def test_a_name_is_taken_whatever_its_case(profiles: ProfileRepository) -> None:
    profiles.add(make_profile("Ada"), None)
    with pytest.raises(InvalidInputError, match="already a profile of that name"):
        profiles.add(make_profile("ADA", id=make_id("other")), None)


@pytest.mark.parametrize("name", VALID_NAMES)
def test_any_valid_name_is_kept_as_it_is(profiles: ProfileRepository, name: str) -> None:
    profiles.add(make_profile(name), None)
    found = profiles.by_name(name)
    assert found is not None
    assert found.profile.name == name


def test_a_password_makes_a_profile_protected(profiles: ProfileRepository) -> None:
    profiles.add(make_profile(), None)
    assert not profiles.all()[0].profile.protected
    profiles.set_password(make_id("Ada"), "hash")
    assert (profiles.all()[0].profile.protected, profiles.all()[0].password_hash) == (True, "hash")
    profiles.set_password(make_id("Ada"), None)
    assert (profiles.all()[0].profile.protected, profiles.all()[0].password_hash) == (False, None)


def test_preferences_are_replaced(profiles: ProfileRepository) -> None:
    profiles.add(make_profile(), None)
    changed = Preferences(week_start=6, energy_budget=(None, 1.5, 2, 3, 4, 5, 0))
    profiles.set_preferences(make_id("Ada"), changed)
    assert profiles.all()[0].profile.preferences == changed


def test_of_settings_that_nobody_has_made_nothing_is_stored(database: Database, profiles: ProfileRepository) -> None:
    profiles.add(make_profile(), None)
    assert database.select("SELECT app FROM profiles", {}) == [("{}",)]


def test_a_profile_is_found_by_its_id(profiles: ProfileRepository) -> None:
    for name in ("Ada", "Bob"):
        profiles.add(make_profile(name), None)
    found = profiles.by_id(make_id("Bob"))
    assert found is not None
    assert found.profile == profiles.get(make_id("Bob")) == make_profile("Bob")
    assert profiles.by_id(make_id("Eve")) is None
    with pytest.raises(NoProfileError):
        profiles.get(make_id("Eve"))


def test_a_profile_that_is_gone_cannot_be_changed(profiles: ProfileRepository) -> None:
    with pytest.raises(NoProfileError):
        profiles.set_password(make_id("Ada"), "hash")
    with pytest.raises(NoProfileError):
        profiles.set_preferences(make_id("Ada"), Preferences())
    with pytest.raises(NoProfileError):
        profiles.delete(make_id("Ada"))


def test_a_deleted_profile_takes_its_logins_along(database: Database, profiles: ProfileRepository) -> None:
    profiles.add(make_profile(), None)
    logins = LoginRepository(database)
    for name in ("Ada", "Bob"):
        logins.put_tries(name, "10.0.0.7", SourceTries(failures=1, last_failed_at=NOON))
    profiles.delete(make_id("Ada"))
    assert profiles.all() == ()
    assert logins.tries("ada", "10.0.0.7") == SourceTries()
    assert logins.tries("bob", "10.0.0.7").failures == 1


def test_a_profile_has_the_weeks_it_was_made_with(profiles: ProfileRepository) -> None:
    weeks = Weeks(6, (date(2026, 11, 26),))
    profiles.add(Profile(id=make_id("Eve"), name="Eve", protected=False, weeks=weeks), None)
    assert profiles.get(make_id("Eve")).weeks == weeks
