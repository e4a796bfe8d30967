"""The terminal driver, for lines that are not perfect."""

from collections.abc import Callable

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message


class TolerantDriver(LinuxDriver):
    """Reads on after a byte that is not UTF-8, which ends an app with Textual's own driver."""

    hear: Callable[[Key], object] | None = None
    """Hears of every key in the thread that reads it, before the app does, which may be busy."""

    def send_message(self, message: Message) -> None:
        """Pass on to the app what was read."""
        if self.hear is not None and isinstance(message, Key):
            self.hear(message)
        super().send_message(message)

    def run_input_thread(self) -> None:
        """Read keys until told to stop; what came together with a bad byte is lost."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            return
