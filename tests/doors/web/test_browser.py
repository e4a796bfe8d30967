"""The app in a real browser: log in, plan, tick off, close."""

import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.behavior import Behavior
from tests.cli.conftest import READ, RUN
from tests.support.chromium import PATIENCE, PROGRAM, Chromium
from tests.support.served import Served, served
from tests.terminal.monday import MONDAY_MORNING

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")

SMALL = (725, 440)
"""Pixels of a page with a terminal of 80x24."""
BOTTOM = "document.querySelector('.xterm-screen').getBoundingClientRect().bottom"
LIGHT_GROUND = "f4f3ef"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A profile with a password and two behaviors."""
    household = open_data_directory(tmp_path / "data", create=True, clock=FixedClock(MONDAY_MORNING), cost=4)
    workspace = household.open_workspace(household.accounts.create("Ana", "correct horse"))
    for number, fields in enumerate((RUN, READ)):
        workspace.behaviors.adopt(Behavior(id=str(number), **fields))
    return tmp_path / "data"


def test_a_week_is_planned_and_lived_in_a_browser_that_asks_nobody_else(data: Path, tmp_path: Path) -> None:
    with served(data) as server, Chromium(tmp_path / "browser", size=(900, 600), light=True) as browser:
        browser.open(server.url)
        browser.wait_for("Password of Ana")
        assert LIGHT_GROUND in browser.grounds()
        browser.resize(*SMALL)
        browser.type("correct horse\r")
        browser.wait_for("Monday 23 Nov")
        assert browser.evaluate(BOTTOM) <= SMALL[1]
        assert browser.size() == (80, 24)
        browser.type("5s")
        browser.wait_for("accepts this week")
        browser.type("y")
        browser.wait_for("Accepted the plan")
        browser.type("1 ")
        browser.wait_for("rate 1-5")
        browser.type("4")
        browser.wait_for("★★★★☆")
        assert {urlsplit(request).netloc for request in browser.requests} == {urlsplit(server.url).netloc}
        browser.press_control("q")
        assert "everything that was told to be saved is saved" in browser.wait_until_closed()
        wait_until_none(server)
        browser.open(server.url)
        browser.wait_for("Password of Ana")
        browser.open("about:blank")
        wait_until_none(server)
    assert ("127.0.0.1",) in tried_from(data)


def wait_until_none(server: Served) -> None:
    end = time.monotonic() + PATIENCE
    while server.apps():
        assert time.monotonic() < end, "an app is still there"
        time.sleep(0.02)


def tried_from(data: Path) -> list[tuple[str]]:
    import sqlite3

    connection = sqlite3.connect(data / "habitos.db")
    try:
        return connection.execute("select distinct source from login_sources").fetchall()
    finally:
        connection.close()
