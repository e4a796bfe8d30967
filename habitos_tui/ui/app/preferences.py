"""Applies the settings: colours, keys, and less output over a slow line.

What a person has chosen is kept in the profile and lies over what the machine has, which holds alone before the login.
A change of the machine's is applied at once and then saved; if saving fails a dialog says so, and the change lasts
until the app ends.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.constants import TEXTUAL_ANIMATIONS

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.ui.app.features import all_screens, known_commands
from habitos_tui.ui.kit.app_context import refuse, workspace_of
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.commands import Mode
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.kit.themes import SIXTEEN_LIGHT, THEMES, theme_for
from habitos_tui.ui.runtime.terminal import light_ground, slow_link
from habitos_tui.ui.settings.keymap import KnownKeys, current_ids, key_problems, known_keys, normal, short_key, usable

if TYPE_CHECKING:
    from habitos_tui.domain.model.app_settings import AppSettings
    from habitos_tui.domain.model.profile import Preferences, Profile
    from habitos_tui.settings import Settings, SettingsFile
    from habitos_tui.ui.kit.app_context import ContextApp


class PreferencesController:
    """Holds the settings of the machine and of the person logged in, and applies them to the app."""

    def __init__(
        self, app: ContextApp, file: SettingsFile, *, remote: bool | None, few_colors: bool | None, light: bool | None
    ) -> None:
        """Read settings from `file`; `remote`, `few_colors` and `light` override what was detected of the terminal."""
        self._app, self.settings = app, file
        self._applied: Settings | None = None
        self._remote, self._few_colors = remote, few_colors
        self._light = light_ground(os.environ) if light is None else light
        self._keys: dict[str, str] = {}
        """The valid custom keys by the id of the command."""
        self._names: dict[str, tuple[str, ...]] = {}
        """The keys of commands that were asked for, by id."""
        for theme in THEMES:
            app.register_theme(theme)
        self._apply()

    def use_profile(self, profile: Profile) -> None:
        """Go on with a changed profile of the person logged in."""
        context = self._app.context
        context.workspace = context.data_directory.open_workspace(profile)
        if self.current != self._applied:
            self._apply()

    @property
    def current(self) -> Settings:
        """The settings that hold: of this machine, and over them what the person logged in has chosen."""
        workspace, machine = self._app.context.workspace, self.settings.current
        return machine if workspace is None else workspace.profile.preferences.app.over(machine)

    def change_preferences(self, preferences: Preferences) -> None:
        """Divide and plan weeks in another way from now on; HabitosError when existing data does not fit into it."""
        context = self._app.context
        profile = workspace_of(context).profile.model_copy(update={"preferences": preferences})
        planning = context.data_directory.open_workspace(profile).planning
        planning.outline(planning.this_week())
        self.use_profile(context.data_directory.accounts.save_preferences(profile, preferences))

    def show_hints(self, wanted: bool) -> None:
        """Tell what is useful next in the first days, or do not, and remember it for the profile."""
        context = self._app.context
        preferences = workspace_of(context).profile.preferences
        with context.reporting():
            self.change_preferences(preferences.model_copy(update={"hints": wanted}))
            context.show_changes()
            if isinstance(screen := self._app.screen, HabitosScreen):
                screen.tell_hint()

    @property
    def remote(self) -> bool:
        """Whether output to the terminal should be kept small."""
        return slow_link(os.environ, self.settings.current.terminal.remote) if self._remote is None else self._remote

    @property
    def mouse(self) -> bool:
        """Whether clicks and the wheel are for the app."""
        wish = self.settings.current.terminal.mouse
        return not self.remote if wish == "auto" else wish == "on"

    def change_settings(self, settings: Settings, *, tell: bool = False) -> None:
        """Use other settings from now on and save them; HabitosError when they cannot be saved.

        What the person can choose is kept in the profile, the rest for the machine.
        """
        from habitos_tui.domain.model.app_settings import AppSettings, with_own_of  # no models on the first frame

        workspace, machine = self._app.context.workspace, self.settings.current
        try:
            if workspace is None:
                self.settings.change(settings)
                return
            self._change_machine(with_own_of(settings, machine))
            self._change_own(workspace.profile, AppSettings.chosen(settings, machine), tell=tell)
        finally:
            self._apply()

    def _change_machine(self, settings: Settings) -> None:
        if settings != self.settings.current:
            refuse(self._app.context, "A setting of this machine")
            self.settings.change(settings)

    def _change_own(self, profile: Profile, own: AppSettings, *, tell: bool) -> None:
        if own == profile.preferences.app:
            return
        context = self._app.context
        preferences = profile.preferences.model_copy(update={"app": own})
        self.use_profile(context.data_directory.accounts.save_preferences(profile, preferences))
        context.committed(tell=tell)

    def show_theme(self, name: str) -> None:
        """Apply a theme without saving; an empty name picks the theme that fits the terminal."""
        sixteen = self._app.console.color_system == "standard" if self._few_colors is None else self._few_colors
        known = name if name in self._app.available_themes else ""
        # Without colours it is the white page on which what stands out is reversed.
        self._app.theme = (
            SIXTEEN_LIGHT if self._app.no_color else theme_for(known, few_colors=sixteen, light=self._light)
        )

    def use_ground(self, *, light: bool) -> None:
        """Follow the terminal's late answer about its ground, unless a theme was chosen."""
        self._light = light
        self.show_theme(self.current.look.theme)

    def solver_defaults(self) -> SolveOptions:
        """Return the default options of a solve."""
        solver = self.current.solver
        return SolveOptions(engine=solver.engine, gap=solver.gap / 100, time_limit=solver.time_limit)

    def keys_for(self, command_id: str) -> tuple[str, ...]:
        """Return Textual's names of the keys that a command has now; asked at every key, so they are kept."""
        if command_id not in self._names:
            self._names[command_id] = normal(self._keys.get(command_id) or known_commands()[command_id].key)
        return self._names[command_id]

    def is_mapped(self, command_id: str | None) -> bool:
        """Tell whether a command has custom keys."""
        return command_id in self._keys

    def mode_key(self, mode: Mode) -> str:
        """Return the key of a screen, as shown."""
        return short_key(normal(self._keys.get(f"mode.{mode.id}") or mode.key)[0])

    def names_of(self, command: Command) -> str:
        """Return the keys that a command has now, as they are shown."""
        return self.names_of_id(command.id)

    def names_of_id(self, command_id: str) -> str:
        """Return the same by the id of the command."""
        return " ".join(short_key(key) for key in self.keys_for(command_id))

    def key_named(self, command_id: str) -> str:
        """Return the first key that the command with an id has now, as it is shown."""
        return short_key(self.keys_for(command_id)[0])

    def keys_summary(self) -> str:
        """Return how many commands have custom keys, as a phrase."""
        from habitos_tui.domain.text.phrasing import count

        own = len(self.current.keys)
        return f"{count(own, 'command')} with a key of your own" if own else "as usual"

    def settings_problems(self) -> tuple[str, ...]:
        """Return a sentence for each setting that cannot be used."""
        theme = self.current.look.theme
        problems = list(self.settings.problems)
        if theme and theme not in self._app.available_themes:
            problems.append(f"There is no theme “{theme}”; another one is used.")
        own = current_ids(self.current.keys)
        return (*problems, *(key_problems(self.known_keys(), own) if own else ()))

    def known_keys(self) -> KnownKeys:
        """Return every command with its usual keys and the places it is offered at."""
        return known_keys(known_commands().values(), type(self._app), all_screens())

    def _apply(self) -> None:
        settings, self._names = self.current, {}
        self._applied = settings
        self._keys = usable(current_ids(settings.keys))
        self._app.animation_level = "none" if self.remote else TEXTUAL_ANIMATIONS
        self.show_theme(settings.look.theme)
        self._app.set_keymap(self._keys)
