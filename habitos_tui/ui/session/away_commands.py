"""Being away for some days."""

from habitos_tui.ui.kit.command import Area

away = Area("away")
BeAway = away.palette_only("enter", "v", "be_away", "Away", "Be away for some days").does(
    "Enter days away (vacation, illness), from the day in view on, or change those it is in"
)
