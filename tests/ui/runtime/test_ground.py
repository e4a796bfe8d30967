"""What a terminal says about its ground, in whatever pieces it comes, never reaches the keys."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.ui.runtime.ground import GroundAnswer, light_by_environment, may_be_asked
from habitos_tui.ui.runtime.terminal import light_ground

WHITE, BLACK = "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:00/00/00\x1b\\"


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (WHITE, True),
        (BLACK, False),
        ("\x1b]11;rgb:fafa/f4f4/eded\x1b\\", True),
        ("\x1b]11;rgba:1212/1414/1616/ffff\x07", False),
        ("\x1b]11;rgb:\x07", None),
        ("", None),
    ],
)
def test_the_answer_says_whether_the_ground_is_light(answer: str, light: bool | None) -> None:
    ground = GroundAnswer()
    assert ground.sift(f"a{answer}b") == "ab"
    assert ground.light is light


@settings(max_examples=60)
@given(st.text("ab1]\x1b[;r\r", max_size=6), st.text("ab1\r", max_size=6), st.sets(st.integers(0, 40)))
def test_an_answer_in_pieces_is_taken_out_and_every_key_is_kept(before: str, after: str, cuts: set[int]) -> None:
    whole = before + WHITE + after
    places = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole) and whole[cut - 1 : cut] != "\x1b")})
    ground = GroundAnswer()
    pieces = [ground.sift(whole[start:end]) for start, end in pairwise(places)]
    assert "".join(pieces) == before + after
    assert ground.light


def test_what_only_looks_like_an_answer_at_first_is_typed_after_all() -> None:
    ground = GroundAnswer()
    assert ground.sift("\x1b]1") == ""
    assert ground.sift("x") == "\x1b]1x"


@pytest.mark.parametrize(
    ("value", "light"),
    [("0;15", True), ("15;0", False), ("0;default;7", True), ("15;8", False), ("", None), ("x", None)],
)
def test_the_environment_counts_where_the_terminal_is_silent(value: str, light: bool | None) -> None:
    assert light_by_environment({"COLORFGBG": value}) is light
    assert light_ground({"COLORFGBG": value}) is bool(light)


def test_terminals_that_would_show_the_question_are_not_asked() -> None:
    assert may_be_asked({"TERM": "xterm-256color"})
    assert not may_be_asked({"TERM": "linux"})
