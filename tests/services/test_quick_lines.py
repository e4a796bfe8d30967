"""What a typed line is read against: the moment, and all that a person has."""

from datetime import datetime

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.objective import CATEGORIES, Objective
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.quick.context import KnownBehavior
from habitos_tui.services.quick_lines import context_of
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, WEDNESDAY, make_behavior, set_clock


def test_after_midnight_it_is_late_on_the_day_that_goes_on(household: DataDirectory, idle: Workspace) -> None:
    preferences = idle.profile.preferences.model_copy(update={"day_end": 180, "grid_minutes": 15, "week_start": 6})
    owl = household.open_workspace(household.accounts.save_preferences(idle.profile, preferences))
    set_clock(household, datetime(2026, 11, 26, 1, 20, tzinfo=BERLIN))
    context = context_of(owl)
    assert (context.today, context.minute) == (WEDNESDAY, 25 * 60 + 20)
    assert (context.grid, context.weeks.begin_on) == (15, 6)


def test_it_knows_the_slots_objectives_behaviors_and_units_of_the_person(idle: Workspace) -> None:
    for behavior in idle.behaviors.all():
        idle.behaviors.delete(behavior.id)
    idle.objectives.replace((Objective(name="fitness", weight=1), Objective(name="calm", weight=1)))
    slots = (Slot(name="early", start=300, end=600), Slot(name="late", start=1200, end=1500))
    idle.slots.save(slots)
    for name, unit, category in (("novel", "pages", "reading"), ("swim", "km", "water"), ("comic", "pages", "reading")):
        counted = {"unit": unit, "amount": 20, "category": category, "impacts": {"calm": 0.4}}
        idle.behaviors.add(make_behavior(name, **counted))
    idle.behaviors.add(make_behavior("sit", impacts={}))
    idle.behaviors.archive("swim")
    context = context_of(idle)
    assert (context.slots, context.objectives, context.units) == (slots, ("fitness", "calm"), ("pages", "km"))
    assert context.behaviors == (
        KnownBehavior("novel", "Novel", "pages", 20),
        KnownBehavior("comic", "Comic", "pages", 20),
        KnownBehavior("sit", "Sit"),
    )
    assert set(context.usual) >= {*CATEGORIES, "reading", "water"}
    assert (context.usual["reading"], context.usual["water"]) == ({"calm": 0.4}, {"calm": 0.4})
