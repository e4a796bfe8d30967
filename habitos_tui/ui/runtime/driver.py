"""The terminal driver, for lines that are not perfect."""

from collections.abc import Callable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from habitos_tui.ui.runtime.early_keys import early_keys


class TolerantDriver(LinuxDriver):
    """Reads on after a byte that is not UTF-8, which ends an app with Textual's own driver."""

    hear: Callable[[Key], object] | None = None
    """Hears of every key in the thread that reads it, before the app does, which may be busy."""

    def send_message(self, message: Message) -> None:
        """Pass on to the app what was read."""
        if self.hear is not None and isinstance(message, Key):
            self.hear(message)
        super().send_message(message)

    def start_application_mode(self) -> None:
        """Take the terminal over; it is left as it was before anything of this program touched it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual left it without types
        early = early_keys()
        if early is not None and self.attrs_before is not None:
            self.attrs_before = early.modes

    def run_input_thread(self) -> None:
        """Read keys until told to stop, first those from before; what came together with a bad byte is lost."""
        early = early_keys()
        if early is not None:
            for message in XTermParser(self._debug).feed(early.take()):
                self.process_message(message)
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            return
