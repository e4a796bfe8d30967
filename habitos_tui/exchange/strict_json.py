"""Strict JSON parsing: refuses what the standard forbids or leaves open, with a sentence."""

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
"""Deepest nesting accepted; our documents have seven levels, and parsers differ in their limits."""

Location = tuple[int | str, ...]


class _RefusedError(ValueError):
    """Raised by the parser hooks; carries the sentence."""


def decode(data: bytes, what: str) -> str:
    """Return the text of UTF-8 `data` that holds one strict JSON document; `what` names it in errors.

    Raises InvalidInputError for anything else: another encoding, a byte order mark, no document, NaN or infinite
    numbers, lone surrogates, duplicate names in an object, or too deep nesting.
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
        # Python refuses integers with thousands of digits, with a plain ValueError.
        raise _error(what, "holds a number with too many digits") from error
    if issues:
        raise invalid(what, issues)


def _refused(value: JsonValue, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield the locations of values that Python accepts although they are invalid: NaN, 1e999, lone surrogates."""
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
    """True if a text can be encoded as UTF-8, which fails for lone surrogates."""
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
