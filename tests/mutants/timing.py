"""A plugin of pytest that writes down how much work each test is; also where several processes run them.

It is the time of the processor, its children's too: however busy a machine is, the same tests are tried.
"""

import json
import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

WORK: Final = "seconds of work"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seconds", type=Path, help="the file that gets the seconds of each test")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Watch(config), "seconds")


def _spent() -> float:
    return sum(os.times()[:4])


class Watch:
    """Measures tests where they run, and writes what it hears where they are told of."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        before = _spent()
        try:
            return (yield)
        finally:
            item.user_properties.append((WORK, _spent() - before))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and not report.skipped:
            self._seconds[report.nodeid] = float(str(dict(report.user_properties)[WORK]))

    def pytest_sessionfinish(self) -> None:
        """Write, in the process that hears from all others."""
        if not hasattr(self._config, "workerinput"):
            self._config.getoption("seconds").write_text(json.dumps(self._seconds), encoding="utf-8")
