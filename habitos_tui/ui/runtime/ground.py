"""Whether the terminal has a light ground: it is asked (OSC 11), and its answer is kept out of the keys.

The question is sent before slow imports, so that waiting for the answer costs nothing. One that comes after the first
frame, as over a slow line, is understood just as well. Nothing here loads Textual.
"""

import re
from collections.abc import Mapping
from typing import Final

QUESTION: Final = b"\x1b]11;?\x07"
_DEAF: Final = ("linux", "dumb", "vt")
"""Beginnings of TERM where the question would be shown instead of being answered."""

_ANSWER: Final = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F/]*)(?:\x07|\x1b\\)")
_BEGUN: Final = re.compile(r"\x1b\](?:1(?:1(?:;(?:r(?:g(?:b(?:a?(?::[0-9a-fA-F/]{0,24}\x1b?)?)?)?)?)?)?)?)?\Z")
_LIGHT_NUMBERS: Final = frozenset({"7", "15"})


def may_be_asked(env: Mapping[str, str]) -> bool:
    """Tell whether the terminal is one that answers, or at least shows nothing."""
    return not env.get("TERM", "").startswith(_DEAF)


def light_by_environment(env: Mapping[str, str]) -> bool | None:
    """Return what COLORFGBG says, such as "0;15" for black on white; None if it says nothing."""
    ground = env.get("COLORFGBG", "").rpartition(";")[2]
    return ground in _LIGHT_NUMBERS if ground.isdecimal() else None


class GroundAnswer:
    """Takes the answer out of what comes from the terminal; `light` is None until it is there."""

    def __init__(self) -> None:
        self.light: bool | None = None
        self._begun = ""

    def sift(self, text: str) -> str:
        """Return what was typed of the next `text`; an answer that is cut is kept for the rest of it."""
        text, self._begun = self._begun + text, ""
        text = _ANSWER.sub(self._heard, text)
        begun = _BEGUN.search(text) if self.light is None else None
        if begun is not None:
            self._begun, text = begun[0], text[: begun.start()]
        return text

    def _heard(self, answer: re.Match[str]) -> str:
        parts = [int(part, 16) / (16 ** len(part) - 1) for part in answer[1].split("/")[:3] if part]
        if len(parts) == 3:
            self.light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.5
        return ""
