"""The keys that commands have now, and what in the settings cannot be used."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from habitos_tui.settings import LookSettings, Settings, SettingsFile
from habitos_tui.ui.app.preferences import PreferencesController
from habitos_tui.ui.kit.app_context import ContextApp
from habitos_tui.ui.kit.commands import MODES, Quit


def preferences(settings: Settings, *, remote: bool = False) -> tuple[PreferencesController, SimpleNamespace]:
    """Return the controller, and an app that keeps what it is told."""
    app = SimpleNamespace(available_themes={"nord": None}, register_theme=lambda theme: None, no_color=False)
    app.context = SimpleNamespace(workspace=None)
    app.set_keymap = lambda keymap: setattr(app, "keymap", keymap)
    file = SettingsFile(Path("settings.toml"), settings)
    return PreferencesController(cast("ContextApp", app), file, remote=remote, few_colors=False, light=False), app


def test_keys_are_the_usual_ones_or_the_users() -> None:
    usual, _ = preferences(Settings())
    assert (usual.keys_for("app.quit"), usual.mode_key(MODES[0])) == (("ctrl+q",), "1")
    own, _ = preferences(Settings(keys={"app.quit": "ctrl+f8,?", "today.skip": "x,[", "mode.today": "slash"}))
    assert own.keys_for("app.quit") == ("ctrl+q",)  # "?" would be missed in every text
    assert own.keys_for("today.skip") == ("x", "left_square_bracket")
    assert own.mode_key(MODES[0]) == "/"
    assert own.names_of(Quit) == "ctrl+q"


def test_keys_of_earlier_ids_reach_the_keymap_under_those_of_now() -> None:
    controller, app = preferences(Settings(keys={"table.down": "ctrl+n", "nope.none": "x"}))
    assert app.keymap == {"list.down": "ctrl+n", "nope.none": "x"}
    assert controller.keys_for("list.down") == ("ctrl+n",)
    assert controller.settings_problems() == ("keys: there is no command “nope.none”; it is kept.",)


def test_an_unknown_theme_is_told_and_another_one_used() -> None:
    controller, app = preferences(Settings(look=LookSettings(theme="mine")))
    assert controller.settings_problems() == ("There is no theme “mine”; another one is used.",)
    assert app.theme == preferences(Settings())[1].theme


def test_a_slow_line_switches_animations_off() -> None:
    assert preferences(Settings(), remote=True)[1].animation_level == "none"
    assert preferences(Settings())[1].animation_level != "none"
