"""Turns what pydantic found wrong into (path of the field, sentence) pairs for people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from habitos_tui.domain.model.base import HEXADECIMAL, TRIMMED
from habitos_tui.errors import InvalidInputError

M = TypeVar("M", bound=BaseModel)

Issue = tuple[str, str]
"""Path of the field, such as `behaviors[3].typical_minutes`, and what is wrong with it."""


class FieldIssuesError(ValueError):
    """Raised by a validator that looks at several fields; carries one issue per field."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in self.issues))


UNION_TAGS: Final[set[str]] = set()
"""Types in a list of several types, which pydantic puts into a path behind the number of the entry; who defines such a
union adds them."""

RHYTHM_TAGS: Final[set[str]] = set()
"""Kinds of rhythms, which pydantic puts into a path behind the name of the field."""

BUDGET_KINDS: Final = ("same", "each")
"""An energy budget is the same on all days, or one for each."""

_SENTENCES: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "is not written as it must be",
    "string_unicode": "must be valid text",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be an object with names and values",
    "model_type": "must be an object with named fields",
    "model_attributes_type": "must be an object with named fields",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "literal_error": "must be one of {expected}",
    "enum": "must be one of {expected}",
    "date_type": "must be a date such as 2026-11-23",
    "date_parsing": "must be a date such as 2026-11-23",
    "date_from_datetime_parsing": "must be a date such as 2026-11-23",
    "date_from_datetime_inexact": "must be a date without a time",
    "union_tag_invalid": "has an unknown type; it must be one of {expected_tags}",
    "union_tag_not_found": "needs a type",
    "json_invalid": "is not valid JSON: {error}",
    "frozen_instance": "cannot be changed",
    "timezone_aware": "needs a time zone",
    "uuid_type": "must be an id of 32 hexadecimal digits",
    "uuid_parsing": "must be an id of 32 hexadecimal digits",
}

_OF_PATTERNS: Final = {
    TRIMMED: "must not be blank or begin or end with a space",
    HEXADECIMAL: "must be an id of 32 hexadecimal digits",
}

_OF_TEXTS: Final = {"too_short": "string_too_short", "too_long": "string_too_long"}
"""Kinds that pydantic has for anything with a length, where a text is checked behind a validator of ours."""


def path_of(location: Iterable[int | str]) -> str:
    """Return `behaviors[3].typical_minutes` for ("behaviors", 3, "typical_minutes")."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += f".{part}" if path else part
    return path


def issues_of(error: ValidationError) -> tuple[Issue, ...]:
    """Return every issue in a validation error, in the order of the fields."""
    return issues_in(error.errors(include_url=False))


def issues_in(details: Sequence[ErrorDetails]) -> tuple[Issue, ...]:
    """Return every issue in what pydantic found wrong."""
    found: list[Issue] = []
    for detail in details:
        if detail["type"] == "too_short" and _lost_an_entry(detail["loc"], details):
            continue
        path = path_of(_without_tags(detail["loc"]))
        context = detail.get("ctx", {})
        cause = context.get("error")
        if isinstance(cause, FieldIssuesError):
            found += [(_join(path, inner), sentence) for inner, sentence in cause.issues]
        else:
            kind = _OF_TEXTS.get(detail["type"], detail["type"]) if isinstance(detail["input"], str) else detail["type"]
            found.append((path, _about_name(detail["loc"]) + _sentence(kind, detail["msg"], context)))
    return tuple(dict.fromkeys(found))


def validated(build: Callable[[], M], what: str) -> M:
    """Return `build()`; what pydantic refuses becomes an InvalidInputError that names `what` and its fields."""
    try:
        return build()
    except ValidationError as error:
        raise invalid(what, issues_of(error)) from error


def invalid(what: str, issues: tuple[Issue, ...]) -> InvalidInputError:
    """Return the error for `what`, its message naming the first issues in full."""
    shown = "; ".join(f"{path}: {sentence}" if path else sentence for path, sentence in issues[:3])
    more = f"; and {len(issues) - 3} more" if len(issues) > 3 else ""
    return InvalidInputError(f"{what}: {shown}{more}.", issues=issues)


def _sentence(kind: str, message: str, context: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return str(context["error"])
    template = _OF_PATTERNS.get(context.get("pattern", ""), _SENTENCES.get(kind))
    if template is None:
        return message[:1].lower() + message[1:]
    return template.format(**{name: _plain(value) for name, value in context.items()})


def _plain(value: object) -> object:
    """Return a limit such as 10.0 the way people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _lost_an_entry(location: tuple[int | str, ...], details: Iterable[ErrorDetails]) -> bool:
    """Tell whether a list is only short because entries of it were refused, each with an issue of its own."""
    return any(len(d["loc"]) > len(location) and d["loc"][: len(location)] == location for d in details)


def _about_name(location: tuple[int | str, ...]) -> str:
    """Return the beginning of a sentence about a name in an object, which pydantic marks by a last part `[key]`."""
    return f"holds the name “{location[-2]}”, which " if len(location) > 1 and location[-1] == "[key]" else ""


def _without_tags(location: tuple[int | str, ...]) -> list[int | str]:
    """Drop what pydantic adds to a path: the type of a rule, the kind of a budget or a rhythm, the name it refused."""
    if len(location) > 1 and location[-1] == "[key]":
        location = location[:-2]
    kept: list[int | str] = []
    for index, part in enumerate(location):
        before = location[index - 1] if index else 0
        tag_of_entry = isinstance(before, int) and part in UNION_TAGS
        tag_of_budget = before == "energy_budget" and part in BUDGET_KINDS
        tag_of_rhythm = before == "rhythm" and part in RHYTHM_TAGS
        if not (tag_of_entry or tag_of_budget or tag_of_rhythm):
            kept.append(part)
    return kept


def _join(outer: str, inner: str) -> str:
    if not outer or not inner:
        return outer or inner
    return outer + inner if inner.startswith("[") else f"{outer}.{inner}"


def path_within(path: str) -> str:
    """Return the path within the one entry that `path` begins with: "name" for "[3].name"."""
    return path.partition("]")[2].removeprefix(".")
