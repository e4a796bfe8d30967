"""The text of a calendar file. RFC 5545 (3.1.4) wants UTF-8; older programs wrote what their system did.

What a file says itself counts: a mark at its beginning, or the CHARSET of a line. A line that is none of it, and not in
UTF-8, is read as Windows-1252, in which nearly all of them are, and that is told.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from habitos_tui.domain.text.phrasing import count

GUESSED: Final = "windows-1252"
_MARKS: Final = (
    *((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32")),
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"B\x00E\x00", "utf-16-le"), (b"\x00B\x00E", "utf-16-be")),
)
"""How a file begins in which encoding; the last two are without a mark."""
_CHARSET: Final = re.compile(rb"^[A-Z0-9-]+(?:;[^:\"]*)?;CHARSET=\"?([A-Z0-9_.:-]{3,20})\"?[;:]", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"iso-8859-(?:[1-9]|1[0-6])|windows-125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5"
)
_FOLD: Final = re.compile(rb"\r?\n[ \t]")


@dataclass(slots=True)
class Decoded:
    """The text of a file, and how many of its lines are in which other encoding than UTF-8."""

    text: str
    others: Counter[str] = field(default_factory=Counter)

    @property
    def note(self) -> str:
        """Say which encoding was guessed, as "is not all in UTF-8; 3 lines are read as Windows-1252"; "" for none."""
        number = self.others[GUESSED]
        verb = "is" if number == 1 else "are"
        return f"is not all in UTF-8; {count(number, 'line')} {verb} read as Windows-1252" if number else ""


def decoded(data: bytes) -> Decoded:
    """Return the text of a file, whatever is in it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _in_utf8(data[len(mark) :])
            return Decoded(data.decode(encoding, errors="replace"))
    return _in_utf8(data)


def _in_utf8(data: bytes) -> Decoded:
    if b"charset=" not in data.lower():
        # Lines are folded at bytes by some, in the middle of a letter, which is whole once they are not.
        for whole in (data, _FOLD.sub(b"", data)):
            try:
                return Decoded(whole.decode())
            except UnicodeDecodeError:
                continue
    return _by_lines(_FOLD.sub(b"", data))


def _by_lines(data: bytes) -> Decoded:
    found = Decoded("")
    lines = []
    for line in data.split(b"\n"):
        said = _CHARSET.match(line[:200])
        name = "" if said is None else said[1].decode("ascii").lower()
        encoding = name if _KNOWN.fullmatch(name) else "utf-8"
        try:
            lines.append(line.decode(encoding))
        except UnicodeDecodeError:
            lines.append("".join(_LETTERS[byte] for byte in line))
            encoding = GUESSED
        found.others[encoding] += encoding != "utf-8"
    found.text = "\n".join(lines)
    return found


_LETTERS: Final = [bytes([byte]).decode(GUESSED, errors="ignore") or chr(byte) for byte in range(256)]
"""By their bytes; Windows-1252 has five gaps, which are read as in Latin-1."""
