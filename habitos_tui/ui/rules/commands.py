"""What one can do on the Rules screen, pane by pane."""

from habitos_tui.ui.kit.command import Command

# The way to each pane: the capital letter in its title


class GoToRules(Command):
    """Go to the rules."""

    id, key, action, label = "rules.go_rules", "R", "show_pane('rules')", "Rules"
    title = "Show the rules"
    help = "Go to what a week must respect"
    footer = False


class GoToObjectives(Command):
    """Go to the objectives."""

    id, key, action, label = "rules.go_objectives", "O", "show_pane('objectives')", "Objectives"
    title = "Show the objectives and their weights"
    help = "Go to what your behaviors are for, and how much each matters"
    footer = False


class GoToEnergy(Command):
    """Go to the energy budgets."""

    id, key, action, label = "rules.go_energy", "E", "show_pane('energy')", "Energy"
    title = "Show the energy budgets"
    help = "Go to how much energy a day's plan may cost"
    footer = False


class GoToBusy(Command):
    """Go to the weekly busy time."""

    id, key, action, label = "rules.go_busy", "B", "show_pane('busy')", "Busy time"
    title = "Show the busy time"
    help = "Go to the time that is taken, every week or once"
    footer = False


class GoToSlots(Command):
    """Go to the slots."""

    id, key, action, label = "rules.go_slots", "S", "show_pane('slots')", "Slots"
    title = "Show the slots"
    help = "Go to the parts of the day"
    footer = False


class PlanAgain(Command):
    """Plan this week under the rules as they are now."""

    id, key, action, label = "rules.plan", "s", "plan_again", "Solve"
    title = "Plan this week again"
    help = "Find the best plan for this week under the rules as they are; nothing changes until you accept it"
    footer = False


class FilterPanes(Command):
    """Type to narrow the lists."""

    id, key, action, label = "rules.filter", "slash", "filter", "Filter"
    key_display = "/"
    title = "Filter the rules"
    help = "Show only lines of the panes that contain what you type"
    footer = False


# Rules and objectives


class MoveLineDown(Command):
    """Put the line under the cursor further down."""

    id, key, action, label = "rules.down", "J,shift+down", "move_line(1)", "Move down"
    help = "Move what is under the cursor one place down the list"
    footer = False


class MoveLineUp(Command):
    """Put the line under the cursor further up."""

    id, key, action, label = "rules.up", "K,shift+up", "move_line(-1)", "Move up"
    help = "Move what is under the cursor one place up the list"
    footer = False


# Rules


class NewRule(Command):
    """Make a new rule."""

    id, key, action, label = "rules.new", "n", "new_rule", "New"
    title = "New rule"
    help = "Make a new rule: choose its kind, then say what it asks"


class EditRule(Command):
    """Change the rule under the cursor."""

    id, key, action, label = "rules.edit", "e,enter", "edit_rule", "Edit"
    title = "Edit the rule"
    help = "Change the rule under the cursor"


class SwitchRule(Command):
    """Switch the rule on or off."""

    id, key, action, label = "rules.switch", "space", "switch_rule", "On/off"
    title = "Switch the rule on or off"
    help = "Switch the rule on or off; it stays in the list"


class CopyRule(Command):
    """Start a new rule from the one under the cursor."""

    id, key, action, label = "rules.copy", "c", "copy_rule", "Copy"
    title = "Copy the rule"
    help = "Start a new rule from the one under the cursor"


class DeleteRule(Command):
    """Delete the rule under the cursor."""

    id, key, action, label = "rules.delete", "d", "delete_rule", "Delete"
    title = "Delete the rule"
    help = "Delete the rule under the cursor"


# Objectives


class NewObjective(Command):
    """Add an objective of one's own."""

    id, key, action, label = "objectives.new", "n", "new_objective", "New"
    title = "New objective"
    help = "Add an objective of your own with its share of the whole"


class EditObjective(Command):
    """Change name and share of the objective under the cursor."""

    id, key, action, label = "objectives.edit", "e,enter", "edit_objective", "Edit"
    title = "Edit the objective"
    help = "Give the objective another name or type its share"


class DeleteObjective(Command):
    """Delete the objective under the cursor."""

    id, key, action, label = "objectives.delete", "d", "delete_objective", "Delete"
    title = "Delete the objective"
    help = "Delete the objective and what behaviors do for it"


class RaiseShare(Command):
    """Give the objective more of the whole."""

    id, key, action, label = "objectives.raise", "right,l", "nudge(5)", "More"
    title = "Give the objective more weight"
    help = "Give it 5 % more of the whole; the others give way in proportion"
    key_display = "← →"


class LowerShare(Command):
    """Give the objective less of the whole."""

    id, key, action, label = "objectives.lower", "left,h", "nudge(-5)", "Less"
    title = "Give the objective less weight"
    help = "Give it 5 % less of the whole; the others take over in proportion"
    footer = False


class RaiseShareALittle(Command):
    """Give the objective a little more of the whole."""

    id, key, action, label = "objectives.raise_little", "plus,equals_sign", "nudge(1)", "1 % more"
    help = "Give it 1 % more of the whole; the others give way in proportion"
    footer, palette = False, False


class LowerShareALittle(Command):
    """Give the objective a little less of the whole."""

    id, key, action, label = "objectives.lower_little", "minus", "nudge(-1)", "1 % less"
    help = "Give it 1 % less of the whole; the others take over in proportion"
    footer, palette = False, False


# Slots


class NewSlot(Command):
    """Add a part of the day."""

    id, key, action, label = "slots.new", "n", "new_slot", "New"
    title = "New slot"
    help = "Add a part of the day; it finds its place by its times"


class EditSlot(Command):
    """Change the slot under the cursor."""

    id, key, action, label = "slots.edit", "e,enter", "edit_slot", "Edit"
    title = "Edit the slot"
    help = "Change name and times; what uses the slot is renamed with it"


class DeleteSlot(Command):
    """Delete the slot under the cursor."""

    id, key, action, label = "slots.delete", "d", "delete_slot", "Delete"
    title = "Delete the slot"
    help = "Delete the slot, unless a behavior or a rule needs it"


# Busy time


class NewBusy(Command):
    """Take time out of every week."""

    id, key, action, label = "busy.new", "n", "new_busy", "New"
    title = "New busy time"
    help = "Take time out of every week, such as work or sleep"


class EditBusy(Command):
    """Change the busy time under the cursor."""

    id, key, action, label = "busy.edit", "e,enter", "edit_busy", "Edit"
    title = "Edit the busy time"
    help = "Change days, times and title of the busy time"


class DeleteBusy(Command):
    """Free the busy time under the cursor."""

    id, key, action, label = "busy.delete", "d", "delete_busy", "Delete"
    title = "Delete the busy time"
    help = "Free this time again, on all its days"


class PaintBusy(Command):
    """Paint the busy time of a whole week."""

    id, key, action, label = "busy.paint", "p", "paint_busy", "Paint"
    title = "Paint the busy time"
    help = "Paint the busy time of the whole week on a grid of half hours"


# Energy


class RaiseEnergy(Command):
    """Allow more energy on the weekday under the cursor."""

    id, key, action, label = "energy.raise", "right,l,plus,equals_sign", "nudge(1)", "More"
    title = "Raise the energy budget"
    help = "Allow this weekday's plan one point of energy more"
    key_display = "← →"


class LowerEnergy(Command):
    """Allow less energy on the weekday under the cursor."""

    id, key, action, label = "energy.lower", "left,h,minus", "nudge(-1)", "Less"
    title = "Lower the energy budget"
    help = "Allow this weekday's plan one point of energy less"
    footer = False


class EditEnergy(Command):
    """Type an energy budget for one weekday or several."""

    id, key, action, label = "energy.edit", "e,enter", "edit_energy", "Edit"
    title = "Edit the energy budget"
    help = "Type the budget, for this weekday or for several at once"


class NoEnergyLimit(Command):
    """Take the limit of the weekday away."""

    id, key, action, label = "energy.no_limit", "d,backspace,delete", "no_limit", "No limit"
    title = "No energy limit"
    help = "Let this weekday's plan cost as much energy as it likes"
