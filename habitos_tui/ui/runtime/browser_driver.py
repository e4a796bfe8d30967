"""The driver of an app that is shown in a browser: keys come in packets from a web server, and pictures go to it.

Textual's own takes over the signals that end an app, and hears nothing more after half a key sequence.
"""

import codecs
from typing import Any, Final

from textual import events
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size

from habitos_tui.ui.runtime.driver import PatientDriver

STANDARD_INPUT: Final = 0
BEGINNING: Final = b"__GANGLION__\n"
"""After this line all that is written to the server is packets."""
TYPED: Final = "D"
"""The type of packets with keys; the others tell what else happens in the browser."""


class BrowserDriver(PatientDriver, WebDriver):
    """Speaks with the server by which the app was started."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Takes what Textual's driver takes."""
        super().__init__(*args, **options)
        self._packets = ByteStream()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")

    def start_application_mode(self) -> None:
        """Take over the terminal that is in the page."""
        self._write(BEGINNING)
        self.write("\x1b[?1049h\x1b[?25l")  # the other screen, without a cursor
        if self._mouse:
            self._enable_mouse_support()
        self._enable_bracketed_paste()
        size = Size(*(self._size or (80, 24)))
        self._app.post_message(events.Resize(size, size))
        self._request_terminal_sync_mode_support()
        self._key_thread.start()

    def run_input_thread(self) -> None:
        """Read packets until told to stop, or the server is gone."""
        self.listen(STANDARD_INPUT, self._typed)

    def _typed(self, read: bytes) -> str:
        """Return what was typed; what else there is goes to the app."""
        typed = ""
        for kind, payload in self._packets.feed(read):
            if kind == TYPED:
                typed += self._decoder.decode(payload)
            else:
                self._on_meta(kind, payload)
        return typed
