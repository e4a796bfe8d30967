"""What one can do on the Rules screen, pane by pane."""

from habitos_tui.ui.commands import Command

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
