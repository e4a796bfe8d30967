"""What one can do on the Rules screen, pane by pane."""

from typing import Final

from habitos_tui.ui.kit.command import Command, PaneInfo, go_to

RULES: Final = PaneInfo("Rules", "the rules", "what a week must respect")
OBJECTIVES: Final = PaneInfo(
    "Objectives", "the objectives and their weights", "what your behaviors are for, and how much each matters"
)
ENERGY: Final = PaneInfo("Energy", "the energy budgets", "how much energy a day's plan may cost")
BUSY: Final = PaneInfo("Busy time", "the busy time", "the time that is taken, every week or once", name="busy")
SLOTS: Final = PaneInfo("Slots", "the slots", "the parts of the day")

GO_TO_PANES: Final = go_to("rules", (RULES, OBJECTIVES, ENERGY, BUSY, SLOTS), module=__name__)


class PlanAgain(
    Command, id="rules.plan", key="s", action="plan_again", label="Solve", title="Plan this week again", footer=False
):
    """Find the best plan for this week under the rules as they are; nothing changes until you accept it."""


class FilterPanes(
    Command,
    id="rules.filter",
    key="slash",
    action="filter",
    label="Filter",
    title="Filter the rules",
    key_display="/",
    footer=False,
):
    """Show only lines of the panes that contain what you type."""


# Rules and objectives


class MoveLineDown(
    Command, id="rules.down", key="J,shift+down", action="move_line(1)", label="Move down", footer=False
):
    """Move what is under the cursor one place down the list."""


class MoveLineUp(Command, id="rules.up", key="K,shift+up", action="move_line(-1)", label="Move up", footer=False):
    """Move what is under the cursor one place up the list."""


# Rules


class NewRule(Command, id="rules.new", key="n", action="new_rule", label="New", title="New rule"):
    """Make a new rule: choose its kind, then say what it asks."""


class EditRule(Command, id="rules.edit", key="e,enter", action="edit_rule", label="Edit", title="Edit the rule"):
    """Change the rule under the cursor."""


class SwitchRule(
    Command, id="rules.switch", key="space", action="switch_rule", label="On/off", title="Switch the rule on or off"
):
    """Switch the rule on or off; it stays in the list."""


class CopyRule(Command, id="rules.copy", key="c", action="copy_rule", label="Copy", title="Copy the rule"):
    """Start a new rule from the one under the cursor."""


class DeleteRule(Command, id="rules.delete", key="d", action="delete_rule", label="Delete", title="Delete the rule"):
    """Delete the rule under the cursor."""


# Objectives


class NewObjective(Command, id="objectives.new", key="n", action="new_objective", label="New", title="New objective"):
    """Add an objective of your own with its share of the whole."""


class EditObjective(
    Command, id="objectives.edit", key="e,enter", action="edit_objective", label="Edit", title="Edit the objective"
):
    """Give the objective another name or type its share."""


class DeleteObjective(
    Command, id="objectives.delete", key="d", action="delete_objective", label="Delete", title="Delete the objective"
):
    """Delete the objective and what behaviors do for it."""


class RaiseShare(
    Command,
    id="objectives.raise",
    key="right,l",
    action="nudge(5)",
    label="More",
    title="Give the objective more weight",
    key_display="← →",
):
    """Give it 5 % more of the whole; the others give way in proportion."""


class LowerShare(
    Command,
    id="objectives.lower",
    key="left,h",
    action="nudge(-5)",
    label="Less",
    title="Give the objective less weight",
    footer=False,
):
    """Give it 5 % less of the whole; the others take over in proportion."""


class RaiseShareALittle(
    Command, id="objectives.raise_little", key="plus,equals_sign", action="nudge(1)", label="1 % more", hidden=True
):
    """Give it 1 % more of the whole; the others give way in proportion."""


class LowerShareALittle(
    Command, id="objectives.lower_little", key="minus", action="nudge(-1)", label="1 % less", hidden=True
):
    """Give it 1 % less of the whole; the others take over in proportion."""


# Slots


class NewSlot(Command, id="slots.new", key="n", action="new_slot", label="New", title="New slot"):
    """Add a part of the day; it finds its place by its times."""


class EditSlot(Command, id="slots.edit", key="e,enter", action="edit_slot", label="Edit", title="Edit the slot"):
    """Change name and times; what uses the slot is renamed with it."""


class DeleteSlot(Command, id="slots.delete", key="d", action="delete_slot", label="Delete", title="Delete the slot"):
    """Delete the slot, unless a behavior or a rule needs it."""


# Busy time


class NewBusy(Command, id="busy.new", key="n", action="new_busy", label="New", title="New busy time"):
    """Take time out of every week, such as work or sleep."""


class EditBusy(Command, id="busy.edit", key="e,enter", action="edit_busy", label="Edit", title="Edit the busy time"):
    """Change days, times and title of the busy time."""


class DeleteBusy(
    Command, id="busy.delete", key="d", action="delete_busy", label="Delete", title="Delete the busy time"
):
    """Free this time again, on all its days."""


class PaintBusy(Command, id="busy.paint", key="p", action="paint_busy", label="Paint", title="Paint the busy time"):
    """Paint the busy time of the whole week on a grid of half hours."""


# Energy


class RaiseEnergy(
    Command,
    id="energy.raise",
    key="right,l,plus,equals_sign",
    action="nudge(1)",
    label="More",
    title="Raise the energy budget",
    key_display="← →",
):
    """Allow this weekday's plan one point of energy more."""


class LowerEnergy(
    Command,
    id="energy.lower",
    key="left,h,minus",
    action="nudge(-1)",
    label="Less",
    title="Lower the energy budget",
    footer=False,
):
    """Allow this weekday's plan one point of energy less."""


class EditEnergy(
    Command, id="energy.edit", key="e,enter", action="edit_energy", label="Edit", title="Edit the energy budget"
):
    """Type the budget, for this weekday or for several at once."""


class NoEnergyLimit(
    Command,
    id="energy.no_limit",
    key="d,backspace,delete",
    action="no_limit",
    label="No limit",
    title="No energy limit",
):
    """Let this weekday's plan cost as much energy as it likes."""
