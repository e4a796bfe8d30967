"""Reads JSON the strict way: what the standard does not allow, or leaves open, is refused with a sentence."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NoReturn

from pydantic import JsonValue

from habitos_tui.errors import InvalidInputError

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class _RefusedError(ValueError):
    """What the parser was made to refuse; carries the sentence."""


def decode(data: bytes, what: str) -> str:
    """Return the text of UTF-8 `data` that holds one strict JSON document; `what` names it in errors.

    Raises InvalidInputError for anything else: another encoding, a byte order mark, no document, NaN or infinite
    numbers, a name twice in one object, or nesting deeper than any document of ours.
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
        json.loads(text, parse_constant=_constant, parse_float=_finite, object_pairs_hook=_distinct)
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


def _constant(name: str) -> NoReturn:
    raise _RefusedError(f"holds {name}, which is not a number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _RefusedError(f"holds the number {digits[:30]}, which is too large")
    return number


def _distinct(pairs: Sequence[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) < len(pairs):
        [(name, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise _RefusedError(f"holds “{name}” twice in one object")
    return members


def _error(what: str, sentence: str) -> InvalidInputError:
    return InvalidInputError(f"{what} {sentence}.", issues=(("", sentence),))
