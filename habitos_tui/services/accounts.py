"""Profiles and their passwords: who may open which.

Wrong passwords are counted in the database, so that the wait grows across restarts and for several processes at once:
see `habitos_tui/services/login_throttle.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Final
from unicodedata import normalize
from uuid import uuid4

from habitos_tui.clock import Clock
from habitos_tui.domain.model.login_report import LoginReport
from habitos_tui.domain.model.look_alikes import why_taken
from habitos_tui.domain.model.naming import did_you_mean, folded
from habitos_tui.domain.model.objective import STARTING_OBJECTIVES, Objective
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.errors import (
    LIST_HINT,
    InvalidInputError,
    NameTakenError,
    NoProfileError,
    WrongPasswordError,
    owner_only,
    unknown_profile,
)
from habitos_tui.services.login_source import LoginSource, present_source
from habitos_tui.services.login_throttle import LoginThrottle
from habitos_tui.services.password_hashing import COST, PasswordHasher
from habitos_tui.services.store import Store
from habitos_tui.services.wishes import bring_budget_forward, still_to_come
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.logins import LoginNotice, LoginRepository
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.profiles import ProfileRepository, StoredProfile
from habitos_tui.text import cell_width, clean

LONGEST_NAME_CELLS: Final = 64
REGISTERING: Final = "\x1fregistering"
"""What tries to register are counted as: a name that nobody can have."""
STARTING_WEIGHT: Final = 100 / len(STARTING_OBJECTIVES)


class Accounts:
    """The profiles of one database."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        cost: int = COST,
        *,
        private: bool = True,
        owned: bool = True,
        discreet: bool = False,
        source: Callable[[], LoginSource] = present_source,
        in_browser: bool = False,
    ) -> None:
        """`private` tells whether only its owner can read the data directory; only then may a password be missing.

        `owned` tells whether the caller is that owner, `source` where passwords are tried from. A `discreet` one names
        nobody else in its errors, as to those who are not the owner. `in_browser` no password may be missing either.
        """
        self._database = database
        self._profiles = ProfileRepository(database)
        self._clock = clock
        self._hasher = PasswordHasher(cost)
        self._private, self._owned, self._in_browser = private, owned, in_browser
        self.tells_names = owned and not discreet
        """Whether the caller may be told who has a profile here."""
        self._throttle = LoginThrottle(database, clock, source)
        self._logins = LoginRepository(database)

    def profiles(self) -> tuple[Profile, ...]:
        """Return all profiles, in the order of the repository."""
        return tuple(stored.profile for stored in self._profiles.all())

    def wanted(self, name: str | None) -> Profile | None:
        """Return the profile called `name`, or without a name the only one there is; None where that is not one."""
        fitting = [one for one in self.profiles() if name is None or folded(one.name) == folded(name)]
        return fitting[0] if len(fitting) == 1 else None

    def asks_for_password(self, name: str) -> bool:
        """Tell whether a password is asked for: of a name that nobody has, too, as soon as anybody has a password."""
        found = {folded(one.name): one.protected for one in self.profiles()}
        return found.get(folded(_tidy(name)), any(found.values()))

    def unknown(self, name: str) -> NoProfileError:
        """Return the error for a name that no profile has, with those near it that anybody may open.

        Nobody is named to those who may not list the profiles.
        """
        if not self.tells_names:
            return unknown_profile(name, listed=False)
        return unknown_profile(name, did_you_mean(name, (one.name for one in self.profiles() if not one.protected)))

    def _refused(self, sentence: str = "The name or the password is wrong.") -> WrongPasswordError:
        """Return the error for a password that does not open; its hint is one that the caller can follow."""
        return WrongPasswordError(sentence, hint=LIST_HINT if self.tells_names else "")

    def create(self, name: str, password: str | None, preferences: Preferences | None = None) -> Profile:
        """Return a new profile with the usual slots and starting objectives; InvalidInputError for a bad name."""
        with self.creating(name, password, preferences) as profile:
            return profile

    @contextmanager
    def creating(self, name: str, password: str | None, preferences: Preferences | None = None) -> Iterator[Profile]:
        """Make a new profile, as `create` does, in one unit of work with what is done to it meanwhile: all or nothing.

        The unit begins once the password is hashed: others can write for that long.
        """
        name = _named(name)
        password_hash = self.hash_of_new(password)
        wanted = preferences or Preferences()
        self._database.accept_file()  # nothing of before goes into it
        profile = Profile(
            id=uuid4(),
            name=name,
            protected=password is not None,
            preferences=wanted,
            weeks=Weeks(wanted.week_start),
        )
        with self._database.unit():
            self._check_unused(name)
            self._profiles.add(profile, password_hash)
            self.begin_logins(name)
            CalendarRepository(self._database, profile.id).replace_slots(DEFAULT_SLOTS)
            ObjectiveRepository(self._database, profile.id).replace(
                tuple(Objective(name=objective, weight=STARTING_WEIGHT) for objective in STARTING_OBJECTIVES)
            )
            JournalRepository(self._database, profile.id).forget()
            yield profile

    def register(self, name: str, password: str) -> Profile | None:
        """Create a profile for somebody who knows nobody here; None, after as much work, where another has the name.

        TooManyTriesError where that is tried too often, InvalidInputError for what can be no name.
        """
        _named(name)
        self._throttle.count_try(REGISTERING)
        try:
            return self.create(name, password)
        except NameTakenError:
            return None

    def begin_logins(self, name: str) -> None:
        """Forget what was tried on a name before it became that of a new profile, whose owner is here."""
        self._throttle.begin(name)

    def authenticate(self, name: str, password: str | None) -> Profile:
        """Return the profile that `name` and `password` open; WrongPasswordError otherwise.

        A profile without a password opens whatever is given. A name that nobody has gets the same answer as a wrong
        password, in the same time; only where nobody has a password it is a NoProfileError.
        """
        name = _tidy(name)
        self._database.accept_file()  # whoever is let in reads everything
        asked, stored = self.asks_for_password(name), self._profiles.by_name(name)
        if stored is not None and stored.password_hash is None:
            return stored.profile
        if not asked:
            raise self.unknown(name)
        if password is None:
            raise self._refused(f"A password is needed for “{name}”.")
        return self._checked(name, stored, password)

    def authenticate_protected(self, name: str, password: str) -> Profile:
        """Return the profile that `name` and `password` open; WrongPasswordError otherwise.

        A profile without a password is not there, for doors that nobody passes without one: it gets the same answer as
        a name that nobody has, in the same time.
        """
        name = _tidy(name)
        self._database.accept_file()
        return self._checked(name, self._profiles.by_name(name), password)

    def _checked(self, name: str, stored: StoredProfile | None, password: str) -> Profile:
        last_failed_at = self._throttle.count_try(name)
        if stored is None or stored.password_hash is None:
            self._hasher.hash(password)
            raise self._refused()
        if not self._hasher.matches(password, stored.password_hash):
            raise self._refused()
        self._throttle.succeeded(name, last_failed_at)
        if self._hasher.is_outdated(stored.password_hash):
            self._profiles.set_password(stored.profile.id, self._hasher.hash(password))
        return stored.profile

    def login_report(self, profile: Profile) -> LoginReport:
        """Return what happened to the password of a profile since its owner was told, in local time."""
        report, local = self._logins.report(profile.name), self._clock.local
        return LoginReport(
            tuple(replace(one, last_at=local(one.last_at)) for one in report.wrong),
            report.unlocked_at and local(report.unlocked_at),
            report.reset_at and local(report.reset_at),
        )

    def note_told(self, profile: Profile) -> None:
        """Note that the owner of a profile was told all of its report."""
        self._logins.told(profile.name)

    def others(self, name: str) -> Profile:
        """Return the profile of that name for the owner of the data, without its password; for nobody else."""
        if not self._owned:
            raise owner_only()
        self._database.accept_file()
        stored = self._profiles.by_name(_tidy(name))
        if stored is None:
            raise self.unknown(name)
        return stored.profile

    def unlock(self, name: str) -> Profile:
        """End the wait after wrong passwords, which its owner is told; only for the owner of the data."""
        profile = self.others(name)
        with self._database.unit():
            self._logins.unlock(profile.name)
            self._logins.notice(profile.name, LoginNotice.UNLOCKED, self._clock.now())
        return profile

    def reset_password(self, name: str, new: str | None) -> Profile:
        """Give a profile another password without the old one, which its owner is told; only for the owner of the data.

        Nobody is known any more: whoever logged in so far may have been the reason.
        """
        profile, password_hash = self.others(name), self.hash_of_new(new)
        with self._database.unit():
            self._profiles.set_password(profile.id, password_hash)
            self._logins.unlock(profile.name)
            self._logins.keep_known(profile.name, 0)
            self._logins.notice(profile.name, LoginNotice.RESET, self._clock.now())
        return profile.model_copy(update={"protected": new is not None})

    def change_password(self, profile: Profile, old: str | None, new: str | None) -> Profile:
        """Return the profile with another password, or with none; the old one is asked for where there is one."""
        self.authenticate(profile.name, old)
        password_hash = self.hash_of_new(new)
        with self._database.unit():
            self._profiles.set_password(profile.id, password_hash)
            self._throttle.note_owner(profile.name)
        return profile.model_copy(update={"protected": new is not None})

    def delete(self, name: str, password: str | None) -> None:
        """Delete a profile and everything in it, for good."""
        self._profiles.delete(self.authenticate(name, password).id)

    def check_new_name(self, name: str) -> str:
        """Return the name as a new profile can have it; InvalidInputError when it cannot, or another has it."""
        name = _named(name)
        self._check_unused(name)
        return name

    def hash_of_new(self, password: str | None) -> str | None:
        """Return what is stored for a new password, None for none; InvalidInputError where one is needed."""
        if password is None:
            if self._in_browser:
                raise InvalidInputError(
                    "A profile that a browser shows needs a password.", issues=(("password", "is needed"),)
                )
            if self._private:
                return None
            raise InvalidInputError(
                "A profile needs a password here, because others can read the data directory.",
                issues=(("password", "is needed"),),
                hint=f"Or keep others out first: chmod 700 “{self._database.path.parent}”.",
            )
        if not password:
            raise InvalidInputError("A password must not be empty.", issues=(("password", "must not be empty"),))
        return self._hasher.hash(password)

    def save_preferences(
        self,
        profile: Profile,
        preferences: Preferences,
        label: str = "Changed the settings",
        *,
        coalesce: bool = False,
        from_now: bool = False,
    ) -> Profile:
        """Return the profile with other preferences; a workspace opened before still has the old ones.

        `label` names the change for undo; `coalesce` makes it one with the one right before it, see `Store.change`.
        Another energy budget is what days are held against from the next week on, or `from_now` on. Another first
        weekday leaves all weeks as they are up to the end of this one: see `Weeks.beginning_on`.
        """
        store = Store.of(self._database, profile, self._clock)
        with store.change(label, coalesce=coalesce, from_now=from_now):
            self._profiles.set_preferences(profile.id, preferences)
            if from_now:
                bring_budget_forward(store)
        return self._profiles.get(profile.id)

    def budget_holds_from(self, profile: Profile) -> date | None:
        """Return the coming day from which the energy budget of now holds; None where it holds already."""
        store = Store.of(self._database, profile, self._clock)
        return still_to_come(store, store.wishes.of_budget()[-1].since)

    def _check_unused(self, name: str) -> None:
        """Raise NameTakenError for a name that another profile has, or that could be taken for its name."""
        if why := why_taken(name, (profile.name for profile in self.profiles())):
            raise NameTakenError(f"The name {why}.", issues=(("name", why),))


def _tidy(name: str) -> str:
    """Return the name that `name` can only mean: no profile's name holds anything that cannot be shown."""
    return clean(normalize("NFC", name)).strip()


def _named(name: str) -> str:
    """Return the name as it is stored; InvalidInputError for one that will not do."""
    name = normalize("NFC", name).strip()
    _check_name(name)
    return name


def _check_name(name: str) -> None:
    if not name:
        raise _bad_name("must not be blank")
    if clean(name) != name:
        raise _bad_name("must not contain control characters or ones that cannot be seen")
    if cell_width(name) > LONGEST_NAME_CELLS:
        raise _bad_name(f"must fit in {LONGEST_NAME_CELLS} columns")


def _bad_name(sentence: str) -> InvalidInputError:
    return InvalidInputError(f"The name {sentence}.", issues=(("name", sentence),))
