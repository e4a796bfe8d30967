"""Reads JSON the strict way: what the standard does not allow, or leaves open, is refused with a sentence."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import JsonValue

from habitos_tui.domain.model.validation import invalid, path_of
from habitos_tui.errors import InvalidInputError

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_DEEPEST: Final = 100
"""Levels of nesting; documents of ours have seven, and parsers differ in where they give up."""

Location = tuple[int | str, ...]


class _RefusedError(ValueError):
    """What the parser was made to refuse; carries the sentence."""


def decode(data: bytes, what: str) -> str:
    """Return the text of UTF-8 `data` that holds one strict JSON document; `what` names it in errors.

    Raises InvalidInputError for anything else: another encoding, a byte order mark, no document, NaN or infinite
    numbers, halves of characters, a name twice in one object, or nesting deeper than any document of ours.
    """
    if data.startswith(_BYTE_ORDER_MARK):
        raise _error(what, "begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(what, f"is not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise _error(what, "is empty")
    _parse(text, what)
    return text


def _parse(text: str, what: str) -> None:
    try:
        document = json.loads(text, object_pairs_hook=_distinct)
        issues = tuple((path_of(location), sentence) for location, sentence in _refused(document))
    except RecursionError as error:
        raise _error(what, "is nested too deeply") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _error(what, f"is not valid JSON: {error.msg} ({place})") from error
    except _RefusedError as error:
        raise _error(what, str(error)) from error
    except ValueError as error:
        # Python refuses to turn thousands of digits into an integer; it says so with a plain ValueError.
        raise _error(what, "holds a number with too many digits") from error
    if issues:
        raise invalid(what, issues)


def _refused(value: JsonValue, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield the places of what Python reads although it is not allowed: NaN, 1e999, a lone surrogate."""
    if len(location) > _DEEPEST:
        raise _RefusedError("is nested too deeply")
    if isinstance(value, float) and not math.isfinite(value):
        yield location, "must be a finite number"
    elif isinstance(value, str) and not _is_text(value):
        yield location, "must be valid text"
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        if isinstance(key, str) and not _is_text(key):
            yield location, "holds a name that is not valid text"
        yield from _refused(member, (*location, key))


def _is_text(text: str) -> bool:
    """Tell whether a text can be written as UTF-8, which half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _distinct(pairs: Sequence[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) < len(pairs):
        [(name, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise _RefusedError(f"holds “{name}” twice in one object")
    return members


def _error(what: str, sentence: str) -> InvalidInputError:
    return InvalidInputError(f"{what} {sentence}.", issues=(("", sentence),))
