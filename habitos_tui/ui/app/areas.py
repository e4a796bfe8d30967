"""The table of all areas of commands, by the feature that declares them.

Imported on first use, as the first frame needs none of them.
"""

from collections.abc import Mapping
from typing import Final

from habitos_tui.ui.behaviors.commands import behaviors
from habitos_tui.ui.busy.paint_commands import paint
from habitos_tui.ui.help.commands import guide
from habitos_tui.ui.insights.commands import insights, learning, suggestions
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.kit.commands import app, dialog, form, history, keys, line_list, mode, tick, ticks
from habitos_tui.ui.log.commands import log
from habitos_tui.ui.onboarding.commands import login, wizard
from habitos_tui.ui.replan.commands import diff, plan, replan
from habitos_tui.ui.rules.commands import busy, energy, objectives, rules, slots
from habitos_tui.ui.session.commands import away, rating, session, skip
from habitos_tui.ui.settings.commands import settings
from habitos_tui.ui.solve.commands import plans, result, solve
from habitos_tui.ui.today.commands import today
from habitos_tui.ui.week.commands import draft, free, grid, week, why

AREAS: Final[Mapping[str, tuple[Area, ...]]] = {
    "kit": (app, mode, history, keys, dialog, form, line_list, tick, ticks),
    "onboarding": (login, wizard),
    "today": (today,),
    "week": (week, free, draft, why, grid),
    "behaviors": (behaviors,),
    "rules": (rules, objectives, slots, busy, energy),
    "solve": (solve, result, plans),
    "log": (log,),
    "insights": (insights, suggestions, learning),
    "settings": (settings,),
    "help": (guide,),
    "session": (skip, session, away, rating),
    "replan": (plan, diff, replan),
    "busy": (paint,),
}
