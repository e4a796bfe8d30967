import os
import sys
from collections.abc import Iterator
from pathlib import Path

import appdirs
import pytest

from habitos_tui.paths import Paths


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_option_wins_over_the_environment() -> None:
    assert Paths.default(Path("/data"), {"HABITOS_DATA_DIR": "/other"}).root == Path("/data")


def test_the_environment_wins_over_the_default() -> None:
    assert Paths.default(None, {"HABITOS_DATA_DIR": "/other"}).root == Path("/other")


@pytest.mark.parametrize("env", [{}, {"HABITOS_DATA_DIR": ""}])
def test_the_default_is_the_users_data_directory(env: dict[str, str]) -> None:
    assert Paths.default(None, env).root == Path(appdirs.user_data_dir("habitos-tui"))


def test_the_settings_are_where_programs_have_their_configuration_or_beside_data_that_was_chosen() -> None:
    usual = Paths.default(None, {})
    assert usual.settings == Path(appdirs.user_config_dir("habitos-tui"), "settings.toml")
    assert usual.settings_before == usual.root / "settings.toml"
    for paths in (Paths.default(Path("/data"), {}), Paths.default(None, {"HABITOS_DATA_DIR": "/data"})):
        assert paths.settings == paths.settings_before == Path("/data/settings.toml")


@pytest.mark.skipif(sys.platform == "darwin", reason="XDG directories are not those of macOS")
@pytest.mark.parametrize("given", ["here", "./here", "~/here", ""])
def test_a_relative_xdg_path_counts_for_nothing(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("XDG_DATA_HOME", given)
    assert Paths.default(None, os.environ).root == Path("/home/ada/.local/share/habitos-tui")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert Paths.default(None, os.environ).root == Path("/data/habitos-tui")


def test_the_root_is_absolute_and_knows_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ada")
    assert Paths.default(Path("here"), {}).root == tmp_path / "here"
    assert Paths.default(None, {"HABITOS_DATA_DIR": "~/data"}).root == Path("/home/ada/data")


def test_everything_lies_under_the_root() -> None:
    paths = Paths(Path("/data"))
    assert {paths.database.parent, paths.backups.parent, paths.crash_dir.parent} == {Path("/data")}


def test_new_directories_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    paths = Paths(tmp_path / "deep" / "down")
    paths.ensure()
    assert [mode(path) for path in (tmp_path / "deep", paths.root)] == [0o700] * 2
    paths.ensure()


def test_directories_that_are_there_keep_their_mode(tmp_path: Path) -> None:
    root = tmp_path / "shared"
    root.mkdir()
    root.chmod(0o755)
    Paths(root).ensure()
    assert mode(root) == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(NotADirectoryError, match=r"Not a directory: .*data"):
        Paths(tmp_path / "data").ensure()


def test_another_process_may_make_the_directory_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "data"
    make = Path.mkdir

    def too_late(path: Path, mode: int) -> None:
        make(path, mode)
        raise FileExistsError

    monkeypatch.setattr(Path, "mkdir", too_late)
    Paths(root).ensure()
    assert root.is_dir()
