"""How days and moments are written in columns."""

from datetime import UTC, date, datetime

from peewee import Field


class DayField(Field):
    """A local date as ISO text."""

    field_type = "TEXT"

    def db_value(self, value: date | None) -> str | None:
        """Return `2026-11-23`."""
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        """Return the date; several times faster than peewee's own field, which tries formats."""
        return None if value is None else date.fromisoformat(value)


class MomentField(Field):
    """A moment as ISO text in UTC, always with microseconds: the order of the texts is the order in time."""

    field_type = "TEXT"

    def db_value(self, value: datetime | None) -> str | None:
        """Return `2026-11-23T06:30:00.000000+00:00`; a moment without a time zone is refused with a ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def python_value(self, value: str | None) -> datetime | None:
        """Return the aware moment, in UTC."""
        return None if value is None else datetime.fromisoformat(value)
