"""What passes the gate is one harmless line of known width, and people can still read their own language."""

import subprocess
import sys
from collections.abc import Callable
from itertools import accumulate
from typing import TypeVar
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from habitos_tui.text import ELLIPSIS, MAX_STACK, cell_width, clean, clean_lines, first_characters, one_line, shorten
from tests.support.hostile import FAMILY, HOSTILE_NAMES

JOINERS = "\u200c\u200d"
ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
NASTY = st.text(
    st.sampled_from(
        "a\u0301\u200d\u200c\ufe0f\U0001f3fd👨❤1©\x1b[]\\;m\x07\x9b\x9c\n\r\u2028\u202e\u0645\u094d\u0915\u1160\ud83d"
    ),
    max_size=30,
)
WORDS = {
    "Greek": "Ελληνικά",
    "Russian": "Чтение йогой",
    "Turkish": "İstanbul'da yürüyüş",
    "Vietnamese": "Tiếng Việt",
    "decomposed": "e\u0301te\u0301",
    "Hebrew with points": "שָׁלוֹם",
    "Arabic": "القراءة",
    "Persian with ZWNJ": "می\u200cخوانم",  # noqa: RUF001 - the alef is meant
    "Hindi": "हिन्दी",
    "Tamil": "தமிழ்",
    "Thai": "ภาษาไทย",
    "Georgian": "ქართული",
    "Amharic": "አማርኛ",
    "Japanese": "朝のランニング",
    "Korean": "한국어",
    "Korean in parts": "\u1112\u1161\u11ab",
    "maths": "√2 ≤ x·y",
    "brackets": "[b] [/] [@click=x]",
}


Test = TypeVar("Test", bound=Callable[..., None])


def with_hostile_names(*others: object) -> Callable[[Test], Test]:
    def decorate(test: Test) -> Test:
        for name in HOSTILE_NAMES:
            test = example(name, *others)(test)
        return test

    return decorate


@given(ANY_TEXT | NASTY)
@with_hostile_names()
def test_nothing_that_steers_or_hides_survives(text: str) -> None:
    for char in clean(text):
        assert char in JOINERS or category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}, hex(ord(char))


@given(ANY_TEXT | NASTY)
@with_hostile_names()
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(ANY_TEXT | NASTY, st.integers(-1, 90))
@with_hostile_names(12)
def test_a_shortened_line_fits_its_cells_and_is_still_clean(text: str, cells: int) -> None:
    short = shorten(text, cells)
    assert cell_width(short) <= max(cells, 0)
    assert clean(short) == short
    assert short == clean(text, limit=cells)


@given(ANY_TEXT | NASTY)
@with_hostile_names()
def test_the_screen_library_never_measures_a_line_wider(text: str) -> None:
    assert cell_len(clean(text)) <= cell_width(clean(text))


@given(st.text(st.characters(categories=("L", "Nd", "Nl", "P", "Sc")), max_size=40))
def test_letters_digits_and_punctuation_are_kept(text: str) -> None:
    visible = "".join(char for char in text if char not in "\u115f\u1160\u3164\uffa0" and not _is_hangul_part(char))
    assert clean(visible) == visible


def _is_hangul_part(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_words_of_every_script_pass_unchanged_and_are_measured_like_on_screen(text: str) -> None:
    assert clean(text) == text
    assert cell_width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("emoji", "cells"),
    [
        (FAMILY, 2),
        ("❤\ufe0f", 2),
        ("❤\ufe0f\u200d🔥", 2),
        ("👍🏽", 2),
        ("⛹🏽\u200d♂\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("🇩🇪", 2),
        ("🫖", 2),
    ],
)
def test_whole_emoji_survive_with_their_width(emoji: str, cells: int) -> None:
    assert clean(emoji) == emoji
    assert cell_width(emoji) == cells == cell_len(emoji)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07name", "name"),
        ("\x1b]52;c;aGFja2Vk\x1b\\name", "name"),
        ("\x1b]0;unterminated", "]0;unterminated"),
        ("\x9b1mC1\x9d0;title\x9c", "C1"),
        ("\x1bcreset\x1b(0", "reset"),
        ("\x1b\x1b[m[31mx", "[31mx"),
        ("a\r\n\t\n\u2029b", "a b"),
        ("NUL\x00 del\x7f", "NUL del"),
        ("user\u202egnp", "usergnp"),
        ("a\u200bb\ufeffc\u00add\u2060", "abcd"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("tag\U000e0068", "tag"),
        ("\ud83d \ue000 \uffff", "\ufffd \ufffd \ufffd"),
        ("latin\u200cjoin\u200ded", "latinjoined"),
        ("x\u200d👨\u200d", "x👨"),
        ("a🏽\ufe0f", "a"),
        ("\u0301a", "a"),
        (" \u1161", " "),
        ("©\u200d©", "©©"),
    ],
)
def test_each_trick_is_removed_or_made_visible(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_piled_up_marks_are_capped() -> None:
    assert clean("Z" + "\u0301" * 500 + "x") == "Z" + "\u0301" * MAX_STACK + "x"


def test_notes_keep_their_lines_and_nothing_else() -> None:
    assert clean_lines("one\r\ntwo\rthree\u2028four\n\n\tfive\x1b[2J") == "one\ntwo\nthree\nfour\n\n five"


def test_a_line_that_fits_is_not_cut() -> None:
    assert shorten("Reading", 7) == "Reading"
    assert shorten("Reading", 6) == "Readi…"
    assert shorten("Read it all", 6) == "Read…"


def test_a_wide_letter_is_not_halved() -> None:
    assert shorten("朝食会議", 4) == "朝…"
    assert shorten("朝食会議", 1) == "…"
    assert shorten("朝食会議", 0) == ""


def test_a_family_is_cut_as_a_whole_or_not_at_all() -> None:
    assert shorten(FAMILY + "abc", 3) == FAMILY + "…"
    assert shorten("ab" + FAMILY, 3) == "ab…"


EMOJI = (
    *(FAMILY, "❤\ufe0f", "👍🏽", "1\ufe0f\u20e3", "🇩🇪", "🇫🇷", "🏳\ufe0f\u200d🌈"),
    *("👩🏽\u200d🚒", "🫱🏻\u200d🫲🏿", "🫖"),
)
PIECES = (*EMOJI, *WORDS.values(), "a", " ", "e\u0301", "น้ำ", "각", "\uff8a\uff9e")
LINES = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@settings(max_examples=80)
@given(LINES | NASTY, st.integers(0, 30))
def test_a_cut_splits_no_character_as_people_see_it(text: str, cells: int) -> None:
    whole, cut = clean(text), shorten(text, cells)
    if cut != whole:
        kept = cut.removesuffix(ELLIPSIS)
        assert cut.endswith(ELLIPSIS) or not cells
        assert len(kept) in boundaries(whole)
    assert cell_width(cut) <= cells


@settings(max_examples=80)
@given(LINES | NASTY, st.integers(1, 30))
def test_stored_text_is_cut_between_characters_too(text: str, most: int) -> None:
    kept = first_characters(text, most)
    assert len(kept) <= most
    if kept not in {text, clean(text)}:
        assert len(kept.removesuffix(ELLIPSIS)) in boundaries(clean(text))


def boundaries(line: str) -> set[int]:
    """Return where characters begin by the tables of Unicode; blanks at the end of a cut are left out."""
    ends = {0, *accumulate(map(len, iter_graphemes(line)))}
    return ends | {len(line[:end].rstrip(" ")) for end in ends}


@settings(max_examples=80)
@given(st.lists(st.sampled_from(EMOJI), max_size=8))
def test_emoji_side_by_side_are_as_wide_as_on_screen(emoji: list[str]) -> None:
    line = "".join(emoji)
    assert cell_width(line) == cell_len(line) == 2 * len(emoji)


def test_every_character_is_measured_as_on_screen_or_wider() -> None:
    assigned = [char for char in map(chr, range(0x110000)) if category(char) not in {"Cn", "Co", "Cs"}]
    lines = [clean("a" + char) for char in assigned]
    assert [ascii(line) for line in lines if cell_len(line) > cell_width(line)] == []


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", ["\x9d", "\x1b]", "\x1b[1;", "\x9b0", "a\u0301", "👨\u200d", "\x1b[ "])
def test_cleaning_stays_linear_on_text_made_to_be_slow(unit: str) -> None:
    assert len(clean(unit * 100_000)) <= 100_000 * len(unit)


def test_the_gate_loads_no_screen_library() -> None:
    script = "import sys, habitos_tui.text; print({'rich', 'textual', 'wcwidth', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "line"),
    [("one", "one"), ("one\ntwo\r\n\n three \n", "one ↵ two ↵ three"), ("a\x1b[1mb\nc", "ab ↵ c"), ("\n", "")],
)
def test_lines_are_one_line_with_a_sign_between_them(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line
