"""The lines of a text that may be large and come from anywhere."""

import re
from collections.abc import Iterator
from typing import Final

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def lines_of(text: str) -> Iterator[str]:
    r"""Yield each line with its end, which is \n, \r\n or \r.

    One after the other: io.StringIO holds four bytes for each character, a list of all lines still more.
    """
    for found in _LINE.finditer(text):
        yield found[0]
