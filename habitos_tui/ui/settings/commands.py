"""Commands of settings, lock and help."""

from habitos_tui.ui.kit.command import Area

settings = Area("settings")
CloseSettings = settings.footer_only("close", "escape,q", "close", "Back")
CloseSettings.does("Go back; every change is saved already")
NextValue = settings.footer_only("next", "right,l,space", "turn(1)", "Choose", key_display="← →")
NextValue.does("Choose the next of a few values")
PreviousValue = settings.hidden("previous", "left,h", "turn(-1)", "Value before").does("Choose the value before")
ChangeSetting = settings.footer_only("change", "enter", "open", "Change").does("Change the setting under the cursor")
ResetSetting = settings.footer_only("reset", "backspace,delete", "reset", "Reset")
ResetSetting.does("Give the setting under the cursor its usual value")
