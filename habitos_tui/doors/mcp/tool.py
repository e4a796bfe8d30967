"""What a tool is: a model of its arguments that knows what to do with them."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from habitos_tui.domain.model.rating_scale import MAX_RATING

if TYPE_CHECKING:
    from habitos_tui.doors.mcp.assistant import Call

Document = Mapping[str, Any]


class Tool(BaseModel, ABC):
    """Arguments of one call; the docstring of each tool is what a model is told that it does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    KIND: ClassVar[str | type[BaseModel]]
    """What it answers: a document of that kind, as `--json` prints it, or a model of the door's own."""
    WRITES: ClassVar[bool] = False
    REMOVES: ClassVar[bool] = False
    """Takes something away; that can be undone as well."""

    @abstractmethod
    def run(self, call: Call) -> Document | BaseModel:
        """Return the answer; a HabitosError becomes a sentence."""


def _decoded(value: Any) -> Any:
    """Read an object that a client has sent as text, which some do."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


BehaviorText = Annotated[
    str, Field(max_length=200, description="Its id, its name, or a part of either that fits only one.")
]
DayText = Annotated[
    str,
    Field(
        max_length=60, description="A date such as 2026-11-27, or today, yesterday, tomorrow, fri, last fri, 27 nov."
    ),
]
WeekText = Annotated[
    str, Field(max_length=60, description="this, next, a week such as 2026-W48, or any day of it such as 2026-11-27.")
]
TimeText = Annotated[
    str,
    Field(
        max_length=60,
        description="A time of day on the wall clock such as 07:30; 24:30 is half an hour into the next day.",
    ),
]
LengthMinutes = Annotated[int, Field(ge=1, le=1440, description="Minutes.")]
Rating = Annotated[int, Field(ge=1, le=MAX_RATING, description=f"How good it was, 1 to {MAX_RATING}.")]
Energy = Annotated[int, Field(ge=1, le=MAX_RATING, description=f"Energy before it, 1 to {MAX_RATING}.")]
Tags = Annotated[tuple[str, ...], Field(max_length=20, description="Words such as outdoors, without #.")]
Fields = Annotated[dict[str, Any], BeforeValidator(_decoded)]
