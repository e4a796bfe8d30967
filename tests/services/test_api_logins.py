"""Logins that last: how many there may be, and that they are no part of a profile that travels."""

from datetime import timedelta
from pathlib import Path

import pytest

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
