"""The driver of the terminal: bad input does not end it, and it sleeps while nothing is typed.

Textual's own looks ten times a second whether there is something to read, or an escape key that was no beginning of
something longer. This one does so for a moment after something was read, and waits otherwise.
"""

import codecs
import os
import select
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import Any, Final

from textual import constants
from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from habitos_tui.ui.runtime.early_keys import early_keys
from habitos_tui.ui.runtime.ground import GroundAnswer

MOST_BYTES: Final = 4096
LOOK_SECONDS: Final = 0.1
RESTLESS_SECONDS: Final = max(1.0, 2 * constants.ESCAPE_DELAY)
"""After something was read: by then an escape key is known to be one."""


class WakingEvent(Event):
    """An event that also ends a wait for a file: `fd` can be read while it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.fd, self._ring = os.pipe()
        os.set_blocking(self.fd, False)
        os.set_blocking(self._ring, False)

    def set(self) -> None:
        """Set it, and end the wait."""
        super().set()
        with suppress(BlockingIOError):
            os.write(self._ring, b"!")

    def clear(self) -> None:
        """Reset it."""
        super().clear()
        with suppress(BlockingIOError):
            os.read(self.fd, MOST_BYTES)


class PatientDriver(Driver):
    """Reads what is typed, and sleeps meanwhile; a part of the drivers of terminal and browser."""

    hear: Callable[[Key], object] | None = None
    """Called for every key in the reading thread, before the app, which may be busy."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Takes what Textual's driver takes."""
        super().__init__(*args, **options)
        self._ending = WakingEvent()
        self.exit_event: Event = self._ending

    def send_message(self, message: Message) -> None:
        """Pass a message on to the app."""
        if self.hear is not None and isinstance(message, Key):
            self.hear(message)
        super().send_message(message)

    def listen(self, fileno: int, typed: Callable[[bytes], str]) -> None:
        """Read keys until told to stop, or nothing more can come; `typed` makes text of what was read."""
        parser, restless_until = XTermParser(self._debug), 0.0
        while not self._ending.is_set():
            restless = time.monotonic() < restless_until
            patience = min(LOOK_SECONDS, constants.ESCAPE_DELAY) if restless else None
            if fileno in select.select([fileno, self._ending.fd], [], [], patience)[0]:
                read = os.read(fileno, MOST_BYTES)
                if not read:  # the terminal is gone, which another thread sees as well
                    return
                if text := typed(read):  # nothing is, to a parser, the end of everything
                    self.process(parser.feed(text))
                restless_until = time.monotonic() + RESTLESS_SECONDS
            parser = self._ticked(parser)

    def process(self, messages: Iterable[Message]) -> None:
        """Pass messages of a parser on."""
        for message in messages:
            self.process_message(message)

    def _ticked(self, parser: XTermParser) -> XTermParser:
        """Let a parser see the time, and return the one to go on with: half a sequence can end the old one."""
        try:
            self.process(parser.tick())
        except ParseTimeout:
            return XTermParser(self._debug)
        return parser


class TolerantDriver(PatientDriver, LinuxDriver):
    """Passes over bytes that are not UTF-8, which end an app with Textual's own driver."""

    def start_application_mode(self) -> None:
        """Take over the terminal; exit restores the modes from before the program started."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual left it without types
        early = early_keys()
        if early is not None and self.attrs_before is not None:
            self.attrs_before = early.modes

    def run_input_thread(self) -> None:
        """Read keys until told to stop, first those from before."""
        early = early_keys()
        if early is not None:
            self.process(XTermParser(self._debug).feed(early.take()))
        sift = str if early is None else lambda text: self._sift(early.answer, text)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self.listen(self.fileno, lambda read: sift(decoder.decode(read)))

    def _sift(self, answer: GroundAnswer, text: str) -> str:
        """Return what was typed; an answer of the terminal that is in it goes to the app."""
        known, typed = answer.light, answer.sift(text)
        if answer.light is not None and known is None:
            self.send_message(GroundTold(answer.light))
        return typed


@dataclass
class GroundTold(Message):
    """The terminal said whether its ground is light."""

    light: bool
