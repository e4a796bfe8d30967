"""The table of keys in the README, from the bindings of the app itself."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.features import LOADERS, known_commands
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.insights.list_panes import ChancesPane, SuggestionsPane
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.dialogs.quick import QuickDialog
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.kit.verbs import SHARED, Verb
from habitos_tui.ui.rules.screen import PANES
from habitos_tui.ui.week.commands import DRAFT_COMMANDS, GRID_COMMANDS


def key_table() -> str:
    """Return the keys as Markdown: what works everywhere, then the commands of each screen."""
    numbers = " ".join(f"`{mode.key}` {mode.title}" for mode in MODES)
    everywhere = [*known_in(HabitosApp), *known_in(HabitosScreen)]
    lines = ["| Where | Keys |", "|---|---|", f"| Everywhere | {numbers}, {listed(dict.fromkeys(everywhere))} |"]
    used = {verb for command in known_commands().values() for verb in command.verbs}
    lines.append(
        f"| On most screens | {', '.join(f'{keys_of(verb)} {verb.name}' for verb in SHARED if verb in used)} |"
    )
    lines.append(f"| Lists | {listed(known_in(LineList))} |")
    lines.append(f"| Forms | {listed((*known_in(FormDialog), *known_in(BehaviorForm)))} |")
    lines.append(f"| A line of words | {listed(known_in(QuickDialog))} |")
    lines += [f"| {mode.title} | {listed(own)} |" for mode in MODES if (own := commands_of(mode.id))]
    lines.append(f"| Insights: suggestions | {listed(known_in(SuggestionsPane))} |")
    lines.append(f"| Insights: chances | {listed(known_in(ChancesPane))} |")
    lines += [f"| Rules: {pane.INFO.title.lower()} | {listed(known_in(pane))} |" for pane in PANES]
    lines.append(f"| Week grid | {listed(GRID_COMMANDS)} |")
    lines.append(f"| Session in hand | {listed(DRAFT_COMMANDS)} |")
    return "\n".join([*lines, ""])


def commands_of(mode: str) -> list[Command]:
    """Return the commands of a screen beside those of every screen, in the order of its bindings."""
    kinds = type(LOADERS[mode]()).__mro__
    own = [kind for kind in kinds if "BINDINGS" in vars(kind) and kind not in HabitosScreen.__mro__]
    return [command for kind in own for command in known_in(kind)]


def known_in(widget: type[DOMNode]) -> list[Command]:
    """Return the commands that a class binds itself, in their order."""
    known = known_commands()
    ids = [binding.id or "" for binding in widget.BINDINGS if isinstance(binding, Binding)]
    return [known[i] for i in ids if i in known and known[i].guide]


def listed(commands: Iterable[Command]) -> str:
    """Return keys with what they do, for people."""
    return ", ".join(f"`{key_of(command)}` {command.label.lower()}" for command in commands)


def keys_of(verb: Verb) -> str:
    """Return the keys of a verb as they are written on the keyboard."""
    return f"`{' '.join(format_key(key) for key in verb.keys.split(','))}`"


def key_of(command: Command) -> str:
    """Return the keys as they are written on the keyboard."""
    return " ".join(format_key(key) for key in command.key.split(","))
