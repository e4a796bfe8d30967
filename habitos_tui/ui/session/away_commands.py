"""Being away for some days."""

from habitos_tui.ui.kit.command import Command


class BeAway(
    Command, id="away.enter", key="v", action="be_away", label="Away", title="Be away for some days", footer=False
):
    """Enter days away (vacation, illness), from the day in view on, or change those it is in."""
