"""Commands of the Behaviors screen."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.session.commands import PauseBehavior

behaviors = Area("behaviors")
FilterBehaviors = behaviors.command("filter", verbs.FILTER, "filter", "Filter")
FilterBehaviors.does(
    "Show only behaviors whose name or category contains what you type; #home shows those with that tag"
)
NewBehavior = behaviors.command("new", verbs.NEW, "new_behavior", "New")
NewBehavior.does("Say a new behavior or task in one line, or describe it in the form")
EditBehavior = behaviors.command("edit", verbs.EDIT, "edit_behavior", "Edit").does(
    "Change the behavior under the cursor"
)
CopyBehavior = behaviors.command("copy", verbs.COPY, "copy_behavior", "Copy")
CopyBehavior.does("Start a new behavior from the one under the cursor")
ArchiveBehavior = behaviors.command("archive", verbs.ARCHIVE, "archive_behavior", "Archive")
ArchiveBehavior.does("Archive the behavior with its history, or bring an archived one back")
DeleteBehavior = behaviors.command("delete", verbs.DELETE, "delete_behavior", "Delete")
DeleteBehavior.does("Delete the behavior; one with a history is archived instead")
OpenBehavior = behaviors.unlisted("open", verbs.OPEN, "open", "Edit").does("Change the behavior")
ShowArchived = behaviors.palette_only("archived", verbs.ARCHIVED, "toggle_archived", "Archived")
ShowArchived.does("Switch between the behaviors in use and the archived ones")
CycleTags = behaviors.palette_only("tags", verbs.TAGS, "cycle_tags", "Tags", "Show the behaviors of one tag")
CycleTags.does("Show only the behaviors with one of your tags, then those with the next")
RenameTag = behaviors.palette_only("rename_tag", verbs.RENAME_TAG, "rename_tag", "Rename tag", "Rename a tag")
RenameTag.does("Give a tag another name, on behaviors, on what was done and in rules")

ShowTasks = behaviors.palette_only("tasks", verbs.ONLY, "toggle_tasks", "Tasks", "Show the tasks")
ShowTasks.does("Show only the tasks, with what is left of them and when they are due; again for all behaviors")
FinishTask = behaviors.palette_only("finish", verbs.FINISH, "finish_task", "Finish")
FinishTask.does("Finish the task under the cursor: what is left of it is logged as done just now")

SCREEN_COMMANDS: Final = (
    *(NewBehavior, EditBehavior, CopyBehavior, ArchiveBehavior, DeleteBehavior, FilterBehaviors, ShowArchived),
    PauseBehavior,
    *(CycleTags, RenameTag),
    *(ShowTasks, FinishTask),
)
"""In the order of the footer."""
