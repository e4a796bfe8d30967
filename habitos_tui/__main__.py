"""Entry point: `habitos-tui` and `python -m habitos_tui`."""

import gc
import os
import sys
from typing import Final

from habitos_tui import restriction
from habitos_tui.ui.runtime.early_keys import kept_for_the_app

OBJECTS: Final = 200_000
"""That may be made between two searches for garbage: more than start-up makes, which with 700 searches 170 times."""


def main() -> None:
    """Run the command line and exit with its status."""
    gc.set_threshold(OBJECTS)
    occupy_closed_streams()
    try:
        # Before anything else is imported: it cleans what other modules read then.
        sys.argv[1:] = restriction.enter(sys.argv[1:])
        with kept_for_the_app(sys.argv[1:]):
            from habitos_tui.cli.crash import install
            from habitos_tui.cli.main import cli

            install()
            cli.main(prog_name="habitos-tui")
    except KeyboardInterrupt:
        # Only while modules are being loaded; the command line itself answers every later one.
        sys.exit(130)


def occupy_closed_streams() -> None:
    """Open what the caller has closed of input, output and error output as nothing.

    Else the next file that is opened would be where libraries write their messages to.
    """
    for fd in range(3):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, which is this one


if __name__ == "__main__":
    main()
