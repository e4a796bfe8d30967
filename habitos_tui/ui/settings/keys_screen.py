"""Keys: every command with its id, keys and help; enter and a key press change its key."""

from dataclasses import replace

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import AddKey, FilterKeys, ResetKeys
from habitos_tui.ui.kit.dialogs.base import ConfirmDialog, Dialog, ask
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import OverlaidScreen
from habitos_tui.ui.settings.commands import CloseSettings, ResetSetting
from habitos_tui.ui.settings.keymap import KnownKeys, clashes, current_ids, key_problems, keys_of, matching, refusal
from habitos_tui.ui.settings.lists import KeyList, KeysView


class KeysScreen(OverlaidScreen):
    """Opened over the settings."""

    AUTO_FOCUS = "KeyList"
    BINDINGS = bindings(AddKey, ResetSetting, ResetKeys, FilterKeys, CloseSettings)
    KEY_WIDGETS = frozenset({KeyList})

    _filter = getters.query_one(FilterBar)
    keys = getters.query_one(KeyList)

    def __init__(self, known: KnownKeys) -> None:
        """`known` are the commands to list."""
        super().__init__()
        self._known = known
        self._clashing: frozenset[str] = frozenset()
        self._subtitle = Content("")
        self._at_rest = AtRest(self, self._rested)

    def compose(self) -> ComposeResult:
        """Lay out filter, problems, list, and the help of the command under the cursor."""
        with Vertical(id="keys", classes="pane") as pane:
            pane.border_title = "Keys"
            yield FilterBar("#list", placeholder="Type a part of a command, its id or its key")
            yield Static("", id="problems", classes="bad", markup=False)
            yield KeyList(id="list")
            yield Static("", id="meaning", classes="muted", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Show every command."""
        self.refresh_view()

    def refresh_view(self) -> None:
        """Show the matching commands with the keys that they have now, and what is wrong with those."""
        self._clashing = frozenset(clashes(self._known, self._own))
        self._show_list()
        sentences = key_problems(self._known, self._own)
        problems = self.query_one("#problems", Static)
        problems.display = bool(sentences)
        problems.update(Content("\n").join(safe(sentence) for sentence in sentences))
        self._rested()

    @on(Input.Changed, "#filter")
    def _show_list(self) -> None:
        """Show the commands that match."""
        own = self._own
        order = sorted(self._known.values(), key=lambda command: (command.where != "everywhere", command.id))
        self.keys.view = KeysView(matching(order, self._filter.value, own), own, self._clashing)
        self._at_rest.wanted()

    def _rested(self) -> None:
        """Tell how many match, and show help and keys of the one under the cursor."""
        subtitle = safe(count(len(self.keys.view.commands), "command"))
        if subtitle != self._subtitle:  # setting it repaints the whole pane
            self.query_one("#keys").border_subtitle = self._subtitle = subtitle
        self._explain()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable reset only for changed keys."""
        lists = self.query(KeyList)  # gone while the app is left
        if not lists:
            return True
        possible = {"reset": lists.first().cursor in self._own, "reset_keys": bool(self._own)}
        return possible.get(action, super().check_action(action, parameters))

    def action_close(self) -> None:
        """Show every command again, or go back."""
        if not self._filter.close():
            self.dismiss(None)

    def action_add_key(self) -> None:
        """Give the command one more key."""
        self._ask(keep=True)

    def action_reset(self) -> None:
        """Reset the keys of the command under the cursor."""
        self._use({key: keys for key, keys in self._own.items() if key != self.keys.cursor})

    def action_reset_keys(self) -> None:
        """Ask, then reset all keys."""

        def answered(yes: bool) -> None:
            if yes:
                self._use({})

        question = Content("Give every command its default keys again? Your own keys are lost.")
        ask(self, ConfirmDialog("Reset all keys", question, "Reset"), answered)

    def on_line_list_opened(self) -> None:
        """Give the command another key."""
        self._ask(keep=False)

    def on_line_list_moved(self) -> None:
        """Show the help of the command."""
        self._explain()
        self.refresh_bindings()

    @property
    def _own(self) -> dict[str, str]:
        return current_ids(self.context.preferences.current.keys)

    def _ask(self, *, keep: bool) -> None:
        command = self._known.get(self.keys.cursor or "")
        if command is None:
            return

        def pressed(key: str) -> None:
            keys = ",".join(dict.fromkeys((*keys_of(command, self._own), key))) if keep else key
            why = refusal(command.id, keys)
            if why:
                self.app.notify(f"Not changed: {why}.", severity="warning")
            else:
                self._use({**self._own, command.id: keys})

        ask(self, PressKeyDialog(command.label, command.help), pressed)

    def _use(self, own: dict[str, str]) -> None:
        with self.context.reporting():
            usual = {key: command.usual for key, command in self._known.items()}
            own = {key: keys for key, keys in own.items() if keys != usual.get(key)}
            self.context.preferences.change_settings(replace(self.context.preferences.current, keys=own))
        self.refresh_view()

    def _explain(self) -> None:
        command = self._known.get(self.keys.cursor or "")
        self.query_one("#meaning", Static).update(safe(command.help if command else ""), layout=False)


class PressKeyDialog(Dialog[str]):
    """Returns Textual's name of the pressed key; escape cancels."""

    NO_PALETTE = True

    def __init__(self, label: str, about: str) -> None:
        """`label` and `about` describe the command."""
        super().__init__(safe(label))
        self._about = about

    def compose_box(self) -> ComposeResult:
        """Show the prompt."""
        yield Static(safe(self._about), classes="message")
        yield Static("Press the new key. Escape leaves it as it is.", classes="hint")

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
