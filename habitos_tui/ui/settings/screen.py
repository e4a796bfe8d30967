"""Settings: a list of all settings. A change is applied and saved at once."""

from collections.abc import Callable
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.text.weeks_phrasing import weeks_to_come
from habitos_tui.errors import HabitosError
from habitos_tui.services.meals import Meals
from habitos_tui.services.quick_lines import context_of
from habitos_tui.ui.kit.app_context import refuse, workspace_of
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import OverlaidScreen
from habitos_tui.ui.kit.themes import NOT_OFFERED, THEMES
from habitos_tui.ui.settings.backup_lines import told_summary
from habitos_tui.ui.settings.commands import CloseSettings, FilterSettings, NextValue, PreviousValue, ResetSetting
from habitos_tui.ui.settings.dialogs import MealsDialog, PasswordDialog, ThemeDialog, ValueDialog
from habitos_tui.ui.settings.keymap import KnownKeys
from habitos_tui.ui.settings.lists import SettingsList
from habitos_tui.ui.settings.meanings import in_full, in_short
from habitos_tui.ui.settings.presenter import (
    BACKUPS,
    BY_PATH,
    KEYS,
    MEALS,
    PASSWORD,
    THEME,
    WEEK_START,
    ChosenSettings,
    Setting,
    changed,
    is_usual,
    meals_words,
    turned,
    usual_of,
    value_of,
    words_of,
)


class SettingsScreen(OverlaidScreen):
    """Opened over the current screen."""

    AUTO_FOCUS = "SettingsList"
    BINDINGS = bindings(FilterSettings, PreviousValue, NextValue, ResetSetting, CloseSettings)
    KEY_WIDGETS = frozenset({SettingsList})

    settings_list = getters.query_one(SettingsList)

    def __init__(self, known_keys: Callable[[], KnownKeys], path: str | None = None) -> None:
        """`known_keys` returns every command to choose keys for; the cursor begins at the setting `path`."""
        super().__init__()
        self._known_keys, self._first = known_keys, path
        self._at_rest = AtRest(self, self._rested)

    def compose(self) -> ComposeResult:
        """Lay out the list over the help of the line under the cursor."""
        with Container(id="split"):
            with Vertical(id="settings", classes="pane") as pane:
                pane.border_title = "Settings"
                yield FilterBar("#list", placeholder="Type a part of a setting, of what it does or of what it is about")
                yield Static("", id="problems", classes="bad", markup=False)
                settings = SettingsList(id="list")
                settings.restricted = bool(self.context.restricted_by)
                yield settings
            with Vertical(id="about", classes="pane") as about:
                about.border_title = "What it does"
                yield Static("", id="meaning", markup=False)
        yield Footer()

    def on_screen_resume(self) -> None:
        """Show the current values; when the app is left, the widgets may be gone already."""
        if self.query(SettingsList):
            self.show_changes()

    def show_changes(self) -> None:
        """Read and show the settings, also after an undo."""
        password = "set" if self._profile.protected else "none"
        self.settings_list.words = {
            KEYS: self.context.preferences.keys_summary(),
            PASSWORD: password,
            MEALS: meals_words(self._meals.lines()),
            BACKUPS: self._backups_words(),
        }
        self.settings_list.chosen = self._chosen
        first, self._first = self._first, None
        if first is not None:
            self.settings_list.select(first)
        problems = self.query_one("#problems", Static)
        sentences = self.context.preferences.settings_problems()
        problems.display = bool(sentences)
        problems.update(Content("\n").join(safe(sentence) for sentence in sentences))
        self._explain()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable reset only for changed values, and choosing only for settings with choices."""
        if action not in {"reset", "turn"}:
            return super().check_action(action, parameters)
        lists = self.query(SettingsList)  # gone while the app is left
        path = lists.first().cursor if lists else None
        if path is None:
            return super().check_action(action, parameters)
        if action == "turn":
            return bool(BY_PATH[path].choices)
        return path in _PLAIN and not is_usual(path, self._chosen)

    def action_close(self) -> None:
        """Show every setting again, or go back."""
        if not self.query_one(FilterBar).close():
            self.dismiss(None)

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self.settings_list.wanted = event.value
        self._at_rest.wanted()

    def action_turn(self, steps: int) -> None:
        """Choose another value."""
        path = self.settings_list.cursor
        if path is not None and (value := turned(path, self._chosen, steps)) is not None:
            self._set(path, value)

    def action_reset(self) -> None:
        """Reset the line to its default."""
        path = self.settings_list.cursor
        if path is not None:
            self._set(path, value_of(path, usual_of(self._chosen)))

    def on_resize(self) -> None:
        """Explain in the words that fit the new size."""
        self.call_after_refresh(self._explain)

    def on_line_list_moved(self) -> None:
        """Show help and keys of the line."""
        self._explain()
        self.refresh_bindings()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Open the dialog for the line."""
        path = event.key
        if path == THEME:
            self._choose_theme()
        elif path == KEYS:
            from habitos_tui.ui.settings.keys_screen import KeysScreen

            self.app.push_screen(KeysScreen(self._known_keys()))
        elif path == PASSWORD:
            self._change_password()
        elif path == BACKUPS:
            refuse(self.context, "A copy of every profile")
            from habitos_tui.ui.settings.backups_screen import BackupsScreen

            self.app.push_screen(BackupsScreen())
        elif path == MEALS:
            ask(self, MealsDialog(self._meals), lambda _: self._meals_kept())
        elif BY_PATH[path].choices:
            self.action_turn(1)
        else:
            self._type(path)

    @property
    def _profile(self) -> Profile:
        return workspace_of(self.context).profile

    @property
    def _chosen(self) -> ChosenSettings:
        preferences = self.context.preferences
        return ChosenSettings(preferences.current, self._profile.preferences, preferences.settings.current)

    @property
    def _meals(self) -> Meals:
        space = workspace_of(self.context)
        return Meals(space.busy_time, context_of(space))

    def _backups_words(self) -> str:
        today = workspace_of(self.context).tracking.today()
        try:
            return told_summary(self.context.data_directory.backups.last_made(), today)
        except HabitosError:  # told when they are opened
            return "cannot be read"

    def _meals_kept(self) -> None:
        self.context.committed()
        self.show_changes()

    def _set(self, path: str, text: str) -> None:
        """Use and save a value that fits."""
        with self.context.reporting():
            before, after = self._chosen, changed(path, self._chosen, text)
            if after.preferences != before.preferences:
                self.context.preferences.change_preferences(after.preferences)
                self.context.committed()
            if after.settings != before.settings:
                self.context.preferences.change_settings(after.settings, tell=True)
        self.show_changes()
        self.refresh_bindings()

    def _type(self, path: str) -> None:
        setting, chosen = BY_PATH[path], self._chosen
        dialog = ValueDialog(
            setting.label,
            setting.help,
            value_of(path, chosen),
            lambda text: changed(path, chosen, text),
            unit=setting.unit,
        )
        ask(self, dialog, partial(self._set, path))

    def _choose_theme(self) -> None:
        ours = [theme.name for theme in THEMES if theme.name not in NOT_OFFERED]
        textual = sorted(set(self.app.available_themes) - set(ours) - NOT_OFFERED)
        theme = self._chosen.settings.look.theme
        dialog = ThemeDialog((*ours, *textual), theme, self.context.preferences.show_theme)
        ask(self, dialog, partial(self._set, THEME))

    def _change_password(self) -> None:
        def done(profile: Profile) -> None:
            self.context.preferences.use_profile(profile)
            self.show_changes()
            self.app.notify("The password is changed." if profile.protected else "There is no password now.")

        ask(self, PasswordDialog(self.context.data_directory.accounts, self._profile), done)

    def _rested(self) -> None:
        """Show help and keys of the line that was found."""
        self._explain()
        self.refresh_bindings()

    def _explain(self) -> None:
        lists = self.query(SettingsList)  # gone while the app is left
        setting = BY_PATH.get(lists.first().cursor or "") if lists else None
        if setting is not None:
            profile, today = self._profile, workspace_of(self.context).tracking.today()
            to_come = weeks_to_come(profile.weeks, today) if setting.path == WEEK_START else ""
            self.query_one("#meaning", Static).update(self._meaning(setting, to_come or setting.help), layout=False)

    def _meaning(self, setting: Setting, told: str) -> Content:
        if not self.has_class("-wide"):
            return in_short(setting.path, self._chosen, told)
        now = self.settings_list.words.get(setting.path) or words_of(setting.path, self._chosen)
        width = self.query_one("#about").content_region.width
        return in_full(setting.path, self._chosen, told, now, width)


_PLAIN = frozenset(BY_PATH) - {KEYS, PASSWORD, MEALS, BACKUPS}
