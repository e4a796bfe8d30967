"""Sentences about logins and wrong passwords."""

from datetime import date, datetime
from math import ceil

from habitos_tui.domain.model.login_report import LoginReport, WrongPasswords
from habitos_tui.domain.text.phrasing import count, day_label, listed

MAX_PLACES = 3
"""Places that are named one by one."""


def wait_sentence(seconds: int) -> str:
    """Return "Too many wrong passwords; try again in 8 s.", or in so many minutes."""
    return f"Too many wrong passwords; try again in {wait_words(seconds)}."


def wait_words(seconds: int) -> str:
    """Return "8 s", from a minute on "15 min"."""
    return f"{seconds} s" if seconds <= 60 else f"{ceil(seconds / 60)} min"


def report_sentence(report: LoginReport, today: date, *, protected: bool = True) -> str:
    """Return what a person is told after a login, on the day `today`; "" where there is nothing to tell.

    `protected` tells whether there is a password now.
    """
    told = [_wrong(report.wrong, today)] if report.wrong else []
    if report.unlocked_at is not None:
        told.append(f"The owner of the data ended the wait after wrong passwords {_moment(report.unlocked_at, today)}.")
    if report.reset_at is not None:
        did = "gave you another password" if protected else "removed your password"
        told.append(f"The owner of the data {did} {_moment(report.reset_at, today)}.")
    return " ".join(told)


def _wrong(wrong: tuple[WrongPasswords, ...], today: date) -> str:
    named = [f"{one.count} {_place(one.source)}" for one in wrong[:MAX_PLACES]]
    if rest := sum(one.count for one in wrong[MAX_PLACES:]):
        named.append(f"{rest} from other places")
    words = count(sum(one.count for one in wrong), "wrong password")
    places = _place(wrong[0].source) if len(wrong) == 1 else f"({listed(named)})"
    return f"{words} {places} since you were last here, the last {_moment(wrong[0].last_at, today)}."


def _place(source: str) -> str:
    """Return where tries came from."""
    kind, _, which = source.partition(" ")
    match kind:
        case "":
            return "from somewhere"
        case "terminal":
            return f"at the terminal {which}"
        case "unknown":
            return f"from an {source}"
        case "account":
            return f"on this machine without a terminal (account {which})"
        case _:
            return f"from {source}"


def _moment(moment: datetime, today: date) -> str:
    return f"on {day_label(moment.date(), today)} at {moment:%H:%M}"
