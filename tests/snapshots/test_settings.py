"""Pictures of the settings, the keys, their dialogs, and the lock."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.backup import Backup, BackupKind, DatabaseContents, ProfileContents
from habitos_tui.services.backups import Backups, RestorePreview
from habitos_tui.ui.app.app import HabitosApp
from tests.support.household import NOW, PASSWORD, add_alice, add_hostile
from tests.support.ui import AppPilot, make_app, settle

Compare = Callable[..., bool]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]
BAD_FILE = '[lock]\nidle_minutes = "soon"\n[look]\ntheme = "[b]mine"\n[keys]\n"nope.none" = "x"\n"today.skip" = "t"\n'
TO_KEYS = ("comma", "down", "enter")
TO_BACKUPS = ("comma", "G", "up", "enter")


def after(*keys: str) -> Callable[[AppPilot], object]:
    async def press(pilot: AppPilot) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        pilot.app.clear_notifications()
        await settle(pilot)

    return press


@pytest.mark.parametrize("size", SIZES)
def test_settings(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Groups of settings, those with a few choices between arrows; below or beside what the line means."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=after("comma", "down", "down"))


def test_settings_of_a_bad_file(household: DataDirectory, snap_compare: Compare) -> None:
    """Sentences over the list; markup stands there as text."""
    household.paths.settings.write_text(BAD_FILE)
    assert snap_compare(make_app(household, add_hostile(household)), run_before=after("comma"))


def test_a_value_that_does_not_fit(household: DataDirectory, snap_compare: Compare) -> None:
    """A sentence under the field."""
    keys = ("comma", "G", *("up",) * 4, "enter", "x", "enter")
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*keys))


def test_themes(household: DataDirectory, snap_compare: Compare) -> None:
    """The light theme shown while it is chosen, words in the colours of the categories below."""
    keys = ("comma", "enter", "down", "down")
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*keys))


def test_another_password(household: DataDirectory, snap_compare: Compare) -> None:
    """Three fields, nothing of them to be read, and what a password is good for."""
    alice = household.accounts.change_password(add_alice(household), None, PASSWORD)
    keys = ("comma", "G", *("up",) * 6, "enter", *"abc", "tab", "x", "ctrl+s")
    assert snap_compare(make_app(household, alice), run_before=after(*keys))


@pytest.fixture
def backed_up(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> HabitosApp:
    """The app of a household with backups of several kinds, one of them damaged, always of the same size."""
    folder = Path("/home/alice/habitos-tui/backups")
    inside = DatabaseContents(21, (held("alice", 5, 112), held("[b]bob[/]\x1b[2J", 1, 0), held("ゆうこ" * 9, 40, 2025)))
    found = tuple(
        Backup(folder / f"habitos-{name}.db", kind, NOW - timedelta(days=days), 460_000 * days, good, inside)
        for name, kind, days, good in (
            ("auto-2026-11-24", BackupKind.AUTOMATIC, 1, True),
            ("2026-11-20-080000", BackupKind.BY_HAND, 5, True),
            ("before-restore-2026-11-01-080000", BackupKind.BEFORE_RESTORE, 24, True),
            ("damaged-2025-11-01-080000", BackupKind.DAMAGED, 389, False),
        )
    )
    monkeypatch.setattr(Backups, "all", lambda self: found)
    present = DatabaseContents(21, (held("alice", 6, 120),))
    monkeypatch.setattr(Backups, "preview", lambda self, path: RestorePreview(path, inside, present, True))
    return make_app(household, add_alice(household))


def held(name: str, behaviors: int, completions: int) -> ProfileContents:
    days = (date(2026, 1, 1), date(2026, 11, 23)) if completions else None
    return ProfileContents(name, behaviors, completions, 1, days)


@pytest.mark.parametrize("size", SIZES)
def test_backups(backed_up: HabitosApp, snap_compare: Compare, size: tuple[int, int]) -> None:
    """When and why each was made, how large it is, and who is in it; one cannot be restored."""
    assert snap_compare(backed_up, terminal_size=size, run_before=after(*TO_BACKUPS, "down"))


@pytest.mark.parametrize("size", SIZES)
def test_a_backup(backed_up: HabitosApp, snap_compare: Compare, size: tuple[int, int]) -> None:
    """What is in it over what would go, and the key that restores it."""
    assert snap_compare(backed_up, terminal_size=size, run_before=after(*TO_BACKUPS, "enter"))


@pytest.mark.parametrize("size", SIZES)
def test_keys(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Every command by where it works; a clash and an unknown id are told above, and marked."""
    household.paths.settings.write_text(BAD_FILE)
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=after(*TO_KEYS, "slash", *"today", "enter"))


def test_waiting_for_a_key(household: DataDirectory, snap_compare: Compare) -> None:
    """One sentence, and how to leave."""
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*TO_KEYS, "enter"))


@pytest.mark.parametrize("size", SIZES)
def test_locked(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Nothing but a name, a field, and why the password was refused."""
    hostile = household.accounts.change_password(add_hostile(household), None, PASSWORD)
    app = make_app(household, hostile)
    assert snap_compare(app, terminal_size=size, run_before=after("L", *"no", "enter"))


def test_locked_without_a_password(household: DataDirectory, snap_compare: Compare) -> None:
    """Any key opens."""
    assert snap_compare(make_app(household, add_alice(household)), run_before=after("L"))
