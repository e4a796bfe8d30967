"""The notification of the terminal itself: an escape sequence that the terminal shows beside its window, or drops.

Two are in use: OSC 9 has a message only, OSC 777 a title as well. What a terminal understands it does not tell when
asked; it is taken from the variables that terminals set. A program such as tmux between the app and the terminal passes
a sequence on only when it is wrapped.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from habitos_tui.text import shorten

TITLE: Final = "habitos-tui"
LONGEST_MESSAGE: Final = 120
"""In cells; terminals and desktops cut what is longer, some drop it."""

_ESCAPE: Final = "\x1b"
_END: Final = "\x1b\\"


class Protocol(StrEnum):
    """How a terminal is told to notify."""

    OSC_9 = "osc9"
    OSC_777 = "osc777"


_PROGRAMS: Final[Mapping[str, Protocol]] = {
    "iTerm.app": Protocol.OSC_9,
    "WezTerm": Protocol.OSC_777,
    "ghostty": Protocol.OSC_777,
}
"""By TERM_PROGRAM."""
_VARIABLES: Final[Mapping[str, Protocol]] = {
    "ITERM_SESSION_ID": Protocol.OSC_9,
    "KITTY_WINDOW_ID": Protocol.OSC_9,
    "WEZTERM_PANE": Protocol.OSC_777,
    "GHOSTTY_RESOURCES_DIR": Protocol.OSC_777,
    "KONSOLE_VERSION": Protocol.OSC_777,
    "VTE_VERSION": Protocol.OSC_777,
}
"""That only one terminal sets; a tmux that was started in it keeps them."""
_TERMS: Final[Mapping[str, Protocol]] = {
    "xterm-kitty": Protocol.OSC_9,
    "xterm-ghostty": Protocol.OSC_777,
    "wezterm": Protocol.OSC_777,
    "foot": Protocol.OSC_777,
    "rxvt-unicode": Protocol.OSC_777,
    "konsole": Protocol.OSC_777,
    "vte": Protocol.OSC_777,
    "xterm": Protocol.OSC_9,
    "tmux": Protocol.OSC_9,
    "alacritty": Protocol.OSC_9,
}
"""By how TERM begins, which alone comes along over SSH; whatever calls itself xterm drops what it does not know."""


def notification(message: str, wish: str, env: Mapping[str, str]) -> str:
    """Return what has the terminal notify of `message`, which may quote the user; "" for nothing.

    `wish` is "off", "auto" or a `Protocol`. Neither the end of the sequence nor another part of it can be in a text.
    """
    protocol = _told_by(env) if wish == "auto" else None if wish == "off" else Protocol(wish)
    if protocol is None:
        return ""
    # A message of OSC 9 that begins with a number and a semicolon is an order to some terminals: a progress bar, say.
    text = shorten(message, LONGEST_MESSAGE).replace(";", ",")
    sequence = f"9;{TITLE}: {text}" if protocol is Protocol.OSC_9 else f"777;notify;{TITLE};{text}"
    return _passed_on(f"{_ESCAPE}]{sequence}{_END}", env)


def _told_by(env: Mapping[str, str]) -> Protocol | None:
    """Return what the terminal understands as far as it says what it is; None where a sequence could be seen."""
    term = env.get("TERM", "")
    if "STY" in env or (term.startswith("screen") and not _in_tmux(env)):
        return None
    by_program = _PROGRAMS.get(env.get("TERM_PROGRAM", "")) or _PROGRAMS.get(_outer(env))
    by_variable = next((protocol for name, protocol in _VARIABLES.items() if env.get(name)), None)
    by_term = next((protocol for name, protocol in _TERMS.items() if term.startswith(name)), None)
    return by_program or by_variable or by_term or (Protocol.OSC_9 if _in_tmux(env) else None)


def _outer(env: Mapping[str, str]) -> str:
    """Return the program that iTerm2 names in a variable that may come along over SSH."""
    return "iTerm.app" if env.get("LC_TERMINAL") == "iTerm2" else ""


def _in_tmux(env: Mapping[str, str]) -> bool:
    return "TMUX" in env or env.get("TERM", "").startswith("tmux")


def _passed_on(sequence: str, env: Mapping[str, str]) -> str:
    """Wrap a sequence for tmux, which drops it otherwise, and also where `allow-passthrough` is off."""
    if not _in_tmux(env):
        return sequence
    return f"{_ESCAPE}Ptmux;{sequence.replace(_ESCAPE, _ESCAPE * 2)}{_END}"
