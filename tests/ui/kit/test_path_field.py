"""How the path of a calendar goes on."""

from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.kit.path_field import PathField, completed
from tests.support.household import add_alice
from tests.support.ui import go, make_app, press


def test_the_first_folder_or_calendar_that_fits_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".calendars").mkdir()
    for name in ("work.ics", "work.txt", "wolf.ics"):
        (tmp_path / name).touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert completed("~/.ca", ".ics") == "~/.calendars/"
    assert completed(f"{tmp_path}/wor", ".ics") == f"{tmp_path}/work.ics"
    assert completed("wo", ".ics") == "wolf.ics"
    assert [
        completed(typed, ".ics") for typed in ("", "~/", "~/work.t", "work.ics", "none/x", "~nobody-of-that-name/x")
    ] == [None] * 6


async def test_the_right_arrow_takes_what_is_offered(household: DataDirectory, tmp_path: Path) -> None:
    (tmp_path / "town.ics").touch()
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        await press(pilot, "i")
        field = app.screen.query_one(PathField)
        field.value = f"{tmp_path}/to"
        await press(pilot, "end", "w", "right")
        assert field.value == f"{tmp_path}/town.ics"
