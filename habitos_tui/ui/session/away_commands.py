"""Being away for some days."""

from habitos_tui.ui.kit.command import Command


class BeAway(Command):
    """Enter days of absence, or change those that the day in view is in."""

    id, key, action, label = "away.enter", "v", "be_away", "Away"
    title = "Be away for some days"
    help = "Enter days away (vacation, illness), from the day in view on, or change those it is in"
    footer = False
