"""One class per user action: its key, footer text, tooltip, palette entry and help line in one place.

A command is declared by its class line and its docstring, whose first paragraph is the help that users read::

    class NewBehavior(Command, id="behaviors.new", key="n", action="new_behavior", label="New"):
        \"\"\"Describe a new behavior, or start from a ready-made one.\"\"\"

A screen gets its bindings from its commands::

    class BehaviorsScreen(HabitosScreen):
        BINDINGS = bindings(NewBehavior, EditBehavior)

        def action_new_behavior(self) -> None: ...

Where a screen has panes that a letter leads to, their commands are made from the list of panes (`go_to`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from typing import ClassVar

from textual.binding import Binding, BindingType


class Command:
    """Something a user can do; never instantiated."""

    id: ClassVar[str]
    """Unique; `area.verb`. Keymaps of users refer to it."""
    area: ClassVar[str]
    """What the id begins with: a part of the interface, whose keys the guide shows together."""
    key: ClassVar[str]
    """Textual key names, separated by commas ("j,down"); the first is the one that is shown."""
    action: ClassVar[str]
    """Textual action, looked up from the focused widget upwards."""
    label: ClassVar[str]
    """One word for the footer."""
    title: ClassVar[str]
    """What the palette calls it: the label unless more is said."""
    help: ClassVar[str]
    """Tooltip, palette and help: the first paragraph of the docstring, without the full stop."""
    key_display: ClassVar[str | None]
    footer: ClassVar[bool]
    """Important enough for the footer."""
    palette: ClassVar[bool]
    """Makes sense when chosen from the palette."""
    priority: ClassVar[bool]
    """Works whatever has the focus, ahead of keys that it has not read yet: nothing that saves what is typed."""

    def __init_subclass__(
        cls,
        *,
        id: str,  # noqa: A002 - Textual's word
        key: str,
        action: str,
        label: str,
        title: str = "",
        key_display: str | None = None,
        footer: bool = True,
        palette: bool = True,
        hidden: bool = False,
        priority: bool = False,
    ) -> None:
        """Take over what the class line says, and the help from the docstring; `hidden` is for keys alone.

        What is hidden is neither in the footer nor in the palette.
        """
        cls.id, cls.key, cls.action, cls.label, cls.title = id, key, action, label, title or label
        cls.area = id.partition(".")[0]
        cls.key_display, cls.footer, cls.palette, cls.priority = key_display, footer, palette, priority
        if hidden:
            cls.footer = cls.palette = False
        first, *_ = cleandoc(cls.__doc__ or label).split("\n\n")
        cls.help = " ".join(first.split()).removesuffix(".")

    @classmethod
    def binding(cls) -> Binding:
        """Return the binding of this command."""
        return Binding(
            cls.key,
            cls.action,
            cls.label,
            show=cls.footer,
            key_display=cls.key_display,
            priority=cls.priority,
            tooltip=cls.help,
            id=cls.id,
        )


def bindings(*commands: type[Command]) -> list[BindingType]:
    """Return the bindings of `commands`, in the order the footer shows them."""
    return [command.binding() for command in commands]


@dataclass(frozen=True, slots=True)
class PaneInfo:
    """A pane that the first letter of its title leads to."""

    title: str
    subject: str
    """Completes "Show …" in the palette."""
    purpose: str
    """Completes "Go to …" in the help."""
    name: str = ""
    """Its id on the screen; the title in small letters unless it is given."""

    @property
    def id(self) -> str:
        """Its id on the screen."""
        return self.name or self.title.lower()

    @property
    def letter(self) -> str:
        """The key that leads to it."""
        return self.title[0]


def go_to(area: str, panes: Iterable[PaneInfo], *, module: str) -> tuple[type[Command], ...]:
    """Return a command for each pane of the screen `area` that goes there; they belong to `module`."""
    return tuple(_go_to(area, pane, module) for pane in panes)


def _go_to(area: str, pane: PaneInfo, module: str) -> type[Command]:
    class GoToPane(
        Command,
        id=f"{area}.go_{pane.id}",
        key=pane.letter,
        action=f"show_pane('{pane.id}')",
        label=pane.title,
        title=f"Show {pane.subject}",
        footer=False,
    ):
        __doc__ = f"Go to {pane.purpose}."
        __module__ = module

    return GoToPane
