"""A terminal driver that tolerates bad input."""

import codecs
from collections.abc import Callable

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from habitos_tui.ui.runtime.early_keys import early_keys


class TolerantDriver(LinuxDriver):
    """Passes over bytes that are not UTF-8, which end an app with Textual's own driver."""

    hear: Callable[[Key], object] | None = None
    """Called for every key in the reading thread, before the app, which may be busy."""

    def send_message(self, message: Message) -> None:
        """Pass a message on to the app."""
        if self.hear is not None and isinstance(message, Key):
            self.hear(message)
        super().send_message(message)

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
            for message in XTermParser(self._debug).feed(early.take()):
                self.process_message(message)
        linux_driver.getincrementaldecoder = _tolerant_decoder  # type: ignore[attr-defined, assignment]  # no other way in
        super().run_input_thread()


def _tolerant_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """Return what makes decoders that leave bad bytes out, and lose nothing that comes together with them."""
    return lambda: codecs.getincrementaldecoder(encoding)(errors="ignore")
