"""Commands of the login and of the first run."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

login = Area("login")
NewProfile = login.footer_only("new", verbs.NEW, "new_profile", "New profile").does(
    "Set up a profile for somebody else"
)
OtherProfile = login.footer_only("other", verbs.BACK, "other_profile", "Other profile")
OtherProfile.does("Go back to the list of profiles")

wizard = Area("wizard")
NextStep = wizard.footer_only("next", (verbs.SAVE_LINE, verbs.SAVE), "screen.next_step", "Next", key_display="⏎")
NextStep.does("Check this page and go on to the next")
StepBack = wizard.footer_only("back", verbs.BACK, "step_back", "Back")
StepBack.does("Go back to the page before; what you typed stays")
LeaveLogin = login.footer_only("leave", verbs.BACK, "leave", "Quit")
LeaveLogin.does("Leave the app: it was started for this profile alone")
