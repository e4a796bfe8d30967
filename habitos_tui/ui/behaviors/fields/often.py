"""How often it is wanted, in which rhythm and season, and between which limits.

What is typed for how often means what the choice beside it says: a number of times, of days, or dates.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import (
    RHYTHM_ADAPTER,
    EveryDays,
    EveryWeeks,
    MonthDates,
    Rhythm,
    Season,
    TimesAMonth,
    usual_target,
)
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.validation import Issue, issues_of
from habitos_tui.domain.text.phrasing import ordinal
from habitos_tui.domain.text.rhythm_phrasing import typed_dates, typed_year_day
from habitos_tui.domain.text.typed.days import parse_day
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.behaviors.fields.part import (
    FieldGroup,
    Part,
    Pick,
    Picked,
    Read,
    Row,
    Values,
    read_parts,
    shown_parts,
)

OFTEN_TEXT, KIND, SINCE, FIRST, LAST = "target_per_week", "kind", "since", "season_first", "season_last"
"""Paths of what is typed for how often, what that means, the day a rhythm begins, and both ends of a season."""
TODAY: Final = "today"
"""Path of the present day, against which days are typed: the form knows it."""

WEEK, DAYS, MONTH, DATES, ONCE = "week", "days", "month", "dates", "once"
KINDS: Final[Mapping[str, str]] = {
    WEEK: "times a week",
    ONCE: "once, by this day (or empty)",
    **{f"weeks{number}": f"times every {ordinal(number)} week" for number in (2, 3, 4)},
    DAYS: "days after the last time",
    MONTH: "times a month",
    DATES: "dates, as 1, 15, last, first sat",
}
"""What is typed for how often can mean, with the words for it."""


def kinds_with(kind: str) -> Mapping[str, str]:
    """Return the meanings with their words, that of a behavior among them."""
    if kind in KINDS:
        return KINDS
    return {**KINDS, kind: f"times every {ordinal(int(kind.removeprefix('weeks')))} week"}


def is_once(kind: Picked) -> bool:
    """Tell whether it is done once: what is typed for how often is the day by which."""
    return kind == ONCE


def is_again(kind: Picked) -> bool:
    """Tell whether it is done again and again."""
    return kind != ONCE


def _begins(kind: Picked) -> bool:
    """Tell whether a rhythm begins on a day."""
    return kind == DAYS or str(kind).startswith("weeks")


_LIMITS: Final = (
    Row(
        "Each week",
        (
            Part("min_per_week", Pick.NUMBER, word="least", empty=0, blank="none"),
            Part("max_per_week", Pick.NUMBER, word="welcome", empty=None, blank="same"),
        ),
        folded=True,
        shown_for=KIND,
        shown_when=is_again,
    ),
    Row(
        "Times a day",
        (
            Part("max_per_day", Pick.NUMBER, "1", "at most"),
            Part("min_gap_days", Pick.NUMBER, word="days between", empty=0, blank="none"),
        ),
        folded=True,
    ),
)
_PLAIN: Final = tuple(part for row in _LIMITS for part in row.parts)
_ROWS: Final = (
    Row(
        "How often",
        (
            Part(OFTEN_TEXT, Pick.WORD, "3", also=("rhythm", "task.due"), length=60),
            Part(KIND, Pick.RHYTHM, WEEK),
        ),
    ),
    Row(
        "Since",
        (Part(SINCE, Pick.WORD, word="the first week or day", blank="today", length=30),),
        shown_for=KIND,
        shown_when=_begins,
    ),
    *_LIMITS,
    Row(
        "Season",
        (
            Part(FIRST, Pick.WORD, word="to", blank="all year", also=("season.first",), length=20),
            Part(LAST, Pick.WORD, word="such as april", also=("season.last", "season"), length=20),
        ),
        folded=True,
        shown_for=KIND,
        shown_when=is_again,
    ),
)


def _shown(behavior: Behavior) -> Values:
    season = behavior.season
    return {
        **shown_parts(_PLAIN, behavior),
        **(
            _shown_rhythm(behavior.rhythm, behavior.target_per_week)
            if behavior.task is None
            else _shown_due(behavior.task)
        ),
        FIRST: "" if season is None else typed_year_day(season.first, last=False),
        LAST: "" if season is None else typed_year_day(season.last, last=True),
    }


def _shown_due(task: Task) -> Values:
    return {OFTEN_TEXT: "" if task.due is None else task.due.isoformat(), KIND: ONCE, SINCE: ""}


def _shown_rhythm(rhythm: Rhythm | None, times: int) -> Values:
    """Return what is typed for a rhythm, what that means, and the day it begins."""
    match rhythm:
        case None:
            return {OFTEN_TEXT: str(times), KIND: WEEK, SINCE: ""}
        case EveryWeeks():
            return {OFTEN_TEXT: str(times), KIND: f"weeks{rhythm.every_weeks}", SINCE: rhythm.since.isoformat()}
        case EveryDays():
            return {OFTEN_TEXT: str(rhythm.every_days), KIND: DAYS, SINCE: rhythm.since.isoformat()}
        case TimesAMonth():
            return {OFTEN_TEXT: str(rhythm.times_a_month), KIND: MONTH, SINCE: ""}
        case MonthDates():
            return {OFTEN_TEXT: typed_dates(rhythm), KIND: DATES, SINCE: ""}


def _read(values: Values) -> Read:
    fields, issues = read_parts(_PLAIN, values)
    if is_once(values[KIND]):
        once = {"target_per_week": 0, "min_per_week": 0, "max_per_week": None, "rhythm": None, "season": None}
        return {**fields, **once}, issues
    rhythm, wrong = _read_rhythm(values)
    usual = None if rhythm is None else usual_target(rhythm)
    if usual is None:
        fields["target_per_week"] = 1 if wrong else str(values[OFTEN_TEXT]).strip()
    else:
        fields |= {"target_per_week": usual, "max_per_week": None}
    season, out = _read_season(values)
    return {**fields, "rhythm": rhythm, "season": season}, [*issues, *wrong, *out]


def _read_rhythm(values: Values) -> tuple[Rhythm | None, list[Issue]]:
    """Return the rhythm that was typed, and what is wrong with it; None where every week is meant."""
    kind, text = str(values[KIND]), str(values[OFTEN_TEXT]).strip()
    typed: dict[str, Any]
    if kind == WEEK:
        return None, []
    if kind == MONTH:
        typed = {"times_a_month": text}
    elif kind == DATES:
        typed = {"dates": [part.strip() for part in text.replace(" and ", ",").split(",") if part.strip()]}
    else:
        try:
            since = _day(str(values[SINCE]).strip(), str(values.get(TODAY, "")))
        except InvalidInputError as error:
            return None, [(SINCE, error.message)]
        own = {"every_days": text} if kind == DAYS else {"every_weeks": kind.removeprefix("weeks")}
        typed = own | {"since": since}
    try:
        return RHYTHM_ADAPTER.validate_python(typed), []
    except ValidationError as error:
        return None, list(dict.fromkeys((OFTEN_TEXT, sentence) for _, sentence in issues_of(error)))


def _day(text: str, today: str) -> date:
    """Return the day that was typed, or today if none was."""
    return parse_day(text or today, date.fromisoformat(today or text))


def _read_season(values: Values) -> tuple[Season | None, list[Issue]]:
    """Return the season that was typed, and what is wrong with it; none where neither end is given."""
    ends = {"first": str(values[FIRST]).strip(), "last": str(values[LAST]).strip()}
    if not any(ends.values()):
        return None, []
    try:
        return Season.model_validate(ends), []
    except ValidationError as error:
        return None, [(f"season.{path}", sentence) for path, sentence in issues_of(error)]


OFTEN: Final = FieldGroup(_ROWS, _shown, _read)
