"""What a typed line is read against: the day, and the slots, objectives and behaviors of a person."""

from habitos_tui.domain.model.base import MINUTES_PER_DAY, MINUTES_PER_HOUR
from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.domain.text.quick.context import KnownBehavior, QuickContext
from habitos_tui.services.usual_impacts import usual_impacts
from habitos_tui.services.workspace import Workspace


def context_of(space: Workspace) -> QuickContext:
    """Return what lines of a person are read against now."""
    behaviors, today, now = space.behaviors.all(), space.tracking.today(), space.clock.now()
    known = (*behaviors, *space.behaviors.archived())
    objectives = tuple(objective.name for objective in space.objectives.all())
    categories = dict.fromkeys((*CATEGORIES, *(behavior.category for behavior in known)))
    return QuickContext(
        today=today,
        minute=(now.date() - today).days * MINUTES_PER_DAY + now.hour * MINUTES_PER_HOUR + now.minute,
        weeks=space.profile.weeks,
        slots=space.slots.all(),
        objectives=objectives,
        behaviors=tuple(KnownBehavior(each.id, each.name, each.unit, each.amount) for each in behaviors),
        units=tuple(dict.fromkeys(each.unit for each in known if each.unit is not None)),
        grid=space.profile.preferences.grid_minutes,
        usual={name: usual_impacts(name, objectives, known) for name in categories},
    )
