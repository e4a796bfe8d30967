"""The table of all screens and dialogs of the features, each with the widgets on it that bind keys.

From it the settings tell which keys can clash. It imports everything, so it is itself imported on first use.
"""

from collections.abc import Mapping
from typing import Any, Final

from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.ui.behaviors.behavior_list import BehaviorList
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.busy.dialogs import PaintDialog
from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.help.screen import GuideContents, GuidePage, GuideScreen
from habitos_tui.ui.insights.chances_pane import ChancesPane
from habitos_tui.ui.insights.chart_pane import ChartPane
from habitos_tui.ui.insights.screen import InsightsScreen
from habitos_tui.ui.insights.suggestions_pane import SuggestionsPane
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.dialogs.message import ConfirmDialog, ErrorDialog
from habitos_tui.ui.kit.fields import Tick
from habitos_tui.ui.log.entry_list import LogList
from habitos_tui.ui.log.filter_dialog import LogFilterDialog
from habitos_tui.ui.log.screen import LogScreen
from habitos_tui.ui.onboarding.lock import LockScreen
from habitos_tui.ui.onboarding.login import LoginScreen
from habitos_tui.ui.onboarding.wizard import WizardScreen
from habitos_tui.ui.replan.dialog import ReplanDialog
from habitos_tui.ui.replan.diff_list import DiffList
from habitos_tui.ui.rules.form import RuleForm
from habitos_tui.ui.rules.kind_dialog import KindList, RuleKindDialog
from habitos_tui.ui.rules.screen import PANES, RulesScreen
from habitos_tui.ui.session.away_dialog import AwayDialog
from habitos_tui.ui.session.log_dialog import LogDialog
from habitos_tui.ui.session.rating import Rating
from habitos_tui.ui.session.skip_dialog import SkipDialog
from habitos_tui.ui.settings.dialogs import PasswordDialog, ThemeDialog, ValueDialog
from habitos_tui.ui.settings.keys_screen import KeysScreen, PressKeyDialog
from habitos_tui.ui.settings.lists import KeyList, SettingsList
from habitos_tui.ui.settings.screen import SettingsScreen
from habitos_tui.ui.solve.dialogs import FrontDialog, MaximumDialog
from habitos_tui.ui.solve.plan_choices import FrontCurve, PlanCards
from habitos_tui.ui.solve.result_pane import ResultList, SolveResultPane
from habitos_tui.ui.solve.run_history import RunHistory
from habitos_tui.ui.solve.screen import SolveScreen
from habitos_tui.ui.today.agenda_list import AgendaList
from habitos_tui.ui.today.screen import TodayScreen
from habitos_tui.ui.week.dialogs import DiffDialog, FreeDialog, SessionDialog, WhyDialog
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.pick_dialog import PickDialog
from habitos_tui.ui.week.screen import WeekScreen

SCREENS: Final[Mapping[type[Screen[Any]], tuple[type[Widget], ...]]] = {
    TodayScreen: (AgendaList,),
    WeekScreen: (WeekGrid,),
    BehaviorsScreen: (BehaviorList,),
    RulesScreen: PANES,
    SolveScreen: (RunHistory, SolveResultPane, ResultList, PlanCards, FrontCurve),
    LogScreen: (LogList,),
    InsightsScreen: (SuggestionsPane, ChancesPane, ChartPane),
    SettingsScreen: (SettingsList,),
    KeysScreen: (KeyList,),
    GuideScreen: (GuideContents, GuidePage),
    LoginScreen: (),
    LockScreen: (),
    WizardScreen: (CheckList, PaintGrid),
    BehaviorForm: (Tick,),
    PaintDialog: (PaintGrid,),
    KeysDialog: (),
    ErrorDialog: (),
    ConfirmDialog: (),
    ValueDialog: (),
    EntryDialog: (Tick,),
    LogFilterDialog: (Rating,),
    ReplanDialog: (DiffList,),
    RuleForm: (CheckList, Tick),
    RuleKindDialog: (KindList,),
    AwayDialog: (),
    LogDialog: (Rating,),
    SkipDialog: (),
    PressKeyDialog: (),
    PasswordDialog: (),
    ThemeDialog: (),
    FrontDialog: (),
    MaximumDialog: (),
    SessionDialog: (),
    WhyDialog: (),
    DiffDialog: (DiffList,),
    FreeDialog: (),
    PickDialog: (),
}
"""The app's own screens, such as the first frame, have no commands and are not in it."""
