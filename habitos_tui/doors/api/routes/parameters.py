"""What several operations take in their address."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Path, Query

from habitos_tui.doors.api.requests import RequestedDay

MOST_ITEMS: Final = 200
_FARTHEST: Final = 1_000_000

Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS, description="How many at most.", examples=[20])]
Offset = Annotated[int, Query(ge=0, le=_FARTHEST, description="How many to pass over.", examples=[0])]
FromNow = Annotated[bool, Query(description="Let it hold from now on, instead of from next week on.", examples=[False])]
First = Annotated[RequestedDay | None, Query(alias="from", description="The first day.", examples=["2026-11-01"])]
Last = Annotated[RequestedDay | None, Query(alias="to", description="The last day.", examples=["2026-11-30"])]
TagQuery = Annotated[str | None, Query(max_length=50, description="Only what has this tag.", examples=["outdoors"])]
TextQuery = Annotated[str, Query(max_length=200, description="Only what has this in its texts.", examples=["rain"])]
BehaviorQuery = Annotated[
    str | None, Query(max_length=100, description="Only this behavior, by its id.", examples=["run"])
]
BehaviorId = Annotated[str, Path(max_length=100, description="The id of a behavior.", examples=["run"])]
DayPath = Annotated[RequestedDay, Path(description="A day.", examples=["2026-11-25"])]
UuidPath = Annotated[UUID, Path(description="Its id.", examples=["0f8fad5b-d9cb-469f-a165-70867728950e"])]
