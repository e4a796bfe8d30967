"""What one can do with behaviors."""

from habitos_tui.ui.kit.command import Command


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
