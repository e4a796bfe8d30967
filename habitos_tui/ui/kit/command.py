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


class Quit(Command):
    """Leave the app."""

    id, key, action, label = "app.quit", "ctrl+q", "app.quit", "Quit"
    help = "Leave the app; everything is saved already"
    footer, priority = False, True


class Leave(Command):
    """Leave the app from a main screen."""

    id, key, action, label = "app.leave", "q", "app.quit", "Quit"
    help = "Leave the app; everything is saved already"
    footer, palette = False, False


class Palette(Command):
    """Search every command."""

    id, key, action, label = "app.palette", "ctrl+p", "app.command_palette", "Palette"
    help = "Search every command by its name"
    footer, palette, priority = False, False, True


class Help(Command):
    """Show the keys of what has the focus."""

    id, key, action, label = "app.help", "question_mark", "app.show_keys", "Keys"
    key_display = "?"
    help = "Show what every key does here"


class CloseDialog(Command):
    """Close a dialog and change nothing."""

    id, key, action, label = "dialog.close", "escape", "close", "Back"
    help = "Close this and change nothing"
    palette = False


class SaveForm(Command):
    """Check and save what a form holds."""

    id, key, action, label = "form.save", "ctrl+s", "save", "Save"
    help = "Check and save what was typed"
    palette = False


class NextField(Command):
    """Go on in a form, before the keys typed behind it are handed out: over a slow line they come in bunches."""

    id, key, action, label = "form.next", "tab", "app.focus_next", "Next"
    help = "To the next field"
    footer, palette, priority = False, False, True


class PreviousField(Command):
    """Go back in a form, in the same way."""

    id, key, action, label = "form.previous", "shift+tab", "app.focus_previous", "Previous"
    help = "To the field before"
    footer, palette, priority = False, False, True


# Coming in


class NewProfile(Command):
    """Set up a profile for somebody else."""

    id, key, action, label = "login.new", "n", "new_profile", "New profile"
    help = "Set up a profile for somebody else"
    palette = False


class OtherProfile(Command):
    """Go back from the password to the list of profiles."""

    id, key, action, label = "login.other", "escape", "other_profile", "Other profile"
    help = "Go back to the list of profiles"
    palette = False


class LeaveLogin(Command):
    """Leave the app instead of typing the password of the only profile that may be opened."""

    id, key, action, label = "login.leave", "escape", "leave", "Quit"
    help = "Leave the app: it was started for this profile alone"
    palette = False


class NextStep(Command):
    """Go on to the next step of the first run."""

    id, key, action, label = "wizard.next", "ctrl+s", "next_step", "Next"
    help = "Check this page and go on to the next"
    palette = False


class StepBack(Command):
    """Go back to the step before; what was typed stays."""

    id, key, action, label = "wizard.back", "escape", "step_back", "Back"
    help = "Go back to the page before; what you typed stays"
    palette = False


# Behaviors


class FilterBehaviors(Command):
    """Type to narrow the list."""

    id, key, action, label = "behaviors.filter", "slash", "filter", "Filter"
    key_display = "/"
    help = "Show only behaviors whose name or category contains what you type"


class NewBehavior(Command):
    """Describe a new behavior."""

    id, key, action, label = "behaviors.new", "n", "new_behavior", "New"
    help = "Describe a new behavior, or start from a ready-made one"


class EditBehavior(Command):
    """Change the behavior under the cursor."""

    id, key, action, label = "behaviors.edit", "e", "edit_behavior", "Edit"
    help = "Change the behavior under the cursor"


class CopyBehavior(Command):
    """Start a new behavior from the one under the cursor."""

    id, key, action, label = "behaviors.copy", "c", "copy_behavior", "Copy"
    help = "Start a new behavior from the one under the cursor"


class ArchiveBehavior(Command):
    """Put a behavior away, or bring it back."""

    id, key, action, label = "behaviors.archive", "a", "archive_behavior", "Archive"
    help = "Put the behavior away with its history, or bring an archived one back"


class DeleteBehavior(Command):
    """Delete the behavior under the cursor."""

    id, key, action, label = "behaviors.delete", "d", "delete_behavior", "Delete"
    help = "Delete the behavior; one with a history is archived instead"


class ShowArchived(Command):
    """Switch between the behaviors in use and the archived ones."""

    id, key, action, label = "behaviors.archived", "v", "toggle_archived", "Archived"
    help = "Switch between the behaviors in use and the archived ones"
    footer = False
