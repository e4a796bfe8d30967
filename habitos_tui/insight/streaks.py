"""How long somebody has kept at it."""

from collections.abc import Collection
from datetime import date


def days_in_a_row(day: date, done: Collection[date], missed: Collection[date]) -> int:
    """Return on how many days, back from `day`, something was done without a day between on which all was missed.

    `missed` are days with a session that was neither done nor skipped; one on which something else was done counts as
    done. Days on which nothing was planned, or all of it skipped, neither count nor break the row. `day` itself does
    not break it: it is not over.
    """
    broken = max((other for other in missed if other < day and other not in done), default=date.min)
    return sum(broken < other <= day for other in done)
