"""The settings file: what it says, what it says wrong, and that nothing in it gets lost."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from habitos_tui.errors import HabitosError
from habitos_tui.paths import Paths
from habitos_tui.settings import Settings, SettingsFile, SolverSettings, found_settings, moved_settings, parsed


def written(path: Path, text: str) -> SettingsFile:
    path.write_text(text, "utf-8")
    return SettingsFile.read(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def with_theme(settings: Settings, theme: str) -> Settings:
    return replace(settings, look=replace(settings.look, theme=theme))


def test_without_a_file_everything_is_as_usual(path: Path) -> None:
    file = SettingsFile.read(path)
    assert file.current == Settings()
    assert file.problems == ()
    assert not path.exists()


def test_what_a_file_says_is_used(path: Path) -> None:
    file = written(
        path, '[solver]\nengine = "cbc"\ntime_limit = 5\n[keys]\n"today.done" = "x"\n[lock]\nidle_minutes = 9'
    )
    assert file.problems == ()
    assert file.current.solver == SolverSettings(engine="cbc", time_limit=5)
    assert file.current.keys == {"today.done": "x"}
    assert file.current.lock.idle_minutes == 9


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "[lock]\nidle_minutes = -1",
            "lock.idle_minutes must be auto, or a whole number of minutes from 0 (never) to 1440;",
        ),
        ("[lock]\nidle_minutes = true", "lock.idle_minutes must be"),
        ("[lock]\nexit_minutes = 1.5", "lock.exit_minutes must be"),
        ('[solver]\ngap = "0.1"', "solver.gap must be a number of percent from 0 to 100; “0.5” is used."),
        (
            "[solver]\ntime_limit = nan",
            "solver.time_limit must be a number of seconds from 0.1 to 3600; “60.0” is used.",
        ),
        ('[solver]\nengine = "gurobi"', "solver.engine must be highs, cbc, smooth or evolve; “highs” is used."),
        ('[terminal]\nremote = "yes"', "terminal.remote must be auto, on or off; “auto” is used."),
        ("[look]\ntheme = 3", "look.theme must be the name of a theme, or empty; the default is used."),
        ("solver = 3", "solver must be a table; its defaults are used."),
        ("keys = []", "keys must be a table; every key is the usual one."),
        ('[keys]\n"today.done" = 3', 'keys."today.done" must be the name of a key, in quotes; the usual one is used.'),
        ("colour = 1", "colour is not known here; it is kept."),
        ("[look]\nfont = 1", "look.font is not known here; it is kept."),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_the_default_is_used(path: Path, text: str, sentence: str) -> None:
    file = written(path, text)
    assert len(file.problems) == 1
    assert file.problems[0].startswith(sentence)
    assert file.current == Settings()


def test_one_bad_field_leaves_the_others_alone() -> None:
    settings, problems = parsed({"solver": {"gap": -1, "time_limit": 7}, "look": {"theme": "nord"}})
    assert len(problems) == 1
    assert (settings.solver.gap, settings.solver.time_limit, settings.look.theme) == (0.5, 7, "nord")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a = 1\nb = = 2", "at line 2, column 5"),
        (b"[look]\nfont = 1\nfont = 2\n", "at line 3, column 9"),
        (b"\xff\xfe", "not UTF-8"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"#" * (1024 * 1024 + 1), "larger than 1 MB"),
    ],
    ids=["syntax", "a key twice", "encoding", "depth", "size"],
)
def test_a_file_that_is_not_toml_is_told_and_never_written_over(path: Path, data: bytes, why: str) -> None:
    path.write_bytes(data)
    file = SettingsFile.read(path)
    assert file.current == Settings()
    assert why in file.problems[0]
    with pytest.raises(HabitosError, match="cannot be written") as caught:
        file.change(with_theme(file.current, "nord"))
    assert caught.value.hint
    assert path.read_bytes() == data
    assert file.current.look.theme == "nord"


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    assert "Is a directory" in SettingsFile.read(path).problems[0]


def test_a_change_is_saved_for_the_owner_only_and_nothing_is_left_behind(path: Path) -> None:
    file = SettingsFile.read(path)
    file.change(with_theme(file.current, "nord"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]
    again = SettingsFile.read(path)
    assert again.current == file.current
    assert again.problems == ()


def test_comments_unknown_keys_and_what_another_window_saved_stay(path: Path) -> None:
    text = (
        '# mine\n[look]\ntheme = "nord" # calm\nfont = 1\n[later]\nx = [1, 2]\n[keys]\n"a.b" = "x" # why\n"c.d" = 7\n'
    )
    one, other = written(path, text), SettingsFile.read(path)
    other.change(replace(other.current, solver=SolverSettings(gap=2)))
    one.change(replace(with_theme(one.current, "gruvbox"), keys={"e.f": "ctrl+e"}))
    saved = path.read_text("utf-8")
    for part in ("# mine", "# calm", "font = 1", "[later]\nx = [1, 2]", "gap = 2", '"e.f" = "ctrl+e"', '"c.d" = 7'):
        assert part in saved
    assert "a.b" not in saved
    assert SettingsFile.read(path).current.look.theme == "gruvbox"


def test_a_link_to_a_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('[look]\ntheme = "nord"\n')
    path.symlink_to(real)
    file = SettingsFile.read(path)
    file.change(with_theme(file.current, "gruvbox"))
    assert path.is_symlink()
    assert "gruvbox" in real.read_text()


def test_nothing_is_written_when_nothing_changed(path: Path) -> None:
    file = SettingsFile.read(path)
    file.change(file.current)
    assert not path.exists()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Data and configuration in places of their own."""
    (tmp_path / "data").mkdir()
    return Paths(tmp_path / "data", tmp_path / "config" / "habitos-tui")


MINE = '# mine\n[look]\ntheme = "nord" # calm\n'


def test_a_file_of_earlier_versions_is_moved_once_as_it_is(paths: Paths) -> None:
    paths.settings_before.write_text(MINE)
    file = moved_settings(paths.settings, paths.settings_before)
    assert (file.path, file.current.look.theme) == (paths.settings, "nord")
    assert paths.settings.read_text() == MINE
    assert not paths.settings_before.exists()
    file.change(with_theme(file.current, "gruvbox"))
    assert moved_settings(paths.settings, paths.settings_before).current.look.theme == "gruvbox"
    assert [each.name for each in paths.settings.parent.iterdir()] == ["settings.toml"]


def test_a_look_alone_moves_nothing(paths: Paths) -> None:
    paths.settings_before.write_text(MINE)
    assert found_settings(paths.settings, paths.settings_before).current.look.theme == "nord"
    assert not paths.settings.exists()


def test_a_link_of_earlier_versions_leads_where_it_led(paths: Paths) -> None:
    (paths.root / "dotfiles.toml").write_text(MINE)
    paths.settings_before.symlink_to("dotfiles.toml")
    moved_settings(paths.settings, paths.settings_before)
    assert paths.settings.resolve() == paths.root / "dotfiles.toml"
    assert not os.path.lexists(paths.settings_before)


def test_what_is_there_already_stays_and_the_other_one_is_told(paths: Paths) -> None:
    paths.settings_before.write_text(MINE)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text('[look]\ntheme = "gruvbox"\n')
    file = moved_settings(paths.settings, paths.settings_before)
    assert file.current.look.theme == "gruvbox"
    assert file.problems == (f"{paths.settings_before} is not read any more: the settings are in {paths.settings}.",)
    assert paths.settings_before.read_text() == MINE


def test_a_move_that_was_killed_in_the_middle_is_finished(paths: Paths) -> None:
    paths.settings_before.write_text(MINE)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(MINE)
    assert moved_settings(paths.settings, paths.settings_before).problems == ()
    assert not paths.settings_before.exists()


def test_of_two_that_move_it_at_once_neither_undoes_what_the_other_changes(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.settings_before.write_text(MINE)
    link = os.link

    def late(source: Path, target: Path, **options: bool) -> None:
        monkeypatch.setattr(os, "link", link)
        other = moved_settings(paths.settings, paths.settings_before)
        other.change(with_theme(other.current, "gruvbox"))
        link(source, target, **options)

    monkeypatch.setattr(os, "link", late)
    assert moved_settings(paths.settings, paths.settings_before).current.look.theme == "gruvbox"
    assert not paths.settings_before.exists()


def test_where_nothing_can_be_moved_it_is_used_where_it_is(paths: Paths) -> None:
    paths.settings_before.write_text(MINE)
    paths.settings.parent.parent.write_text("a file in the place of the directory")
    file = moved_settings(paths.settings, paths.settings_before)
    assert (file.path, file.current.look.theme, file.problems) == (paths.settings_before, "nord", ())


def test_beside_the_data_nothing_moves(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.settings.write_text(MINE)
    assert moved_settings(paths.settings, paths.settings_before).path == tmp_path / "settings.toml"
    assert paths.settings.read_text() == MINE
