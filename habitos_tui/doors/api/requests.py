"""What a request may ask for, as models: strict, and with an example each."""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from habitos_tui.domain.model.amount import MAX_AMOUNT
from habitos_tui.domain.model.base import ClockTime, FrozenModel, Identifier, Minutes, Name
from habitos_tui.domain.model.completion import Note, Rating
from habitos_tui.domain.model.days import EARLIEST, LATEST, iso_day
from habitos_tui.domain.model.objective import Weight
from habitos_tui.domain.model.rule import LONGEST_NAME
from habitos_tui.domain.model.tag import Tags
from habitos_tui.domain.planning.options import EngineName

MOST_SECONDS: Final = 600
SHORTEST_PASSWORD: Final = 8
"""Characters of one that is made over the network."""


def _near(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError("is too far away")
    return day


def _near_moment(moment: datetime) -> datetime:
    """Return a moment whose day is near: other zones have no day for the first and the last that there are."""
    _near(moment.date())
    return moment


def _plain_day(value: Any) -> Any:
    """Return the day of a text such as 2026-11-23; pydantic itself would take numbers, and times, for days."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and (day := iso_day(value)) is not None:
        return day
    raise ValueError("must be a date such as 2026-11-23")


_DAY_SCHEMA: Final = {
    "type": "string",
    "format": "date",
    "pattern": r"^(19[789]\d|2\d\d\d)-\d\d-\d\d$",
    "examples": ["2026-11-23"],
}
RequestedDay = Annotated[date, BeforeValidator(_plain_day), AfterValidator(_near), WithJsonSchema(_DAY_SCHEMA)]
"""A day that anybody plans or logs."""

Password = Annotated[str, Field(min_length=1, max_length=1000)]
NewPassword = Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=1000)]
Token = Annotated[str, Field(min_length=1, max_length=2048)]


def _example(fields: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"example": fields})


class Credentials(FrozenModel):
    """Who somebody is."""

    model_config = _example({"name": "alice", "password": "correct horse"})

    name: Name
    password: Password


class Registration(FrozenModel):
    """Who somebody wants to be."""

    model_config = _example({"name": "alice", "password": "correct horse"})

    name: Name
    password: NewPassword


class Refresh(FrozenModel):
    """The token that the last login or refresh gave."""

    model_config = _example({"refresh_token": "eyJhbGciOiJIUzI1NiIs…"})

    refresh_token: Token


class Logout(FrozenModel):
    """Which logins are to end."""

    model_config = _example({"everywhere": False})

    everywhere: bool = True
    """All of the profile, or only the one that asks."""


class PasswordChange(FrozenModel):
    """The password of now, and the one to come."""

    model_config = _example({"old": "correct horse", "new": "battery staple"})

    old: Password
    new: NewPassword


class NewObjective(FrozenModel):
    """An objective to add."""

    model_config = _example({"name": "music", "weight": 20})

    name: Identifier
    weight: Weight


class ObjectiveChange(FrozenModel):
    """What is to change of an objective; what is left out stays."""

    model_config = _example({"weight": 30})

    name: Identifier | None = None
    weight: Weight | None = None
    from_now: bool = False
    """Let another weight hold from now on, instead of from next week on."""


class RuleChange(BaseModel):
    """What is to change of a rule: these fields, or those of its type; what is left out stays."""

    model_config = ConfigDict(extra="allow")

    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    active: bool = True
    penalty: Annotated[float, Field(ge=0, le=1_000_000)] | None = None


class SolveRequest(FrozenModel):
    """Which week to plan, and how."""

    model_config = _example({"week": "2026-11-23", "rest": True, "time_limit": 20})

    week: RequestedDay | None = None
    """Any day of it; this week, or the next for a first plan late in it."""
    rest: bool = True
    """Let what is planned already stay where it can."""
    engine: EngineName = "highs"
    gap: Annotated[float, Field(ge=0, le=1)] = 0.005
    """At which share, of what any week could be worth, to stop."""
    time_limit: Annotated[float, Field(ge=1, le=MOST_SECONDS)] = 60.0
    """Seconds."""
    refresh_calendars: bool = True
    """Read the calendars again first, as every plan does."""


class Acceptance(FrozenModel):
    """How to accept a plan."""

    model_config = _example({"replace": False})

    replace: bool = False
    """Accept it whatever the week holds now; else only over what it held when the search began."""


class DoneRequest(FrozenModel):
    """What was done; what is left out is as planned, or as usual."""

    model_config = _example(
        {"behavior": "run", "minutes": 35, "rating": 4, "note": "in the rain", "tags": ["outdoors"]}
    )

    behavior: Identifier
    session: UUID | None = None
    """The planned session that it fulfils; else the nearest one that is open."""
    minutes: Minutes | None = None
    rating: Rating | None = None
    """How satisfying it was, 1 to 5."""
    day: RequestedDay | None = None
    at: Annotated[AwareDatetime, AfterValidator(_near_moment)] | None = None
    """When it began, with its zone."""
    note: Note = ""
    energy_before: Rating | None = None
    tags: Tags = ()
    amount: Annotated[float, Field(ge=0, le=MAX_AMOUNT)] | None = None
    """Of what the behavior counts; 0 counts nothing."""


class SkipRequest(FrozenModel):
    """What is left out."""

    model_config = _example({"behavior": "read", "day": "2026-11-25", "reason": "a cold"})

    behavior: Identifier
    session: UUID | None = None
    day: RequestedDay | None = None
    reason: Note = ""


class EntryChange(FrozenModel):
    """What is to change of an entry of the log; what is left out stays. Of a skip that is the reason alone."""

    model_config = _example({"minutes": 40, "rating": 5})

    minutes: Minutes | None = None
    rating: Annotated[int, Field(ge=0, le=5)] | None = None
    """0 takes it away."""
    day: RequestedDay | None = None
    start: ClockTime | None = None
    note: Note | None = None
    energy_before: Annotated[int, Field(ge=0, le=5)] | None = None
    """0 takes it away."""
    tags: Tags | None = None
    amount: Annotated[float, Field(ge=0, le=MAX_AMOUNT)] | None = None
    """0 takes it away."""
    reason: Note | None = None
