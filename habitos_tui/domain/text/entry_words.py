"""What the entries of a profile are called: those of a profile file, by the table that they are in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from habitos_tui.domain.text.phrasing import count

_PLAIN: Final = {
    "behaviors": "behavior",
    "budget_wishes": "energy budget",
    "calendar_sources": "calendar",
    "completions": "completion",
    "dismissals": "dismissed suggestion",
    "objectives": "objective",
    "offered_reviews": "offered review",
    "optimization_runs": "run",
    "pauses": "pause",
    "planned_sessions": "planned session",
    "promises": "promise",
    "rules": "rule",
    "slots": "slot",
}
_OTHERWISE: Final = {
    "absences": ("skipped session", "skipped sessions"),
    "away": ("stretch of days away", "stretches of days away"),
    "behavior_impacts": ("impact of a behavior", "impacts of behaviors"),
    "behavior_wishes": ("wish for a behavior", "wishes for behaviors"),
    "busy_blocks": ("weekly busy time", "weekly busy times"),
    "busy_days_off": ("day without its busy time", "days without their busy time"),
    "completion_tags": ("tag of a completion", "tags of completions"),
    "dated_busy": ("busy time of a date", "busy times of dates"),
    "objective_wishes": ("weight of an objective", "weights of objectives"),
    "profiles": ("settings of the profile", "settings of the profile"),
    "seen_days": ("day of use", "days of use"),
    "week_starts": ("first day of weeks", "first days of weeks"),
}

ENTRY_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {table: (noun, f"{noun}s") for table, noun in _PLAIN.items()} | _OTHERWISE
)
"""One and several, by table."""


def entry_noun(table: str, amount: int = 1) -> str:
    """Return what so many entries of a table are called, without the number."""
    one, several = ENTRY_WORDS[table]
    return one if amount == 1 else several


def counted_entries(counts: Mapping[str, int]) -> str:
    """Return "2 behaviors, 1 completion" of the number of entries by table."""
    return ", ".join(count(number, *ENTRY_WORDS[table]) for table, number in counts.items())
