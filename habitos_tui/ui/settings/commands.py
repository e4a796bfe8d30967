"""What one can do with settings, the lock, and the ways to get help."""

from habitos_tui.ui.kit.command import Area

settings = Area("settings")
CloseSettings = settings.footer_only("close", "escape,q", "close", "Back").does(
    "Go back; every change is saved already"
)
NextValue = settings.footer_only("next", "right,l,space", "turn(1)", "Choose", key_display="← →").does(
    "Choose the next of a few values"
)
PreviousValue = settings.hidden("previous", "left,h", "turn(-1)", "Value before").does("Choose the value before")
ChangeSetting = settings.footer_only("change", "enter", "open", "Change").does("Change the setting under the cursor")
ResetSetting = settings.footer_only("reset", "backspace,delete", "reset", "Reset").does(
    "Give the setting under the cursor its usual value"
)

keys = Area("keys")
ResetKeys = keys.footer_only("reset", "R", "reset_keys", "Reset all").does("Give every command its usual keys again")
FilterKeys = keys.footer_only("filter", "slash", "filter", "Filter").does(
    "Show only commands whose name, key or help contains what you type"
)
AddKey = keys.footer_only("add", "a", "add_key", "Add a key").does(
    "Give the command one more key and keep those it has"
)
