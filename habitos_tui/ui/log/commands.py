"""Commands of the Log screen: search and correct entries."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

log = Area("log")
AddEntry = log.command("add", verbs.NEW, "add_entry", "Add", "Add an entry to the log")
AddEntry.does("Log something you did, today or on an earlier day, in one line or in the form")
EditEntry = log.command("edit", (verbs.EDIT, verbs.OPEN), "edit_entry", "Edit")
EditEntry.does("Change the minutes, rating, time or note of the entry")
EditNote = log.palette_only("note", verbs.IN_EDITOR, "edit_note", "Note", "Edit the note in your editor")
EditNote.does("Edit the note or reason of the entry in your editor, the one that VISUAL or EDITOR names")
DeleteEntry = log.command("delete", verbs.DELETE, "delete_entry", "Delete")
DeleteEntry.does("Delete the entry; its session is open again, and u brings the entry back")
NewerEntries = log.command("newer", verbs.BEFORE, "turn_page(-1)", "Newer")
NewerEntries.does("Show the page with newer entries")
OlderEntries = log.command("older", verbs.AFTER, "turn_page(1)", "Older")
OlderEntries.does("Show the page with older entries")
FilterLog = log.command("filter", verbs.FILTER, "filter_log", "Filter", "Filter the log")
FilterLog.does("Show only entries with a text, a tag or a rating, of a behavior or of some days")
OnlyThis = log.command("only", verbs.ONLY, "only_this", "Only this", "Only this behavior")
OnlyThis.does("Show only entries of the behavior under the cursor, or those of all again")
