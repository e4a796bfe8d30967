"""A plugin of pytest that writes down how long each test takes; also where several processes run them."""

import json
from collections import Counter
from pathlib import Path

import pytest

SECONDS = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seconds", type=Path, help="the file that gets the seconds of each test")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Watch(config), "seconds")


class Watch:
    """Adds up the time of a test and of what is set up for it alone."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and not report.skipped:
            self._seconds[report.nodeid] += report.duration  # type: ignore[assignment]

    def pytest_sessionfinish(self) -> None:
        """Write, in the process that hears from all others."""
        if not hasattr(self._config, "workerinput"):
            self._config.getoption("seconds").write_text(json.dumps(self._seconds), encoding="utf-8")
