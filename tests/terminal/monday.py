"""habitos-tui on a Monday morning, on whatever day the tests run: only then a whole week lies ahead."""

from datetime import UTC, datetime

from habitos_tui import bootstrap
from habitos_tui.__main__ import main
from habitos_tui.clock import FixedClock

MONDAY_MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)

if __name__ == "__main__":
    setattr(bootstrap, "SystemClock", lambda: FixedClock(MONDAY_MORNING))  # noqa: B010 - a class is not assigned to
    main()
