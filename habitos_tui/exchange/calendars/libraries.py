"""What reading and writing calendars is done with, which not everybody has installed."""

from importlib.util import find_spec
from typing import Final

from habitos_tui.errors import HabitosError

LIBRARIES: Final = ("icalendar", "recurring_ical_events", "x_wr_timezone")


def require() -> None:
    """Raise HabitosError with what to install where something is missing."""
    if missing := [name for name in LIBRARIES if find_spec(name) is None]:
        raise HabitosError(
            f"Calendars need what is not installed: {', '.join(missing)}.",
            title="Something is missing",
            hint="pip install 'habitos-tui[calendar]'",
        )
