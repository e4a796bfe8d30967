"""Commands of settings, lock and help."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

settings = Area("settings")
CloseSettings = settings.footer_only("close", (verbs.BACK, verbs.LEAVE), "close", "Back")
CloseSettings.does("Go back; every change is saved already")
NextValue = settings.footer_only("next", (verbs.RIGHT, verbs.MARK), "turn(1)", "Choose", key_display="← →")
NextValue.does("Choose the next of a few values")
PreviousValue = settings.hidden("previous", verbs.LEFT, "turn(-1)", "Value before").does("Choose the value before")
FilterSettings = settings.footer_only("filter", verbs.FILTER, "filter", "Filter")
FilterSettings.does("Show only settings whose name, meaning or group contains what you type")
ChangeSetting = settings.footer_only("change", verbs.OPEN, "open", "Change").does("Change the setting under the cursor")
ResetSetting = settings.footer_only("reset", verbs.CLEAR, "reset", "Reset")
ResetSetting.does("Give the setting under the cursor its default value")

backups = Area("backups")
LookIntoBackup = backups.footer_only("look", verbs.OPEN, "open", "Look into it")
LookIntoBackup.does("Show what is in the backup and what would go, and restore it if you like")
NewBackup = backups.footer_only("new", verbs.NEW, "new_backup", "Make one").does("Make a backup of every profile now")
RestoreBackup = backups.footer_only("restore", verbs.ACCEPT, "restore", "Restore")
RestoreBackup.does("Put the backup in the place of the database; what was there is kept as another backup")
