"""Backups by key press: made, looked into, restored, and what goes wrong is told in a sentence."""

from pathlib import Path
from threading import Event

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.backup import BackupKind
from habitos_tui.errors import NoProfileError
from habitos_tui.services.backups import Backups, RestorePreview
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.settings.backup_dialogs import NewBackupForm, RestoreDialog
from habitos_tui.ui.settings.backups_screen import BackupsScreen
from tests.support.household import MONDAY, add_alice
from tests.support.storage import rows_of
from tests.support.ui import AppPilot, make_app, press, said, settle, shown, toasts


async def on_backups(pilot: AppPilot, path: str = "backups") -> BackupsScreen:
    """Open the backups from the settings."""
    await settle(pilot)
    app = pilot.app
    assert isinstance(app, HabitosApp)
    app.action_open_settings(path)
    await settle(pilot)
    await press(pilot, "enter")
    assert isinstance(app.screen, BackupsScreen)
    return app.screen


def space(app: HabitosApp) -> Workspace:
    assert app.workspace is not None
    return app.workspace


async def test_one_is_made_looked_into_and_restored(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await on_backups(pilot)
        assert "There is none yet." in shown(app.screen)
        await press(pilot, "n", "enter")
        (made,) = household.backups.all()
        assert (made.kind, made.good) == (BackupKind.BY_HAND, True)
        assert f"Backed up: {made.path}" in toasts(app)
        wanted = rows_of(household.database.path)
        space(app).tracking.skip("deepwork", day=MONDAY)
        assert rows_of(household.database.path) != wanted

        await press(pilot, "enter")
        assert isinstance(app.screen, RestoreDialog)
        assert shown(app.screen).count("5 behaviors") == 2
        await press(pilot, "escape")
        assert rows_of(household.database.path) != wanted

        await press(pilot, "enter", "y")
        assert rows_of(household.database.path) == wanted
        kept, _ = household.backups.all()
        assert kept.kind is BackupKind.BEFORE_RESTORE
        assert str(kept.path) in toasts(app)[0]
        assert isinstance(app.screen, BackupsScreen)
        assert "before a restore" in shown(app.screen)
        await press(pilot, "escape", "escape", "u")
        assert toasts(app)[0].startswith("Undone: ")


async def test_a_path_is_taken_for_the_copy_and_for_another_file(household: DataDirectory, tmp_path: Path) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.action_open_backups(make=True)
        await settle(pilot)
        app.screen.query_one("#path", Field).value = str(tmp_path / "none" / "copy.db")
        await press(pilot, "enter")
        assert isinstance(app.screen, ErrorDialog)
        assert "folder that does not exist" in said(app.screen, ".message")
        await press(pilot, "enter", "n")
        assert isinstance(app.screen, NewBackupForm)
        app.screen.query_one("#path", Field).value = str(tmp_path / "copy.db")
        await press(pilot, "enter")
        assert (tmp_path / "copy.db").exists()
        assert household.backups.all() == ()

        for name, sentence in (("copy.db", ""), ("other.db", "does not exist")):
            await press(pilot, "G", "enter")
            app.screen.query_one("#path", Field).value = str(tmp_path / name)
            await press(pilot, "enter")
            assert isinstance(app.screen, ErrorDialog if sentence else RestoreDialog)
            assert sentence in said(app.screen, ".message")
            await press(pilot, "escape")


async def test_a_damaged_one_is_marked_and_refused(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    copy = household.back_up()
    copy.write_bytes(copy.read_bytes()[:5000])
    async with app.run_test(size=(80, 24)) as pilot:
        await on_backups(pilot)
        assert "✗ cannot be restored" in shown(app.screen)
        await press(pilot, "enter")
        assert isinstance(app.screen, ErrorDialog)
        assert "is damaged" in said(app.screen, ".message")
        await press(pilot, "enter")
        assert isinstance(app.screen, BackupsScreen)


async def test_the_app_ends_with_a_sentence_where_the_profile_is_not_in_it(household: DataDirectory) -> None:
    household.accounts.create("bob", None)
    copy = household.back_up()
    app = make_app(household, household.accounts.create("alice", None))

    async def restore() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await on_backups(pilot)
            await press(pilot, "enter")
            await press(pilot, "y")

    with pytest.raises(NoProfileError) as ended:
        await restore()
    assert ended.value.message.startswith(f"Restored: {copy.name}. What was there is kept in ")
    assert ended.value.message.endswith("Your profile is not in it.")


async def test_an_app_for_one_profile_names_no_other(household: DataDirectory) -> None:
    household.accounts.create("bob", None)
    alice = add_alice(household)
    household.back_up()
    app = make_app(household, alice, name="alice")
    async with app.run_test(size=(80, 24)) as pilot:
        await on_backups(pilot)
        assert "alice, another profile" in shown(app.screen)
        await press(pilot, "enter")
        assert "another profile" in shown(app.screen)
        assert "bob" not in shown(app.screen)


@pytest.mark.parametrize(("typed", "kind"), [("make a backup", NewBackupForm), ("restore a backup", BackupsScreen)])
async def test_the_palette_leads_there(household: DataDirectory, typed: str, kind: type) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *typed.replace(" ", "_").split("_")[0], "space", *typed.split()[2])
        await press(pilot, "enter")
        assert isinstance(app.screen, kind)


async def test_a_folder_that_is_not_there_is_told_at_the_field(household: DataDirectory, tmp_path: Path) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await on_backups(pilot)
        await press(pilot, "n")
        app.screen.query_one("#path", Field).value = f"{tmp_path}/stick/"
        await press(pilot, "enter")
        assert isinstance(app.screen, NewBackupForm)
        assert "a folder that is not there" in shown(app.screen)
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize("key", ["escape", "1"])
async def test_nobody_leaves_before_it_is_known_what_came_of_a_restore(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    app, restore, let = make_app(household, add_alice(household)), Backups.restore, Event()

    def slowly(backups: Backups, source: Path) -> Path | None:
        assert let.wait(10)
        return restore(backups, source)

    monkeypatch.setattr(Backups, "restore", slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await on_backups(pilot)
        await press(pilot, "n", "enter", "enter")
        await pilot.press("y", key)
        assert app.screen is screen
        assert "Restoring …" in shown(screen)
        let.set()
        await settle(pilot)
        assert any(toast.startswith("Restored: ") for toast in toasts(app))


async def test_a_look_into_a_backup_can_be_left(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    app, preview, let = make_app(household, add_alice(household)), Backups.preview, Event()

    def slowly(backups: Backups, source: Path) -> RestorePreview:
        assert let.wait(10)
        return preview(backups, source)

    monkeypatch.setattr(Backups, "preview", slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await on_backups(pilot)
        await press(pilot, "n", "enter")
        await pilot.press("enter", "escape")
        assert app.screen is not screen
        let.set()
        await settle(pilot)
        assert not isinstance(app.screen, RestoreDialog)
