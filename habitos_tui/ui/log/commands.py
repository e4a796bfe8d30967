"""What one can do with the log: look things up, and put them right."""

from habitos_tui.ui.kit.command import Command


class AddEntry(Command, id="log.add", key="n", action="add_entry", label="Add", title="Add an entry to the log"):
    """Log something you did, today or on an earlier day."""


class EditEntry(Command, id="log.edit", key="e,enter", action="edit_entry", label="Edit"):
    """Change the minutes, rating, time or note of the entry."""


class DeleteEntry(Command, id="log.delete", key="d", action="delete_entry", label="Delete"):
    """Delete the entry; its session is open again, and u brings the entry back."""


class NewerEntries(
    Command, id="log.newer", key="left_square_bracket", action="turn_page(-1)", label="Newer", key_display="["
):
    """Show the page with newer entries."""


class OlderEntries(
    Command, id="log.older", key="right_square_bracket", action="turn_page(1)", label="Older", key_display="]"
):
    """Show the page with older entries."""


class FilterLog(
    Command, id="log.filter", key="slash", action="filter_log", label="Filter", title="Filter the log", key_display="/"
):
    """Show only entries with a text, a tag or a rating, of a behavior or of some days."""


class OnlyThis(Command, id="log.only", key="b", action="only_this", label="Only this", title="Only this behavior"):
    """Show only entries of the behavior under the cursor, or those of all again."""


class ShowAll(Command, id="log.all", key="escape", action="show_all", label="Show all"):
    """Show every entry again."""
