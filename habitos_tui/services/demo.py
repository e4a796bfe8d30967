"""A profile to try everything on: an office worker with sixteen behaviors, eight rules and a full calendar."""

from importlib.resources import files
from uuid import uuid4

from habitos_tui.clock import Clock
from habitos_tui.domain.agenda import WeeklyBusy
from habitos_tui.domain.base import Model
from habitos_tui.domain.behavior import Behavior
from habitos_tui.domain.objective import Objective
from habitos_tui.domain.profile import Preferences, Profile
from habitos_tui.domain.rule import Rule
from habitos_tui.domain.week import Busy, Slot
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.store import Store
from habitos_tui.storage.database import Database

DEMO_NAME = "demo"


class DemoData(Model):
    """Everything in the profile; the days of `busy` are weekdays, Monday = 0."""

    preferences: Preferences
    slots: tuple[Slot, ...]
    objectives: tuple[Objective, ...]
    busy: tuple[Busy, ...]
    behaviors: tuple[Behavior, ...]
    rules: tuple[Rule, ...]


def demo_data() -> DemoData:
    """Return what comes with the package."""
    text = files("habitos_tui.services").joinpath("data/office-demo.json").read_text(encoding="utf-8")
    return DemoData.model_validate_json(text)


def build_demo(database: Database, clock: Clock) -> Profile:
    """Create the profile "demo", without a password and with nothing planned yet; it must not exist already."""
    data = demo_data()
    with database.unit():
        profile = Accounts(database, clock).create(DEMO_NAME, None, data.preferences)
        store = Store.of(database, profile, clock)
        store.objectives.replace(data.objectives)
        store.calendar.replace_slots(data.slots)
        store.calendar.replace_busy(
            tuple(WeeklyBusy(id=uuid4(), weekday=b.day, start=b.start, end=b.end, title=b.title) for b in data.busy)
        )
        for behavior in data.behaviors:
            store.behaviors.add(behavior)
        for rule in data.rules:
            store.rules.add(rule)
    return profile
