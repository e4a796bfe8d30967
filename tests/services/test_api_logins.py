"""Logins that last: how many there may be, and that they are no part of a profile that travels."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.services.api_logins import LASTS, MOST, ApiLogins, LoginOverError
from habitos_tui.storage.profile_rows import read_rows
from tests.support.household import NOW, PASSWORD, add_alice, make_household, set_clock


def test_a_login_too_many_ends_the_one_that_was_used_longest_ago(tmp_path: Path) -> None:
    household = make_household(tmp_path)
    alice = add_alice(household, PASSWORD, planned=False)
    logins = ApiLogins(household.database, household.clock)
    begun = []
    with household.database.unit():
        for minutes in range(MOST + 1):
            set_clock(household, NOW + timedelta(minutes=minutes))
            begun.append(logins.begin(alice))
    with pytest.raises(LoginOverError):
        logins.owner(begun[0].id)
    assert logins.owner(begun[1].id) == logins.owner(begun[-1].id) == alice


def test_logins_are_over_at_their_end_and_stay_here(tmp_path: Path) -> None:
    household = make_household(tmp_path)
    alice = add_alice(household, PASSWORD, planned=False)
    logins = ApiLogins(household.database, household.clock)
    before = household.open_workspace(alice).history.last()
    login = logins.begin(alice)
    assert "api_logins" not in read_rows(household.database, alice.id).tables
    assert household.open_workspace(alice).history.last() == before
    set_clock(household, NOW + LASTS)
    with pytest.raises(LoginOverError):
        logins.owner(login.id)
    with pytest.raises(LoginOverError):
        logins.exchange(login.id, 0)


def test_nobody_logs_in_without_a_password(tmp_path: Path) -> None:
    household = make_household(tmp_path)
    alice = add_alice(household, planned=False)
    with pytest.raises(LoginOverError):
        ApiLogins(household.database, household.clock).begin(alice)


@pytest.fixture
def alice(household: DataDirectory) -> Profile:
    """Alice, who has a password and nothing else."""
    return household.accounts.create("alice", PASSWORD)


@pytest.fixture
def logins(household: DataDirectory) -> ApiLogins:
    return ApiLogins(household.database, household.clock)


def is_over(logins: ApiLogins, login_id: UUID) -> bool:
    try:
        logins.owner(login_id)
    except LoginOverError as error:
        return bool(error.hint)
    return False


def test_a_login_goes_on_from_one_token_to_the_next(
    household: DataDirectory, alice: Profile, logins: ApiLogins
) -> None:
    login = logins.begin(alice)
    assert (login.exchanges, login.used_at, login.expires_at) == (0, NOW, NOW + LASTS)
    for days in (20, 40):
        set_clock(household, NOW + timedelta(days))
        login = logins.exchange(login.id, login.exchanges)
        assert (login.exchanges, login.used_at, login.expires_at) == (
            days // 20,
            NOW + timedelta(days),
            NOW + timedelta(days) + LASTS,
        )
        assert logins.owner(login.id) == alice


def test_a_token_that_was_exchanged_before_ends_its_login(alice: Profile, logins: ApiLogins) -> None:
    login, other = logins.begin(alice), logins.begin(alice)
    logins.exchange(login.id, 0)
    for exchanges in (0, 1):  # a copy, then what the owner has
        with pytest.raises(LoginOverError):
            logins.exchange(login.id, exchanges)
    assert [is_over(logins, one.id) for one in (login, other)] == [True, False]
    with pytest.raises(LoginOverError):
        logins.exchange(UUID(int=1), 0)


def test_logins_end_by_themselves_with_all_of_a_profile_or_all_there_are(
    household: DataDirectory, alice: Profile, logins: ApiLogins
) -> None:
    bob = household.accounts.create("bob", PASSWORD)
    begun = [logins.begin(one).id for one in (alice, alice, alice, bob, bob)]

    def over() -> list[bool]:
        return [is_over(logins, login) for login in begun]

    logins.end(begun[0])
    assert over() == [True, False, False, False, False]
    logins.end_all(alice)
    assert over() == [True, True, True, False, False]
    logins.end_everybodys()
    assert over() == [True] * 5


def test_a_login_ends_with_its_password_and_with_its_profile(
    household: DataDirectory, alice: Profile, logins: ApiLogins
) -> None:
    login = logins.begin(alice)
    household.accounts.change_password(alice, PASSWORD, "another")
    assert is_over(logins, login.id)
    with pytest.raises(LoginOverError):
        logins.exchange(login.id, 0)
    login = logins.begin(alice)
    household.accounts.delete("alice", "another")
    assert is_over(logins, login.id)
    with pytest.raises(LoginOverError):
        logins.begin(alice)
