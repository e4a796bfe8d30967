"""The clock by which an app leaves when nobody is there."""

import time

import pytest

from habitos_tui.ui.runtime.steady_clock import steady_seconds


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="other systems count sleep in the monotonic clock")
def test_it_counts_while_the_machine_sleeps() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= steady_seconds() <= time.clock_gettime(time.CLOCK_BOOTTIME)
