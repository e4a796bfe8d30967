"""Examples for OpenAPI, made by the models, so that they are what an answer is."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from habitos_tui.cli.agenda import day_document, week_document
from habitos_tui.cli.document import document
from habitos_tui.domain.insight.regularity import (
    RateMap,
    SlotStandings,
    StreakLine,
    Streaks,
    StrengthLine,
    Strengths,
)
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.agenda import (
    AgendaItem,
    DayAgenda,
    PlannedSession,
    RunSummary,
    SessionState,
    WeekAgenda,
)
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.rule import Frequency

_MONDAY: Final = date(2026, 11, 23)
_NINE: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
_ID: Final = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
_OTHER_ID: Final = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")

NOT_TOLD: Final[Mapping[str, Any]] = {"weeks": True, "preferences": {"app": True}}
"""Of a profile: how its weeks came about, and what the app looks like."""
PROFILE: Final = Profile(id=_ID, name="alice", protected=True).model_dump(mode="json", exclude=NOT_TOLD)
NEW_BEHAVIOR: Final[Mapping[str, Any]] = {
    "name": "Read",
    "min_minutes": 15,
    "typical_minutes": 30,
    "max_minutes": 60,
    "target_per_week": 4,
    "impacts": {"learning": 0.6},
}
_READ: Final = Behavior.model_validate({"id": "read", **NEW_BEHAVIOR})
BEHAVIOR: Final = _READ.model_dump(mode="json") | {"learning": True, "archived": False}
OBJECTIVE: Final = {"name": "health", "weight": 20.0, "share": 0.2}
NEW_RULE: Final[Mapping[str, Any]] = {"type": "frequency", "period": "week", "max_sessions": 20}
RULE: Final = Frequency(id="r1", period="week", max_sessions=20).model_dump(mode="json", exclude_none=True) | {
    "sentence": "At most 20 sessions a week"
}
_SESSION: Final = PlannedSession(id=_ID, behavior="read", day=_MONDAY, slot="evening", start=1140, minutes=30)
SESSION: Final = _SESSION.model_dump(mode="json")
_DAY: Final = DayAgenda(_MONDAY, (AgendaItem(_READ, _SESSION, SessionState.PLANNED),), 30, 0.0, 12.0)
DAY: Final = day_document(_DAY)
WEEK: Final = week_document(
    WeekAgenda(
        _MONDAY, (_DAY,), Problem(week_start=_MONDAY, objectives={"learning": 1}, behaviors=(_READ,)), planned=True
    )
)
COMPLETION: Final = Completion(
    id=_OTHER_ID,
    behavior="read",
    day=_MONDAY,
    done_at=_NINE,
    start=600,
    minutes=30,
    rating=4,
    session=_ID,
    context=Context(slot="morning", weekday=0, planned_minutes=30, planned_start=1140),
).model_dump(mode="json")
SKIP: Final = Skip(id=_OTHER_ID, behavior="read", day=_MONDAY, recorded_at=_NINE, reason="a cold").model_dump(
    mode="json"
)
LOG_ENTRY: Final = {"kind": "done", "name": "Read", "by_assistant": False, **COMPLETION}
_FIGURES: Final = {"objective": 0.42, "bound": 0.421, "gap": 0.002, "seconds": 3.1, "engine": "highs"}
RUN: Final = RunSummary.model_validate(
    {"id": _OTHER_ID, "week_start": _MONDAY, "started_at": _NINE, "status": PlanStatus.OPTIMAL, **_FIGURES}
).model_dump(mode="json")
PLAN: Final = Plan.model_validate(
    {
        "status": PlanStatus.OPTIMAL,
        "sessions": (Session(behavior="read", day=0, slot="evening", start=1140, minutes=30),),
        **_FIGURES,
    }
).model_dump(mode="json")
SOLVE: Final = {
    "id": str(_ID),
    "week_start": "2026-11-23",
    "begun_at": "2026-11-23T09:00:00Z",
    "engine": "highs",
    "state": "running",
    "progress": {
        "phase": "search",
        "incumbent": 0.4,
        "bound": 0.43,
        "gap": 0.07,
        "plans_found": 3,
        "elapsed": 1.5,
    },
    "plan": None,
    "message": "",
}
STATISTICS: Final = document(Statistics.EMPTY)
ADHERENCE: Final = {"rates": document(RateMap.EMPTY), "standings": document(SlotStandings.EMPTY)}
STREAKS: Final = document(Streaks(9, (StreakLine("read", "Read", "week", 4, 3, 5, date(2026, 10, 4), 1, 9, "week"),)))
STRENGTHS: Final = document(Strengths(31, (StrengthLine("read", "Read", 0.62, (0.58, 0.62), 31, date(2026, 9, 21)),)))
CHANGE: Final = {"change": "Logged “Read”, 30 min", "made_at": "2026-11-23T09:00:00Z"}


def page_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the example of a part of a list."""
    return {"items": [item], "total": 1, "limit": 50, "offset": 0, "next_offset": None}
