"""What the terminal is sent for its own notification: exact bytes, whatever is in a name, and nothing seen of them."""

import re

import pytest

from habitos_tui.ui.runtime.desktop_notification import notification
from tests.support.emulator import Emulator

XTERM = {"TERM": "xterm-256color"}
HOSTILE = (
    "4;1;50",
    "a;b;c",
    "\x1b\\\x1b]0;owned\x07",
    "\x07\x9c\x1b[2J",
    "\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\",
    "line\nbreak\ttab",
    "\u202eabc",
    "\ud800",
    "x" * 500,
)


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        (XTERM, "\x1b]9;habitos-tui: Run begins now, 30 min.\x1b\\"),
        (XTERM | {"TERM_PROGRAM": "WezTerm"}, "\x1b]777;notify;habitos-tui;Run begins now, 30 min.\x1b\\"),
        (XTERM | {"VTE_VERSION": "7600"}, "\x1b]777;notify;habitos-tui;Run begins now, 30 min.\x1b\\"),
        (XTERM | {"LC_TERMINAL": "iTerm2"}, "\x1b]9;habitos-tui: Run begins now, 30 min.\x1b\\"),
        ({"TERM": "foot-extra"}, "\x1b]777;notify;habitos-tui;Run begins now, 30 min.\x1b\\"),
        ({"TERM": "xterm-kitty"}, "\x1b]9;habitos-tui: Run begins now, 30 min.\x1b\\"),
        (
            {"TERM": "tmux-256color"},
            "\x1bPtmux;\x1b\x1b]9;habitos-tui: Run begins now, 30 min.\x1b\x1b\\\x1b\\",
        ),
        (
            {"TERM": "screen-256color", "TMUX": "/run/tmux,1,0", "KONSOLE_VERSION": "230800"},
            "\x1bPtmux;\x1b\x1b]777;notify;habitos-tui;Run begins now, 30 min.\x1b\x1b\\\x1b\\",
        ),
        ({"TERM": "linux"}, ""),
        ({"TERM": "screen", "STY": "1.pts-0"}, ""),
    ],
)
def test_it_follows_what_the_terminal_says_it_is(env: dict[str, str], expected: str) -> None:
    assert notification("Run begins now, 30 min.", "auto", env) == expected


def test_a_sequence_that_was_chosen_is_sent_and_none_where_it_is_off() -> None:
    assert notification("Run", "osc777", XTERM) == "\x1b]777;notify;habitos-tui;Run\x1b\\"
    assert notification("Run", "osc9", {"TERM": "linux"}) == "\x1b]9;habitos-tui: Run\x1b\\"
    assert notification("Run", "off", XTERM) == ""


@pytest.mark.parametrize("wish", ["osc9", "osc777"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_ends_it_or_adds_a_part(name: str, wish: str) -> None:
    sequence = notification(f"{name} begins now", wish, XTERM)
    shape = (
        "\x1b\\]9;habitos-tui: ([^;]*)\x1b\\\\" if wish == "osc9" else "\x1b\\]777;notify;habitos-tui;([^;]*)\x1b\\\\"
    )
    found = re.fullmatch(shape, sequence)
    assert found is not None
    assert found[1].isprintable()
    assert len(sequence) < 200
    emulator = Emulator(40, 2)
    emulator.feed(f"{sequence}seen")
    assert [line.rstrip() for line in emulator.text()] == ["seen", ""]
