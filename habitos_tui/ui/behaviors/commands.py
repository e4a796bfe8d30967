"""What one can do with behaviors."""

from habitos_tui.ui.kit.command import Command


class FilterBehaviors(Command, id="behaviors.filter", key="slash", action="filter", label="Filter", key_display="/"):
    """Show only behaviors whose name or category contains what you type."""


class NewBehavior(Command, id="behaviors.new", key="n", action="new_behavior", label="New"):
    """Describe a new behavior, or start from a ready-made one."""


class EditBehavior(Command, id="behaviors.edit", key="e", action="edit_behavior", label="Edit"):
    """Change the behavior under the cursor."""


class CopyBehavior(Command, id="behaviors.copy", key="c", action="copy_behavior", label="Copy"):
    """Start a new behavior from the one under the cursor."""


class ArchiveBehavior(Command, id="behaviors.archive", key="a", action="archive_behavior", label="Archive"):
    """Put the behavior away with its history, or bring an archived one back."""


class DeleteBehavior(Command, id="behaviors.delete", key="d", action="delete_behavior", label="Delete"):
    """Delete the behavior; one with a history is archived instead."""


class ShowArchived(Command, id="behaviors.archived", key="v", action="toggle_archived", label="Archived", footer=False):
    """Switch between the behaviors in use and the archived ones."""
