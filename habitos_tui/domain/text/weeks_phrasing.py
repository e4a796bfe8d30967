"""Another first weekday, in words: from when weeks begin on it, and what becomes of the days until then."""

from datetime import date

from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label


def weeks_to_come(weeks: Weeks, today: date) -> str:
    """Return since which coming day weeks begin on another weekday; empty where none does.

    Such as "This week stays as it is. Mon 7 Dec to Sat 12 Dec are a short week, and weeks begin on Sunday from Sun 13
    Dec on."
    """
    coming = weeks.coming(today)
    if coming is None:
        return ""
    first, last = weeks.before(coming), coming - ONE_DAY
    days = f"{day_label(first)} to {day_label(last)} are" if first < last else f"{day_label(first)} alone is"
    stays = "This week stays as it is. " if first > today else ""
    since = f"weeks begin on {WEEKDAYS[coming.weekday()]} from {day_label(coming)} on"
    return f"{stays}{days} a short week, and {since}."
