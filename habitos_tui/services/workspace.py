"""Everything one person can do, in one place."""

from dataclasses import dataclass

from habitos_tui.clock import Clock
from habitos_tui.domain.profile import Profile
from habitos_tui.services.advice import Advice
from habitos_tui.services.away import TimeAway
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.by_hand import ByHand
from habitos_tui.services.calendar import Calendar
from habitos_tui.services.history import History
from habitos_tui.services.insights import Insights
from habitos_tui.services.objectives import Objectives
from habitos_tui.services.planning import Planning
from habitos_tui.services.repairs import Repairs
from habitos_tui.services.rules import Rules
from habitos_tui.services.store import Store
from habitos_tui.services.tracking import Tracking
from habitos_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Workspace:
    """The services of the person logged in. Preferences are those of `profile`: open a new one when they change."""

    profile: Profile
    clock: Clock
    behaviors: Behaviors
    objectives: Objectives
    rules: Rules
    calendar: Calendar
    planning: Planning
    by_hand: ByHand
    tracking: Tracking
    away: TimeAway
    insights: Insights
    advice: Advice
    repairs: Repairs
    history: History


def open_workspace(database: Database, profile: Profile, clock: Clock) -> Workspace:
    """Return the services of `profile`."""
    store = Store.of(database, profile, clock)
    planning = Planning(store)
    tracking = Tracking(store, planning)
    insights = Insights(store, tracking, planning)
    return Workspace(
        profile,
        clock,
        Behaviors(store),
        Objectives(store),
        Rules(store),
        Calendar(store),
        planning,
        ByHand(store, planning),
        tracking,
        TimeAway(store),
        insights,
        Advice(store, tracking, insights),
        Repairs(store, planning),
        History(store),
    )
