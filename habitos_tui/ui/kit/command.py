"""One class per user action: its key, footer text, tooltip, palette entry and help line in one place.

A screen lists its commands and gets its bindings from them::

    class BehaviorsScreen(HabitosScreen):
        COMMANDS_HERE = (NewBehavior, EditBehavior)
        BINDINGS = bindings(*COMMANDS_HERE)

        def action_new_behavior(self) -> None: ...

Keys of a letter and of an arrow that do the same are separated by commas ("j,down"). `id` is what a keymap refers to.
"""

from typing import ClassVar

from textual.binding import Binding


class Command:
    """Something a user can do; subclasses only fill in the class variables."""

    id: ClassVar[str]
    """Unique; `area.verb`."""
    key: ClassVar[str]
    """Textual key names, separated by commas; the first is the one that is shown."""
    action: ClassVar[str]
    """Textual action, looked up from the focused widget upwards."""
    label: ClassVar[str]
    """One word for the footer."""
    title: ClassVar[str] = ""
    """What the palette calls it, where that is more than the label."""
    help: ClassVar[str]
    """A sentence without a full stop: tooltip, palette and help."""
    key_display: ClassVar[str | None] = None
    footer: ClassVar[bool] = True
    """Important enough for the footer."""
    palette: ClassVar[bool] = True
    """Makes sense when chosen from the palette."""
    priority: ClassVar[bool] = False
    """Works whatever has the focus, ahead of keys that it has not read yet: nothing that saves what is typed."""

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


def bindings(*commands: type[Command]) -> list[Binding]:
    """Return the bindings of `commands`, in the order the footer shows them."""
    return [command.binding() for command in commands]


# Everywhere


# Coming in


# Behaviors
