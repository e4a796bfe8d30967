"""The one gate between user text and a terminal.

Whatever a person typed or imported passes through here before a terminal sees it. Nothing that could steer the
terminal, reorder the line, hide or pile up over its neighbours is left; ordinary letters of every script and whole
emoji are. Markup is not interpreted: `[` stays `[`.
"""

import re
from unicodedata import category

from habitos_tui.graphemes import EMOJI_STYLE, NEWEST_EMOJI, TONES, ZWJ, ZWNJ, char_width, graphemes, stacks, widths

MAX_STACK = 4
"""Marks kept on one letter; Hebrew with cantillation needs four, piled-up text has dozens."""

ELLIPSIS = "…"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LINE_SIGN = " ↵ "
"""Stands for a line break where there is one line only."""

# A parameter or payload never crosses another control character, which keeps every search linear.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, modes
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-Z\\^-~]"  # two-byte sequences such as a full reset
)
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BREAKS = re.compile("[\t\n\r\v\f\x85\u2028\u2029]+")

# Invisible although Unicode calls them letters or marks: fillers, grapheme joiner, variation selectors.
_INVISIBLE = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810)]) | frozenset(
    [*range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0)]
)
_BRAILLE_BLANK = 0x2800
_JOINING_SCRIPTS = range(0x0600, 0x0E00)  # Arabic to Sinhala: ZWNJ is part of their spelling
_EMOJI_OUTSIDE_SYMBOLS = frozenset("#*0123456789‼⁉〰\N{INFORMATION SOURCE}")


def clean(text: str, *, limit: int | None = None) -> str:
    """Return `text` as one harmless line, shortened to `limit` terminal cells if that is given.

    Escape sequences, control, bidirectional and invisible characters are removed; a run of line breaks and tabs
    becomes one space; what has no agreed glyph (surrogates, private use, unassigned) becomes U+FFFD. Idempotent.
    """
    if not (text.isascii() and text.isprintable()):
        text = _settle(_BREAKS.sub(" ", _SEQUENCE.sub("", text)).translate(_REPLACEMENTS))
    return text if limit is None else _fit(text, limit)


def clean_lines(text: str) -> str:
    """Return `text` made harmless like `clean` does, but with its line breaks kept, each as one newline."""
    return "\n".join(clean(line) for line in _LINE_BREAK.split(text))


def one_line(text: str) -> str:
    """Return `text` as one harmless line with a sign where a line that is not empty follows another."""
    return LINE_SIGN.join(line for line in map(str.strip, clean_lines(text).split("\n")) if line)


def shorten(text: str, cells: int) -> str:
    """Return `text` cleaned and, when it is wider than `cells` terminal cells, cut to end in an ellipsis."""
    return clean(text, limit=cells)


def first_characters(text: str, most: int) -> str:
    """Return `text` or, when it has more than `most` characters, what is harmless of it, cut to end in an ellipsis.

    For text that is stored: its limits count what Unicode calls characters.
    """
    if len(text) <= most:
        return text
    line = clean(text)
    if len(line) <= most:
        return line
    end = max((end for end, _ in graphemes(line) if end < most), default=0)
    return line[:end].rstrip(" ") + ELLIPSIS


def cell_width(text: str) -> int:
    """Return how many terminal cells a line that `clean` returned takes up."""
    return len(text) if text.isascii() else sum(widths(text))


def is_new_emoji(char: str) -> bool:
    """Tell whether a character is, or may become, an emoji that this Python does not know yet; terminals do."""
    return ord(char) in NEWEST_EMOJI


class _Replacements(dict[int, str | None]):
    """Code point -> what stands for it (None: nothing), worked out on first use for `str.translate`."""

    def __missing__(self, codepoint: int) -> str | None:
        self[codepoint] = found = _replacement(codepoint)
        return found


_REPLACEMENTS = _Replacements()


def _replacement(codepoint: int) -> str | None:
    char = chr(codepoint)
    if char in {ZWNJ, ZWJ, EMOJI_STYLE} or codepoint in NEWEST_EMOJI:
        return char
    match category(char):
        case "Cc" | "Cf":
            return None
        case "Cn" | "Co" | "Cs":
            return REPLACEMENT
        case "Zs":
            return " "
    if codepoint == _BRAILLE_BLANK:
        return " "
    return None if codepoint in _INVISIBLE else char


def _settle(text: str) -> str:
    """Drop the joiners and marks that do not belong to the character before them."""
    if text.isascii():
        return text
    kept: list[str] = []
    stack = 0
    for position, char in enumerate(text):
        before = kept[-1] if kept else " "
        if char in {ZWNJ, ZWJ, EMOJI_STYLE} or char in TONES:
            if not _belongs(before, char, text[position + 1 : position + 2]):
                continue
        elif stacks(char):
            stack += 1
            if stack > MAX_STACK or before == " ":
                continue
        else:
            stack = 0
        kept.append(char)
    return "".join(kept)


def _belongs(before: str, joiner: str, after: str) -> bool:
    """Tell whether a joiner, emoji style or skin tone continues what stands before it (and joins what comes after)."""
    if joiner == ZWNJ:
        return _is_joining(before, "LM") and _is_joining(after, "L")
    if joiner == ZWJ:
        left = before == EMOJI_STYLE or before in TONES or (_is_pictograph(before) and char_width(before) == 2)
        return left and _is_pictograph(after)
    return _is_pictograph(before)


def _is_joining(char: str, categories: str) -> bool:
    return char != "" and ord(char) in _JOINING_SCRIPTS and category(char)[0] in categories


def _is_pictograph(char: str) -> bool:
    if char == "" or char in TONES:
        return False
    codepoint = ord(char)
    return char in _EMOJI_OUTSIDE_SYMBOLS or codepoint in NEWEST_EMOJI or (codepoint > 0xA8 and _is_symbol(char))


def _is_symbol(char: str) -> bool:
    return char != REPLACEMENT and category(char) in {"So", "Sm"}


def _fit(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    room = cells - 1
    if room < 0:
        return ""
    cut = 0
    for end, width in graphemes(text):
        room -= width
        if room < 0:
            break
        cut = end
    return text[:cut].rstrip(" ") + ELLIPSIS
