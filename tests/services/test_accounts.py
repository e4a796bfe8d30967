from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from unicodedata import normalize

import bcrypt
import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.objective import STARTING_OBJECTIVES
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import (
    ASK_HOST,
    LIST_HINT,
    InvalidInputError,
    NoProfileError,
    TooManyTriesError,
    WrongPasswordError,
)
from habitos_tui.services.accounts import LONGEST_NAME_CELLS, Accounts
from habitos_tui.services.backups import Backups
from habitos_tui.services.login_source import LoginSource
from habitos_tui.services.login_throttle import FREE_TRIES
from habitos_tui.storage.logins import LoginRepository
from habitos_tui.storage.profiles import ProfileRepository
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import CHEAP, MONDAY, PASSWORD, WEDNESDAY, add_alice, set_clock

T = TypeVar("T")

REFUSED = "The name or the password is wrong."


@pytest.fixture
def accounts(household: DataDirectory) -> Accounts:
    return household.accounts


def stored_hash(household: DataDirectory, name: str) -> str:
    stored = ProfileRepository(household.database).by_name(name)
    assert stored is not None
    assert stored.password_hash is not None
    return stored.password_hash


def counted(calls: list[str], function: Callable[..., T]) -> Callable[..., T]:
    def call(*arguments: object) -> T:
        calls.append(function.__name__)
        return function(*arguments)

    return call


def test_a_profile_opens_with_its_password_whatever_the_case_of_its_name(accounts: Accounts) -> None:
    created = accounts.create("Zoë", PASSWORD)
    assert created.protected
    assert accounts.authenticate(normalize("NFD", "ZOË"), PASSWORD) == created


def test_a_new_profile_has_slots_and_objectives_to_start_from(household: DataDirectory) -> None:
    workspace = household.open_workspace(household.accounts.create("alice", None, Preferences(week_start=6)))
    assert workspace.slots.all() == DEFAULT_SLOTS
    assert [objective.name for objective in workspace.objectives.all()] == list(STARTING_OBJECTIVES)
    assert sum(objective.weight for objective in workspace.objectives.all()) == pytest.approx(100)
    assert household.accounts.profiles()[0].preferences.week_start == 6


@pytest.mark.parametrize(
    ("password", "same"),
    [
        ("x" * 200, "x" * 200),
        ("caf\u00e9", "cafe\u0301"),
        ("nul\x00 inside", "nul\x00 inside"),
        ("\ud83d lone surrogate", "\ud83d lone surrogate"),
        (" spaces ", " spaces "),
    ],
    ids=["long", "composed", "a zero inside", "a lone surrogate", "spaces around"],
)
def test_every_password_works_however_it_is_composed(accounts: Accounts, password: str, same: str) -> None:
    accounts.create("alice", password)
    assert accounts.authenticate("alice", same)


@pytest.mark.parametrize(
    ("password", "other"),
    [("x" * 200, "x" * 199), ("a\x00b", "a\x00c"), ("Secret", "secret")],
    ids=["far behind", "behind a zero", "in case"],
)
def test_passwords_that_differ_anywhere_differ(accounts: Accounts, password: str, other: str) -> None:
    accounts.create("alice", password)
    with pytest.raises(WrongPasswordError):
        accounts.authenticate("alice", other)


def test_the_hash_carries_a_version_and_the_given_cost(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    assert stored_hash(household, "alice").startswith(f"1:$2b${CHEAP:02d}$")
    assert PASSWORD not in stored_hash(household, "alice")


@pytest.mark.parametrize(
    "broken",
    ["", "1:", "1:nonsense", "1:$2b$04$short", "2:$2b$04$" + "a" * 53, "1:é"],
    ids=["empty", "version alone", "no hash", "cut off", "another version", "not ASCII"],
)
def test_a_malformed_hash_accepts_no_password(household: DataDirectory, broken: str) -> None:
    profile = household.accounts.create("alice", PASSWORD)
    ProfileRepository(household.database).set_password(profile.id, broken)
    with pytest.raises(WrongPasswordError, match=REFUSED):
        household.accounts.authenticate("alice", PASSWORD)


def test_an_unknown_name_is_refused_in_the_same_words_and_after_the_same_work(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.create("alice", PASSWORD)
    work: list[str] = []
    monkeypatch.setattr(bcrypt, "hashpw", counted(work, bcrypt.hashpw))
    monkeypatch.setattr(bcrypt, "checkpw", counted(work, bcrypt.checkpw))
    with pytest.raises(WrongPasswordError, match=REFUSED):
        accounts.authenticate("nobody", "x")
    with pytest.raises(WrongPasswordError, match=REFUSED):
        accounts.authenticate("alice", "x")
    assert work == ["hashpw", "checkpw"]


def test_without_a_password_the_answer_says_what_is_missing(accounts: Accounts) -> None:
    accounts.create("alice", PASSWORD)
    with pytest.raises(WrongPasswordError, match="A password is needed for “alice”"):
        accounts.authenticate("alice", None)
    with pytest.raises(WrongPasswordError, match="A password is needed for “bob”") as caught:
        accounts.authenticate("bob", None)
    assert "alice" not in caught.value.hint


def test_where_nobody_has_a_password_an_unknown_name_is_told(accounts: Accounts) -> None:
    accounts.create("alice", None)
    with pytest.raises(NoProfileError, match="no profile “alicia”") as caught:
        accounts.authenticate("alicia", None)
    assert caught.value.hint == "Did you mean “alice”?"


def test_a_profile_without_a_password_opens_with_anything(accounts: Accounts) -> None:
    open_profile = accounts.create("alice", None)
    assert not open_profile.protected
    assert accounts.authenticate("alice", None) == accounts.authenticate("alice", "x") == open_profile


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "must not be blank"),
        (" \t ", "must not be blank"),
        ("a\x1b[31mb", "control characters"),
        ("zero\u200bwidth", "cannot be seen"),
        ("x" * 65, "fit in 64 columns"),
        ("漢" * 33, "fit in 64 columns"),
    ],
    ids=["empty", "blank", "an escape", "unseen", "too long", "too wide"],
)
def test_a_name_that_cannot_be_shown_is_refused(accounts: Accounts, name: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as caught:
        accounts.create(name, None)
    assert caught.value.issues[0][0] == "name"
    assert accounts.profiles() == ()


def test_no_name_breaks_anything(accounts: Accounts) -> None:
    refused = []
    for name in HOSTILE_NAMES:
        try:
            created = accounts.create(name, None)
        except InvalidInputError:
            refused.append(name)
        else:
            assert accounts.authenticate(name, None) == created
    for name in refused:
        with pytest.raises(NoProfileError):
            accounts.authenticate(f"{name}!", None)
    assert 0 < len(refused) < len(HOSTILE_NAMES)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ALICE", "must differ from “alice”"),
        ("\uff41lice", "must differ from “alice”"),
        (" alice ", "is taken already"),
        ("\u0430lice", "looks too much like “alice”"),
        ("a1ice", "looks too much like “alice”"),
        ("alice.", "looks too much like “alice”"),
    ],
)
def test_two_people_cannot_have_names_that_look_the_same(accounts: Accounts, name: str, sentence: str) -> None:
    accounts.create("alice", None)
    with pytest.raises(InvalidInputError, match=sentence):
        accounts.create(name, None)
    with pytest.raises(InvalidInputError, match=sentence):
        accounts.check_new_name(name)


def test_people_who_have_such_names_already_keep_them(household: DataDirectory) -> None:
    household.accounts.create("alice", None)
    mallory = household.accounts.create("mallory", PASSWORD)
    with household.database.unit():
        household.database.connections.execute_sql(
            "UPDATE profiles SET name = ?, name_key = ? WHERE id = ?", ("\u0430lice", "\u0430lice", mallory.id.hex)
        )
    assert household.accounts.authenticate("alice", None).id != mallory.id
    assert household.accounts.authenticate("\u0430lice", PASSWORD).id == mallory.id


def test_a_password_must_not_be_empty(accounts: Accounts) -> None:
    with pytest.raises(InvalidInputError, match="must not be empty"):
        accounts.create("alice", "")


def test_where_others_can_read_a_profile_needs_a_password(household: DataDirectory) -> None:
    shared = Accounts(household.database, household.clock, CHEAP, private=False)
    with pytest.raises(InvalidInputError, match="needs a password here") as refused:
        shared.create("alice", None)
    assert refused.value.hint == f"Or keep others out first: chmod 700 “{household.database.path.parent}”."
    profile = shared.create("alice", PASSWORD)
    with pytest.raises(InvalidInputError, match="needs a password here"):
        shared.change_password(profile, PASSWORD, None)


def test_in_a_browser_no_password_is_taken_away(household: DataDirectory) -> None:
    shown = Accounts(household.database, household.clock, CHEAP, in_browser=True)
    profile = shown.create("alice", PASSWORD)
    with pytest.raises(InvalidInputError, match="a browser shows needs a password"):
        shown.change_password(profile, PASSWORD, None)
    assert shown.change_password(profile, PASSWORD, "new").protected


def test_a_password_is_changed_by_whoever_knows_the_old_one(accounts: Accounts) -> None:
    profile = accounts.create("alice", PASSWORD)
    with pytest.raises(WrongPasswordError):
        accounts.change_password(profile, "wrong", "new")
    assert accounts.change_password(profile, PASSWORD, "new").protected
    assert accounts.authenticate("alice", "new")
    assert not accounts.change_password(profile, "new", None).protected
    assert not accounts.authenticate("alice", None).protected


def test_a_profile_is_deleted_by_whoever_knows_its_password(accounts: Accounts) -> None:
    accounts.create("alice", PASSWORD)
    with pytest.raises(WrongPasswordError):
        accounts.delete("alice", "wrong")
    accounts.delete("alice", PASSWORD)
    assert accounts.profiles() == ()


def test_preferences_are_kept(accounts: Accounts) -> None:
    profile = accounts.create("alice", None)
    changed = accounts.save_preferences(profile, Preferences(day_end=180, grid_minutes=15))
    assert changed.preferences.day_end == 180
    assert accounts.profiles() == (changed,)


def test_a_profile_that_is_made_is_as_it_is_read(accounts: Accounts) -> None:
    made = accounts.create("bea", None, Preferences(week_start=6))
    assert tuple(accounts.profiles()) == (made,)
    assert made.weeks.of(WEDNESDAY) == MONDAY - timedelta(days=1)


def test_a_profile_is_found_by_its_name_or_by_being_the_only_one(accounts: Accounts) -> None:
    assert (accounts.wanted(None), accounts.wanted("alice")) == (None, None)
    alice = accounts.create("alice", None)
    assert (accounts.wanted(None), accounts.wanted("ALICE"), accounts.wanted("bea")) == (alice, alice, None)
    bea = accounts.create("bea", None)
    assert (accounts.wanted(None), accounts.wanted("Bea")) == (None, bea)


def test_a_name_that_nobody_has_is_asked_for_a_password_where_anybody_has_one(accounts: Accounts) -> None:
    accounts.create("alice", None)
    assert not accounts.asks_for_password("nobody")
    accounts.create("bea", PASSWORD)
    asked = [accounts.asks_for_password(name) for name in ("nobody", "ALICE", "bea\x1b")]
    assert asked == [True, False, True]


@pytest.mark.parametrize(
    ("owned", "discreet", "tells"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_the_owner_is_told_who_has_a_profile_here(
    household: DataDirectory, owned: bool, discreet: bool, tells: bool
) -> None:
    household.accounts.create("alice", None)
    household.accounts.create("bea", PASSWORD)
    told = Accounts(household.database, household.clock, CHEAP, owned=owned, discreet=discreet)
    assert told.tells_names == tells
    hints = told.unknown("alicia").hint, told.unknown("beate").hint
    assert hints == (("Did you mean “alice”?", LIST_HINT) if tells else (ASK_HOST, ASK_HOST))
    with pytest.raises(WrongPasswordError, match=REFUSED) as caught:
        told.authenticate("bea", "wrong")
    assert caught.value.hint == (LIST_HINT if tells else "")


def test_a_new_profile_has_nothing_to_undo(household: DataDirectory) -> None:
    assert household.open_workspace(household.accounts.create("alice", None)).history.last() is None


def test_the_longest_name_is_allowed(accounts: Accounts) -> None:
    assert accounts.create("x" * 64, None).name == "x" * LONGEST_NAME_CELLS


def test_registering_too_often_has_to_wait_and_a_bad_name_is_no_try(accounts: Accounts) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(InvalidInputError):
            accounts.register(" ", PASSWORD)
    assert accounts.register("alice", PASSWORD) is not None
    for _ in range(FREE_TRIES - 1):
        assert accounts.register("alice", PASSWORD) is None
    with pytest.raises(TooManyTriesError):
        accounts.register("bea", PASSWORD)


def test_a_door_with_a_password_is_closed_to_profiles_without_one(accounts: Accounts) -> None:
    alice = accounts.create("alice", None)
    bea = accounts.create("bea", PASSWORD)
    assert accounts.authenticate_protected("BEA", PASSWORD) == bea
    for name in (*["alice"] * FREE_TRIES, "nobody"):
        with pytest.raises(WrongPasswordError, match=REFUSED):
            accounts.authenticate_protected(name, PASSWORD)
    with pytest.raises(TooManyTriesError):
        accounts.authenticate_protected("alice", PASSWORD)
    accounts.change_password(alice, None, "new")  # its owner is here, and begins anew
    assert accounts.authenticate_protected("alice", "new").protected


def test_after_a_reset_nobody_is_known_and_none_has_to_be_protected(household: DataDirectory) -> None:
    home = LoginSource("192.168.1.20", "network")
    accounts = Accounts(household.database, household.clock, CHEAP, source=lambda: home)
    accounts.create("alice", PASSWORD)
    logins = LoginRepository(household.database)
    assert logins.tries("alice", home.name).last_login_at is not None
    assert not accounts.reset_password("alice", None).protected
    assert logins.tries("alice", home.name).last_login_at is None


def test_whoever_comes_in_after_a_restore_goes_on_with_what_was_restored(household: DataDirectory) -> None:
    accounts, backups = household.accounts, Backups(household.paths, household.clock)
    accounts.create("alice", PASSWORD)
    copy = backups.make(household.database)
    ways: tuple[Callable[[], object], ...] = (
        lambda: accounts.authenticate("alice", PASSWORD),
        lambda: accounts.authenticate_protected("alice", PASSWORD),
        lambda: accounts.others("alice"),
        lambda: accounts.create("bea", None),
    )
    for come_in in ways:
        backups.restore(copy)
        assert household.database.is_replaced()
        come_in()
        assert not household.database.is_replaced()


def test_another_energy_budget_holds_from_the_next_week_or_from_now(household: DataDirectory) -> None:
    accounts, alice = household.accounts, add_alice(household)
    assert accounts.budget_holds_from(alice) is None
    for week, limit in enumerate((5, 6)):
        set_clock(household, household.clock.now() + timedelta(weeks=week))
        alice = accounts.save_preferences(alice, Preferences(energy_budget=(limit,) * 7))
        assert accounts.budget_holds_from(alice) == MONDAY + timedelta(weeks=1 + week)
    alice = accounts.save_preferences(alice, Preferences(energy_budget=(7,) * 7), from_now=True)
    assert accounts.budget_holds_from(alice) is None


def test_settings_that_are_changed_at_one_go_are_one_change(household: DataDirectory) -> None:
    accounts = household.accounts
    alice = accounts.create("alice", None)
    for end in (60, 120):
        alice = accounts.save_preferences(alice, Preferences(day_end=end), "Ended the day later", coalesce=True)
    household.open_workspace(alice).history.undo()
    assert accounts.profiles()[0].preferences == Preferences()
