"""Commands of the Rules screen, pane by pane."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area, PaneInfo

RULES: Final = PaneInfo("Rules", "the rules", "what a week must respect", place=1)
OBJECTIVES: Final = PaneInfo(
    "Objectives", "the objectives and their weights", "what your behaviors are for, and how much each matters"
)
ENERGY: Final = PaneInfo("Energy", "the energy budgets", "how much energy a day's plan may cost")
BUSY: Final = PaneInfo(
    "Busy time", "the busy time", "the time in which nothing is planned, every week or once", name="busy"
)
SLOTS: Final = PaneInfo("Slots", "the slots", "the parts of the day")

rules = Area("rules")

GO_TO_PANES: Final = rules.go_to((RULES, OBJECTIVES, ENERGY, BUSY, SLOTS))

PlanAgain = rules.palette_only("plan", verbs.SOLVE, "plan_again", "Solve", "Plan this week again")
PlanAgain.does("Find the best plan for this week under the rules as they are; nothing changes until you accept it")
FilterPanes = rules.palette_only("filter", verbs.FILTER, "filter", "Filter", "Filter the rules")
FilterPanes.does("Show only lines of the panes that contain what you type")
AddCalendar = rules.palette_only("calendar", verbs.CALENDAR, "add_calendar", "Calendar", "Add a calendar")
AddCalendar.does("Read busy time from a calendar file or folder, after a look at what it takes")
ReadCalendars = rules.palette_only(
    "read_calendars", verbs.READ_AGAIN, "read_calendars", "Read again", "Read calendars again"
).does("Read all calendars again and follow what has changed, as happens before every plan")
MoveLineDown = rules.palette_only("down", verbs.FAR_DOWN, "move_line(1)", "Move down")
MoveLineDown.does("Move what is under the cursor one place down the list")
MoveLineUp = rules.palette_only("up", verbs.FAR_UP, "move_line(-1)", "Move up")
MoveLineUp.does("Move what is under the cursor one place up the list")
NewRule = rules.command("new", verbs.NEW, "new_rule", "New", "New rule")
NewRule.does("Make a new rule: choose what it should say, then fill in the rest")
EditRule = rules.command("edit", (verbs.EDIT, verbs.OPEN), "edit_rule", "Edit", "Edit the rule")
EditRule.does("Change the rule under the cursor")
SwitchRule = rules.command("switch", verbs.MARK, "switch_rule", "On/off", "Switch the rule on or off")
SwitchRule.does("Switch the rule on or off; it stays in the list")
CopyRule = rules.command("copy", verbs.COPY, "copy_rule", "Copy", "Copy the rule")
CopyRule.does("Start a new rule from the one under the cursor")
DeleteRule = rules.command("delete", verbs.DELETE, "delete_rule", "Delete", "Delete the rule")
DeleteRule.does("Delete the rule under the cursor")

RULE_COMMANDS: Final = (SwitchRule, NewRule, EditRule, CopyRule, DeleteRule, MoveLineDown, MoveLineUp)
"""Of its pane, in the order of the footer."""

kinds = Area("kinds")
ChooseKind = kinds.footer_only("choose", verbs.OPEN, "open", "Choose").does("Go on with the kind under the cursor")

objectives = Area("objectives")
NewObjective = objectives.command("new", verbs.NEW, "new_objective", "New", "New objective")
NewObjective.does("Add an objective of your own with its share of the whole")
EditObjective = objectives.command("edit", (verbs.EDIT, verbs.OPEN), "edit_objective", "Edit", "Edit the objective")
EditObjective.does("Give the objective another name or type its share")
DeleteObjective = objectives.command("delete", verbs.DELETE, "delete_objective", "Delete", "Delete the objective")
DeleteObjective.does("Delete the objective and what behaviors do for it")
RaiseShare = objectives.command(
    "raise", verbs.RIGHT, "nudge(5)", "More", "Give the objective more weight", key_display="← →"
).does("Give it 5 % more of the whole; the others give way in proportion")
LowerShare = objectives.palette_only("lower", verbs.LEFT, "nudge(-5)", "Less", "Give the objective less weight")
LowerShare.does("Give it 5 % less of the whole; the others take over in proportion")
RaiseShareALittle = objectives.hidden("raise_little", verbs.MORE, "nudge(1)", "1 % more")
RaiseShareALittle.does("Give it 1 % more of the whole; the others give way in proportion")
LowerShareALittle = objectives.hidden("lower_little", verbs.LESS, "nudge(-1)", "1 % less")
LowerShareALittle.does("Give it 1 % less of the whole; the others take over in proportion")

OBJECTIVE_COMMANDS: Final = (
    *(RaiseShare, LowerShare, RaiseShareALittle, LowerShareALittle),
    *(NewObjective, EditObjective, DeleteObjective, MoveLineDown, MoveLineUp),
)
"""Of its pane, in the order of the footer."""

slots = Area("slots")
NewSlot = slots.command("new", verbs.NEW, "new_slot", "New", "New slot")
NewSlot.does("Add a part of the day; slots are sorted by their times")
EditSlot = slots.command("edit", (verbs.EDIT, verbs.OPEN), "edit_slot", "Edit", "Edit the slot")
EditSlot.does("Change name and times; what uses the slot is renamed with it")
DeleteSlot = slots.command("delete", verbs.DELETE, "delete_slot", "Delete", "Delete the slot")
DeleteSlot.does("Delete the slot, unless a behavior or a rule needs it")

busy = Area("busy")
NewBusy = busy.command("new", verbs.NEW, "new_busy", "New", "New busy time")
NewBusy.does("Add busy time, such as work or the dentist, in one line or in the form")
EditBusy = busy.command("edit", (verbs.EDIT, verbs.OPEN), "edit_busy", "Edit", "Edit the busy time")
EditBusy.does("Change days, times and title of the busy time; look at what a calendar takes, and change that")
DeleteBusy = busy.command("delete", verbs.DELETE, "delete_busy", "Delete", "Delete the busy time")
DeleteBusy.does("Delete the busy time, on all its days; free what a calendar takes, or remove the calendar")
PaintBusy = busy.command("paint", verbs.BUSY, "paint_busy", "Paint", "Paint the busy time")
PaintBusy.does("Paint the busy time of the whole week on a grid of half hours")
CalendarBusy = busy.footer_only("calendar", verbs.CALENDAR, "add_calendar", "Calendar").does(AddCalendar.help)

energy = Area("energy")
RaiseEnergy = energy.command(
    "raise", (verbs.RIGHT, verbs.MORE), "nudge(1)", "More", "Raise the energy budget", key_display="← →"
).does("Allow this weekday's plan one point of energy more")
LowerEnergy = energy.palette_only("lower", (verbs.LEFT, verbs.LESS), "nudge(-1)", "Less", "Lower the energy budget")
LowerEnergy.does("Allow this weekday's plan one point of energy less")
EditEnergy = energy.command("edit", (verbs.EDIT, verbs.OPEN), "edit_energy", "Edit", "Edit the energy budget")
EditEnergy.does("Type the budget, for this weekday or for several at once")
NoEnergyLimit = energy.command("no_limit", (verbs.DELETE, verbs.CLEAR), "no_limit", "No limit", "No energy limit")
NoEnergyLimit.does("Let this weekday's plan cost any amount of energy")
