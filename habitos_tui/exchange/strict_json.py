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

HEAVIEST: Final = 170 * 1024 * 1024
"""Bytes of memory that a document may take."""

Location = tuple[int | str, ...]


class _RefusedError(ValueError):
    """Raised by the parser hooks; carries the sentence."""


def decode(data: bytes, what: str) -> str:
    """Return the text of UTF-8 `data` that holds one strict JSON document; `what` names it in errors.

    Raises InvalidInputError for anything else: another encoding, a byte order mark, no document, NaN or infinite
    numbers, lone surrogates, duplicate names in an object, too deep nesting, or more values than memory is taken for.
    """
    text = _text(data, what)
    _parse(text, what)
    return text


def decoded(data: bytes, what: str) -> JsonValue:
    """Return what the document in `data` stands for; the errors of `decode`."""
    return _parse(_text(data, what), what)


def weight_of(data: bytes) -> int:
    """Return how many bytes of memory a JSON document takes at most once it is read.

    An empty object is written with two bytes and takes 64: what a file means in memory follows from what is in it, not
    from its size. So the marks of each kind of value are counted, before any is made.
    """
    return 2 * len(data) + sum(bytes_each * data.count(mark) for mark, bytes_each in _WEIGHTS.items())


_WEIGHTS: Final = {b"{": 240, b"[": 88, b",": 60, b'"': 25}
"""An object with a member, a list, a place in either with a number, and half a text."""


def _text(data: bytes, what: str) -> str:
    if data.startswith(_BYTE_ORDER_MARK):
        raise _error(what, "begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(what, f"is not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise _error(what, "is empty")
    if weight_of(data) > HEAVIEST:
        raise _error(what, f"holds more values than fit into {HEAVIEST // 1024**2} MB of memory")
    return text


def _parse(text: str, what: str) -> JsonValue:
    try:
        document: JsonValue = json.loads(text, object_pairs_hook=_Distinct())
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
    return document


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


class _Distinct:
    """Makes objects of a document, each name once in it; the same text is one value throughout, such as a day."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __call__(self, pairs: Sequence[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        one = self._texts.setdefault
        members = {name: one(value, value) if isinstance(value, str) else value for name, value in pairs}
        if len(members) < len(pairs):
            [(name, _)] = Counter(name for name, _ in pairs).most_common(1)
            raise _RefusedError(f"holds “{name}” twice in one object")
        return members


def _error(what: str, sentence: str) -> InvalidInputError:
    return InvalidInputError(f"{what} {sentence}.", issues=(("", sentence),))
