"""User actions as values: the key, footer text, tooltip, palette entry and help line of each in one place.

The commands of an area are declared in one place, each with name, verb, action, label and help; the verb has the keys
(`habitos_tui/ui/kit/verbs.py`)::

    behaviors = Area("behaviors")
    NewBehavior = behaviors.command("new", verbs.NEW, "new_behavior", "New").does("Describe a new behavior")
    EditBehavior = behaviors.command("edit", verbs.EDIT, "edit_behavior", "Edit", "Edit the behavior")
    EditBehavior.does("Change the behavior under the cursor")

A screen gets its bindings from its commands::

    class BehaviorsScreen(HabitosScreen):
        BINDINGS = bindings(NewBehavior, EditBehavior)

        def action_new_behavior(self) -> None: ...

Commands that jump to a pane by its letter are made from the list of panes (`Area.go_to`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partialmethod
from typing import Self

from textual.binding import Binding, BindingType

from habitos_tui.ui.kit.verbs import Verb, letter


@dataclass(eq=False, slots=True)
class Command:
    """A user action; each exists once."""

    id: str
    """Unique: `area.name`. Custom keymaps refer to it."""
    verbs: tuple[Verb, ...]
    """What it does, as on every other screen, and with which keys."""
    action: str
    """Textual action, looked up from the focused widget upwards."""
    label: str
    """One word for the footer."""
    title: str
    """Its name in the palette."""
    key_display: str | None
    """The key shown in the footer, if not the first."""
    footer: bool
    """Shown in the footer."""
    palette: bool
    """Shown in the palette."""
    priority: bool
    """Runs before keys still queued for the focused widget; so never use it for saving."""
    guide: bool
    """Shown in the guide; false for what is plain where the key works, such as ticking a box."""
    help: str = ""
    """Text of tooltip, palette and help: a sentence without the full stop."""

    def does(self, help: str) -> Self:  # noqa: A002 - what users call it
        """Set the help text and return the command; a long text is written on its own line."""
        self.help = help
        return self

    @property
    def key(self) -> str:
        """Textual key names, separated by commas ("down,j"); the first is shown."""
        return ",".join(verb.keys for verb in self.verbs)

    @property
    def also(self) -> str:
        """Other words by which people look for it."""
        return " ".join(verb.also for verb in self.verbs)

    @property
    def area(self) -> str:
        """First part of the id: a part of the interface, whose keys the guide groups."""
        return self.id.partition(".")[0]

    def binding(self) -> Binding:
        """Return the binding of this command."""
        return Binding(
            self.key,
            self.action,
            self.label,
            show=self.footer,
            key_display=self.key_display,
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )


def bindings(*commands: Command) -> list[BindingType]:
    """Return the bindings of `commands`, in the order the footer shows them."""
    return [command.binding() for command in commands]


@dataclass(frozen=True, slots=True)
class PaneInfo:
    """A pane reached by a letter of its title, the first unless that means something else on every screen."""

    title: str
    subject: str
    """Completes "Show …" in the palette."""
    purpose: str
    """Completes "Go to …" in the help."""
    name: str = ""
    """Its widget id; by default the title in lower case."""
    place: int = 0
    """Which letter of the title."""

    @property
    def id(self) -> str:
        """Its id on the screen."""
        return self.name or self.title.lower()

    @property
    def letter(self) -> str:
        """The key that focuses it."""
        return self.title[self.place].upper()


class Area:
    """A part of the interface with its commands, in declaration order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._commands: list[Command] = []

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands)

    def command(
        self,
        name: str,
        verb: Verb | tuple[Verb, ...],
        action: str,
        label: str,
        title: str = "",
        *,
        key_display: str | None = None,
        footer: bool = True,
        palette: bool = True,
        priority: bool = False,
        guide: bool = True,
    ) -> Command:
        """Declare a command; the palette shows `title`, by default the label."""
        title = title or label
        verbs = verb if isinstance(verb, tuple) else (verb,)
        made = Command(
            f"{self.name}.{name}", verbs, action, label, title, key_display, footer, palette, priority, guide
        )
        self._commands.append(made)
        return made

    footer_only = partialmethod(command, palette=False)
    palette_only = partialmethod(command, footer=False)
    hidden = partialmethod(command, footer=False, palette=False)
    """Shown neither in footer nor palette, only in the list of keys and the guide."""
    unlisted = partialmethod(command, footer=False, palette=False, guide=False)
    """Like `hidden`, but not in the guide either."""

    def go_to(self, panes: Iterable[PaneInfo]) -> tuple[Command, ...]:
        """Declare a command for each pane of the screen that goes there."""
        return tuple(
            self.palette_only(
                f"go_{pane.id}",
                letter(pane.letter, f"go to {pane.purpose}"),
                f"show_pane('{pane.id}')",
                pane.title,
                f"Show {pane.subject}",
            ).does(f"Go to {pane.purpose}")
            for pane in panes
        )
