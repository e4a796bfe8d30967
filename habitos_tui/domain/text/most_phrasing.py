"""How often something can be done at most, in words."""

from typing import Final, assert_never

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.planning.most_sessions import Cap, Most
from habitos_tui.domain.text.phrasing import count

_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six")


def most_sentence(most: Most) -> str:
    """Return "4 a week is the most with one day between"."""
    return f"{most.sessions} a week is the most {_because(most)}"


def _because(most: Most) -> str:
    on_days = "" if most.weekdays == len(ALL_DAYS) else f" on {count(most.weekdays, 'day')}"
    match most.cap:
        case Cap.RULES:
            return "that the rules allow"
        case Cap.WEEK:
            return "that its own limit a week allows"
        case Cap.GAP:
            return f"with {_in_words(most.amount)} {'day' if most.amount == 1 else 'days'} between{on_days}"
        case Cap.DAY:
            return f"with {_in_words(most.amount)} a day{on_days}"
        case _:
            assert_never(most.cap)


def _in_words(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
