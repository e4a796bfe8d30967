"""Wrong passwords: a guesser waits, the owner does not, and is told."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count, repeat

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.text.login_phrasing import report_sentence
from habitos_tui.errors import HabitosError, NoProfileError, RestrictedError, TooManyTriesError, WrongPasswordError
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.login_source import NETWORK, LoginSource
from habitos_tui.services.login_throttle import BUCKET_SECONDS, BUCKET_SIZE, FREE_TRIES, LoginThrottle, wait_seconds
from tests.support.household import CHEAP, NOW, PASSWORD, set_clock

HOME = LoginSource("192.168.1.20", NETWORK)
ELSEWHERE = LoginSource("203.0.113.9", NETWORK)
CONSOLE = LoginSource("terminal tty1", "account 1000")
DAY = timedelta(days=1)

REFUSED = "The name or the password is wrong."


@pytest.fixture
def at_once(household: DataDirectory) -> Iterator[None]:
    """One commit for all that a test does: what would be thousands takes its time."""
    with household.database.unit():
        yield


def at(household: DataDirectory, source: LoginSource, *, owned: bool = True) -> Accounts:
    """Return the accounts as they are reached from a place."""
    return Accounts(household.database, household.clock, CHEAP, owned=owned, source=lambda: source)


def address(number: int) -> LoginSource:
    return LoginSource(f"198.51.{number // 256}.{number % 256}", NETWORK)


def fail(accounts: Accounts, times: int, name: str = "alice") -> None:
    for _ in range(times):
        with pytest.raises(HabitosError, match=REFUSED):
            accounts.authenticate(name, "wrong")


def guesses(household: DataDirectory, sources: Iterable[LoginSource], span: timedelta) -> int:
    """Return how many tries on alice are let through to somebody who tries from one source after the other."""
    end, counted = household.clock.now() + span, 0
    with household.database.unit():  # one commit instead of hundreds
        for source in sources:
            try:
                LoginThrottle(household.database, household.clock, partial(replace, source)).count_try("alice")
            except TooManyTriesError as error:
                set_clock(household, household.clock.now() + timedelta(seconds=error.seconds))
            else:
                counted += 1
            if household.clock.now() >= end:
                break
    return counted


def test_the_wait_grows_and_has_an_end() -> None:
    assert [wait_seconds(failures) for failures in range(8)] == [0, 0, 0, 1, 2, 4, 8, 16]
    assert wait_seconds(1_000_000) == 15 * 60


def test_wrong_passwords_make_their_source_wait_even_with_the_right_one(household: DataDirectory) -> None:
    accounts = household.accounts
    accounts.create("alice", PASSWORD)
    fail(accounts, FREE_TRIES)
    with pytest.raises(TooManyTriesError, match="Too many wrong passwords; try again in 1 s") as caught:
        accounts.authenticate("alice", PASSWORD)
    assert (caught.value.seconds, caught.value.exit_code) == (1, 12)
    assert "habitos-tui profile unlock alice" in caught.value.hint
    set_clock(household, NOW + timedelta(seconds=1))
    fail(accounts, 1)
    with pytest.raises(WrongPasswordError, match="try again in 2 s"):
        accounts.authenticate("ALICE", PASSWORD)
    set_clock(household, NOW + timedelta(seconds=3))
    assert accounts.authenticate("alice", PASSWORD)


def test_a_right_password_wipes_the_slate(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    for _ in range(3):
        fail(household.accounts, FREE_TRIES - 1)
        assert household.accounts.authenticate("alice", PASSWORD)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("guessers", [1, 40], ids=["one address", "forty addresses"])
def test_beside_a_guess_a_second_the_owner_gets_in_every_time(household: DataDirectory, guessers: int) -> None:
    owner = at(household, HOME)
    owner.create("alice", PASSWORD)
    guesses(household, map(address, range(guessers)), timedelta(minutes=1))
    let_in = refused = 0
    for second in range(25):
        set_clock(household, household.clock.now() + timedelta(seconds=1))
        with pytest.raises(WrongPasswordError) as caught:
            at(household, address(second % guessers)).authenticate("alice", f"guess {second}")
        refused += isinstance(caught.value, TooManyTriesError)
        let_in += owner.authenticate("alice", PASSWORD).name == "alice"
    assert let_in == 25
    assert refused >= 18


@pytest.mark.usefixtures("at_once")
def test_beside_one_guesser_the_owner_gets_in_from_a_new_place_too(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    for hour in range(25):
        guesses(household, repeat(ELSEWHERE), timedelta(minutes=30))
        assert at(household, address(hour)).authenticate("alice", PASSWORD)


@pytest.mark.usefixtures("at_once")
def test_a_guesser_has_so_many_tries_a_day(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    assert BUCKET_SIZE + DAY.total_seconds() / BUCKET_SECONDS == 164
    assert guesses(household, map(address, count()), DAY) == 163
    assert guesses(household, map(address, count(2000)), DAY / 8) == 144 / 8
    fresh = LoginSource("terminal pts/9", "account 1000")
    assert guesses(household, repeat(fresh), DAY) == 107


def test_strangers_on_the_network_keep_nobody_at_the_machine_waiting(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    guesses(household, map(address, range(BUCKET_SIZE)), DAY)
    with pytest.raises(TooManyTriesError, match="10 min"):
        at(household, ELSEWHERE).authenticate("alice", PASSWORD)
    assert at(household, CONSOLE).authenticate("alice", PASSWORD)
    assert at(household, HOME).authenticate("alice", PASSWORD)


def test_who_logs_in_to_another_profile_is_no_less_a_stranger(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    at(household, ELSEWHERE).create("mallory", "x")
    for _ in range(FREE_TRIES):
        fail(at(household, ELSEWHERE), 1)
        at(household, ELSEWHERE).authenticate("mallory", "x")
    with pytest.raises(TooManyTriesError):
        at(household, ELSEWHERE).authenticate("alice", "guess")


@pytest.mark.usefixtures("at_once")
def test_a_place_is_known_for_half_a_year_and_only_the_last_ten_are(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    places = [address(number) for number in range(1000, 1010)]
    for minute, place in enumerate(places, 1):
        set_clock(household, NOW + timedelta(minutes=minute))
        at(household, place).authenticate("alice", PASSWORD)
    guesses(household, map(address, range(BUCKET_SIZE)), timedelta(hours=1))
    for source in (HOME, ELSEWHERE):
        with pytest.raises(TooManyTriesError):
            at(household, source).authenticate("alice", PASSWORD)
    assert all(at(household, place).authenticate("alice", PASSWORD) for place in places)
    set_clock(household, NOW + 200 * DAY)
    guesses(household, map(address, range(BUCKET_SIZE)), timedelta(minutes=1))
    with pytest.raises(TooManyTriesError):
        at(household, places[-1]).authenticate("alice", PASSWORD)


def test_the_wait_survives_a_restart_and_covers_unknown_names(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    fail(household.accounts, FREE_TRIES, "nobody")
    with pytest.raises(TooManyTriesError):
        Accounts(household.database, household.clock, CHEAP).authenticate("Nobody", "x")


def test_tries_on_names_that_nobody_has_are_forgotten_after_a_day(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    fail(household.accounts, 1, "nobody")
    set_clock(household, NOW + DAY + timedelta(seconds=1))
    fail(household.accounts, 1)
    for table, names in (("login_sources", ["alice"]), ("login_buckets", [])):
        rows = household.database.select(f"SELECT DISTINCT name_key FROM {table}", {})
        assert [name for (name,) in rows] == names


def test_parallel_tries_are_all_counted(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)

    def attempt(_: int) -> str:
        with pytest.raises(WrongPasswordError) as caught:
            Accounts(household.database, household.clock, CHEAP).authenticate("alice", "wrong")
        return caught.value.message

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(8)))
    assert answers.count(REFUSED) == FREE_TRIES


@pytest.mark.parametrize("back", [timedelta(minutes=20), DAY], ids=["a little", "a day"])
def test_a_clock_that_is_set_back_begins_the_wait_anew(household: DataDirectory, back: timedelta) -> None:
    household.accounts.create("alice", PASSWORD)
    guesses(household, repeat(HOME), timedelta(hours=2))
    set_clock(household, household.clock.now() - back)
    for left in ("15 min", "14 min"):
        with pytest.raises(TooManyTriesError, match=left):
            at(household, HOME).authenticate("alice", PASSWORD)
        set_clock(household, household.clock.now() + timedelta(minutes=1))
    set_clock(household, household.clock.now() + timedelta(minutes=13))
    assert at(household, HOME).authenticate("alice", PASSWORD)


def test_a_bucket_is_emptied_by_time_that_passes_and_by_no_clock_that_is_set_back(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    guesses(household, map(address, range(BUCKET_SIZE)), DAY)
    for minutes, gets_in in ((-600, False), (-595, False), (-590, True)):
        set_clock(household, NOW + timedelta(minutes=minutes))
        try:
            at(household, ELSEWHERE).authenticate("alice", PASSWORD)
        except TooManyTriesError:
            assert not gets_in
        else:
            assert gets_in


def told(household: DataDirectory) -> str:
    profile = household.accounts.profiles()[0]
    return report_sentence(household.accounts.login_report(profile), household.clock.now().date())


def test_the_owner_is_told_of_wrong_passwords_once(household: DataDirectory) -> None:
    alice = at(household, HOME).create("alice", PASSWORD)
    assert told(household) == ""
    fail(at(household, ELSEWHERE), 3)
    set_clock(household, NOW + timedelta(minutes=30))
    at(household, HOME).authenticate("alice", PASSWORD)
    since = "since you were last here, the last on Wed 25 Nov at"
    assert told(household) == f"3 wrong passwords from 203.0.113.9 {since} 09:00."
    fail(at(household, CONSOLE), 1)
    assert told(household) == (f"4 wrong passwords (1 at the terminal tty1 and 3 from 203.0.113.9) {since} 09:30.")
    household.accounts.note_told(alice)
    assert told(household) == ""


def test_slips_are_not_told_and_guesses_at_the_same_terminal_are(household: DataDirectory) -> None:
    at(household, CONSOLE).create("alice", PASSWORD)
    fail(at(household, CONSOLE), 2)
    set_clock(household, NOW + timedelta(minutes=4))
    at(household, CONSOLE).authenticate("alice", PASSWORD)
    assert told(household) == ""
    fail(at(household, CONSOLE), 2)
    set_clock(household, NOW + timedelta(minutes=14))
    at(household, CONSOLE).authenticate("alice", PASSWORD)
    assert told(household).startswith("2 wrong passwords at the terminal tty1 since")
    assert told(household).endswith("at 09:04.")


def test_of_very_many_places_the_last_are_told_apart(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    made = guesses(household, map(address, range(200)), DAY / 2)
    (rows,) = household.database.select("SELECT count(*), sum(untold) FROM login_sources WHERE source <> ''", {})
    assert rows == (51, 50)
    assert told(household).startswith(f"{made} wrong passwords (")
    assert f"and {made - 3} from other places)" in told(household)


def test_the_owner_of_the_data_ends_the_wait_and_that_is_told(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    guesses(household, map(address, range(BUCKET_SIZE)), DAY)
    at(household, HOME).unlock("ALICE")
    assert at(household, ELSEWHERE).authenticate("alice", PASSWORD)
    assert "The owner of the data ended the wait" in told(household)


def test_the_owner_of_the_data_resets_a_password_and_that_is_told(household: DataDirectory) -> None:
    at(household, HOME).create("alice", PASSWORD)
    guesses(household, repeat(CONSOLE), timedelta(minutes=1))
    assert at(household, CONSOLE).reset_password("alice", "another").protected
    with pytest.raises(WrongPasswordError, match=REFUSED):
        at(household, HOME).authenticate("alice", PASSWORD)
    assert at(household, CONSOLE).authenticate("alice", "another")
    assert "The owner of the data gave you another password on Wed 25 Nov at 09:01." in told(household)


def test_nobody_else_resets_a_password_or_ends_a_wait(household: DataDirectory) -> None:
    stranger = at(household, HOME, owned=False)
    household.accounts.create("alice", PASSWORD)
    with pytest.raises(RestrictedError, match="Only the account that the data belong to"):
        stranger.reset_password("alice", "mine")
    with pytest.raises(RestrictedError, match="Only the account that the data belong to"):
        stranger.unlock("alice")
    with pytest.raises(NoProfileError):
        at(household, HOME).unlock("nobody")
    assert household.accounts.authenticate("alice", PASSWORD)


def test_a_new_profile_begins_without_the_tries_on_its_name(household: DataDirectory) -> None:
    guesses(household, map(address, range(BUCKET_SIZE)), DAY)
    at(household, HOME).create("alice", PASSWORD)
    assert told(household) == ""
    assert at(household, ELSEWHERE).authenticate("alice", PASSWORD)


def test_changing_the_password_counts_like_a_login(household: DataDirectory) -> None:
    alice = household.accounts.create("alice", PASSWORD)
    for wrong in range(FREE_TRIES):
        with pytest.raises(WrongPasswordError, match=REFUSED):
            household.accounts.change_password(alice, f"guess {wrong}", "new")
    for work in (household.accounts.delete, lambda name, old: household.accounts.change_password(alice, old, "new")):
        with pytest.raises(TooManyTriesError):
            work("alice", PASSWORD)


def test_a_hash_of_another_cost_is_made_anew_at_the_next_login(household: DataDirectory) -> None:
    Accounts(household.database, household.clock, CHEAP + 1).create("alice", PASSWORD)
    household.accounts.authenticate("alice", PASSWORD)
    ((stored,),) = household.database.select("SELECT password_hash FROM profiles", {})
    assert stored.startswith(f"1:$2b${CHEAP:02}$")
    assert household.accounts.authenticate("alice", PASSWORD)
