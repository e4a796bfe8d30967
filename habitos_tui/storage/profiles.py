"""Profiles, their passwords and the wrong ones tried."""

from dataclasses import dataclass
from uuid import UUID

from peewee import Expression

from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.wishes import EVER, Version
from habitos_tui.errors import NoProfileError
from habitos_tui.storage import mapping
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import fold
from habitos_tui.storage.logins import LoginRepository
from habitos_tui.storage.tables import Profiles
from habitos_tui.storage.wishes import WishRepository


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A profile with the hash of its password, None when it has none."""

    profile: Profile
    password_hash: str | None


class ProfileRepository:
    """All profiles of a database. Names are the same whatever their case and the encoding of their accents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[StoredProfile, ...]:
        """Return every profile by name."""
        return self._found(Profiles.id.is_null(False))

    def by_name(self, name: str) -> StoredProfile | None:
        """Return the profile of that name."""
        return next(iter(self._found(Profiles.name_key == fold(name))), None)

    def by_id(self, profile_id: UUID) -> StoredProfile | None:
        """Return a profile as it is stored now; None when it has gone."""
        return next(iter(self._found(Profiles.id == profile_id)), None)

    def preferences(self, profile_id: UUID) -> Preferences:
        """Return the preferences as they are stored now; NoProfileError when the profile has gone."""
        return self.get(profile_id).preferences

    def get(self, profile_id: UUID) -> Profile:
        """Return a profile as it is stored now; NoProfileError when it has gone."""
        found = self._found(Profiles.id == profile_id)
        _check_found(len(found))
        return found[0].profile

    def add(self, profile: Profile, password_hash: str | None) -> None:
        """Add a profile; InvalidInputError when the name is taken."""
        row = {"id": profile.id, "name": profile.name, "name_key": fold(profile.name), "password_hash": password_hash}
        budget = [Version(EVER, profile.preferences.energy_budget)]
        with self._database.unit():
            self._database.run(Profiles.insert(row | mapping.preferences_row(profile.preferences)))
            wishes = WishRepository(self._database, profile.id)
            wishes.put_budget(budget)
            wishes.put_weeks(profile.weeks)

    def set_password(self, profile_id: UUID, password_hash: str | None) -> None:
        """Set the hash of the password, None to protect the profile no longer."""
        self._update(profile_id, {"password_hash": password_hash})

    def set_preferences(self, profile_id: UUID, preferences: Preferences) -> None:
        """Replace the preferences."""
        self._update(profile_id, mapping.preferences_row(preferences))

    def delete(self, profile_id: UUID) -> None:
        """Delete a profile with everything that belongs to it, and the logins under its name."""
        with self._database.unit():
            name = self.get(profile_id).name
            _check_found(self._database.run(Profiles.delete().where(Profiles.id == profile_id)))
            LoginRepository(self._database).forget(name)

    def _found(self, condition: Expression) -> tuple[StoredProfile, ...]:
        rows = self._database.rows(Profiles.select().where(condition).order_by(Profiles.name_key))
        return tuple(
            StoredProfile(mapping.profile(row, WishRepository(self._database, row["id"]).weeks()), row["password_hash"])
            for row in rows
        )

    def _update(self, profile_id: UUID, values: dict[str, object]) -> None:
        _check_found(self._database.run(Profiles.update(values).where(Profiles.id == profile_id)))


def _check_found(changed: int) -> None:
    if changed == 0:
        raise NoProfileError("This profile does not exist any more.")
