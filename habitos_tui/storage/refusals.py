"""What SQLite refuses of a row that somebody has written by hand, as the fields that it is about and a sentence.

SQLite says which constraint failed, in the words of the schema. A person wants to know which field is to be what.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

A_DAY: Final = "must be a day such as 2026-11-23"
A_MOMENT: Final = "must be a moment such as 2026-11-23T06:30:00.000000+00:00"
AN_ID: Final = "must be 32 digits from 0 to 9 and a to f"
_LARGEST: Final = 2**63


class Refusal(NamedTuple):
    """Why a row cannot be stored."""

    field: str
    """The column that is meant; "" where it is all of the row."""
    sentence: str


def refusal_of(error: Exception, row: Mapping[str, Any]) -> Refusal:
    """Return what of a row was refused."""
    cause = getattr(error, "orig", error)  # peewee wraps the driver's error
    kind, _, about = str(cause).partition(" constraint failed: ")
    if isinstance(cause, OverflowError):
        return Refusal(_first(row, lambda value: type(value) is int and abs(value) >= _LARGEST), "is too large")
    if kind == "NOT NULL":
        name = about.rpartition(".")[2]
        return Refusal(name, "must not be empty" if name in row else "is missing")
    if kind == "UNIQUE":
        names = [name.rpartition(".")[2] for name in about.split(", ")]
        return Refusal("", f"has the same {_listed([name for name in names if name != 'profile_id'])} as another entry")
    if kind == "CHECK":
        return _of_bounds(about, row)
    return Refusal("", "cannot be stored")


def _of_bounds(constraint: str, row: Mapping[str, Any]) -> Refusal:
    """Return what a row goes beyond."""
    names = list(dict.fromkeys(word for word in re.findall(r"\w+", constraint) if word in row))
    if len(names) > 1:
        return Refusal("", f"cannot be stored: {_listed(names)} do not fit together")
    said = next((words(match) for pattern, words in _BOUNDS if (match := pattern.search(constraint))), _OUTSIDE)
    return Refusal(names[0] if names else "", said)


def _first(row: Mapping[str, Any], test: Callable[[Any], bool]) -> str:
    return next((name for name, value in row.items() if test(value)), "")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_OUTSIDE: Final = "is outside what can be stored"
_Words = Callable[[re.Match[str]], str]
_BOUNDS: Final[tuple[tuple[re.Pattern[str], _Words], ...]] = (
    (re.compile(r"IS date\("), lambda match: A_DAY),
    (re.compile("GLOB"), lambda match: A_MOMENT),
    (
        re.compile(r"json_array_length\(\w+\) = (\d+).* AND (\d+)$"),
        lambda match: f"must be a list of {match[1]} numbers from 0 to {match[2]}",
    ),
    (re.compile("'object'"), lambda match: "must be an object"),
    (re.compile("json_valid"), lambda match: "must be a list or an object"),
    (re.compile(r"IN \((.+?)\)"), lambda match: f"must be one of {match[1].replace(chr(39), '')}"),
    (re.compile(r"length\(\w+\) = 32"), lambda match: AN_ID),
    (re.compile(r"length\(\w+\) BETWEEN (\d+) AND (\d+)"), lambda match: _characters(match[1], match[2])),
    (re.compile(r"<> ''.*length\(\w+\) <= (\d+)"), lambda match: _characters("1", match[1])),
    (re.compile(r"length\(\w+\) <= (\d+)"), lambda match: _characters("0", match[1])),
    (re.compile(r"BETWEEN (-?[\d.]+) AND (-?[\d.]+)"), lambda match: f"must be from {match[1]} to {match[2]}"),
    (re.compile(r"> 0 AND \w+ <= ([\d.]+)"), lambda match: f"must be above 0, at most {match[1]}"),
    (re.compile(r">= (\d+)$"), lambda match: f"must be at least {match[1]}"),
)
"""What a bound of the schema asks for, by how it is stated; the first that fits."""


def _characters(least: str, most: str) -> str:
    return f"must have {least} to {most} characters" if int(least) else f"must have at most {most} characters"
