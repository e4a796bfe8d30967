"""The terminal driver, for lines that are not perfect."""

from textual.drivers.linux_driver import LinuxDriver


class TolerantDriver(LinuxDriver):
    """Reads on after a byte that is not UTF-8, which ends an app with Textual's own driver."""

    def run_input_thread(self) -> None:
        """Read keys until told to stop; what came together with a bad byte is lost."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            return
