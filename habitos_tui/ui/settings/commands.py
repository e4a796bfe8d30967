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
