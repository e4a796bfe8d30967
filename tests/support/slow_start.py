"""A command line that waits for its terminal to go before it begins: python -m tests.support.slow_start WORDS."""

import os
import select
import sys

from habitos_tui.__main__ import main

if __name__ == "__main__":
    os.write(1, b"ready")
    poller = select.poll()
    poller.register(0, 0)
    poller.poll()
    sys.argv = ["habitos-tui", *sys.argv[1:]]
    main()
