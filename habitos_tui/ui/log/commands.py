"""What one can do with the log: look things up, and put them right."""

from habitos_tui.ui.kit.command import Command


class AddEntry(Command):
    """Log something on any day."""

    id, key, action, label = "log.add", "n", "add_entry", "Add"
    title = "Add an entry to the log"
    help = "Log something you did, today or on an earlier day"


class EditEntry(Command):
    """Change the entry under the cursor."""

    id, key, action, label = "log.edit", "e,enter", "edit_entry", "Edit"
    help = "Change the minutes, rating, time or note of the entry"


class DeleteEntry(Command):
    """Delete the entry under the cursor."""

    id, key, action, label = "log.delete", "d", "delete_entry", "Delete"
    help = "Delete the entry; its session is open again, and u brings the entry back"


class NewerEntries(Command):
    """Show the page of newer entries."""

    id, key, action, label = "log.newer", "left_square_bracket", "turn_page(-1)", "Newer"
    key_display = "["
    help = "Show the page with newer entries"


class OlderEntries(Command):
    """Show the page of older entries."""

    id, key, action, label = "log.older", "right_square_bracket", "turn_page(1)", "Older"
    key_display = "]"
    help = "Show the page with older entries"


class FilterLog(Command):
    """Look for entries."""

    id, key, action, label = "log.filter", "slash", "filter_log", "Filter"
    key_display = "/"
    title = "Filter the log"
    help = "Show only entries with a text, a tag or a rating, of a behavior or of some days"


class OnlyThis(Command):
    """Show only entries of the behavior under the cursor, or those of all again."""

    id, key, action, label = "log.only", "b", "only_this", "Only this"
    title = "Only this behavior"
    help = "Show only entries of the behavior under the cursor, or those of all again"


class ShowAll(Command):
    """Show every entry again."""

    id, key, action, label = "log.all", "escape", "show_all", "Show all"
    help = "Show every entry again"
