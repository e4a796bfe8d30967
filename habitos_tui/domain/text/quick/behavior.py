"""Reads a line as a behavior or a task: run 3x week 30m evenings, call the dentist by friday 15m."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.domain.model.rhythm import Season
from habitos_tui.domain.model.tag import MAX_TAGS
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.week import slot_at
from habitos_tui.domain.text.quick import days, details, rhythm, times
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.draft import USUAL_COST, BehaviorDraft
from habitos_tui.domain.text.quick.frequency import Frequency, frequency_of
from habitos_tui.domain.text.quick.guesses import category_of
from habitos_tui.domain.text.quick.lengths import Length, length
from habitos_tui.domain.text.quick.line import MAX_LINE, Line, Span
from habitos_tui.domain.text.quick.minutes import session_minutes, task_minutes
from habitos_tui.domain.text.quick.parts import Part, Reader, Sorted, parts_of, sorted_out
from habitos_tui.domain.text.quick.reading import TOO_LONG, Reading
from habitos_tui.domain.text.quick.saying import behavior_sentence
from habitos_tui.domain.text.quick.slots import SlotNames, slot_reader
from habitos_tui.domain.text.quick.times import Stretch, in_the_half_meant
from habitos_tui.domain.text.typed.days import Sense
from habitos_tui.text import clean

NO_NAME: Final = "What is it called? Such as: run 3x week 30m evenings."
LONGEST_NAME: Final = 200
TOO_LONG_A_NAME: Final = f"A name has at most {LONGEST_NAME} characters."
PURPOSE: Final = 0.8
"""What a session does for an objective that the line names."""
ONCE_ONLY: Final = frozenset(
    {
        "length",
        "time",
        "stretch",
        "energy",
        "amount",
        "due",
        "once",
        "pieces",
        "in_pieces",
        "season",
        "month_dates",
        "every",
    }
    | {"every_weekday", "not_weekdays", "gap"}
)
"""What a line says once; said again it is not understood."""


def read_behavior(text: str, context: QuickContext) -> Reading[BehaviorDraft]:
    """Return what a line says about a behavior or a task."""
    if len(text) > MAX_LINE:
        return Reading(text, None, TOO_LONG, (Span(MAX_LINE, len(text)),))
    line = Line(text)
    found = sorted_out(line, parts_of(line, readers_for(context)))
    taken, unknown = without_repeats(line, found)
    name, where = _name(line, found, taken)
    if not clean(name).strip() or len(name) > LONGEST_NAME:
        sentence = TOO_LONG_A_NAME if len(name) > LONGEST_NAME else NO_NAME
        return Reading(text, None, sentence, tuple(sorted(unknown)), where)
    draft, left_over = _draft(name, taken, context)
    unknown += [line.span(part.start, part.end) for part in left_over]
    sentence = behavior_sentence(draft, context)
    return Reading(text, draft, sentence, tuple(sorted(unknown)), where)


def _name(line: Line, found: Sorted, parts: Sequence[Part]) -> tuple[str, Span | None]:
    """Return the name and where it is; what has none is called after what is counted: 10 push-ups daily."""
    counted = next((part for part in parts if part.kind == "amount"), None)
    if found.name or counted is None or not isinstance(counted.value, details.SaidAmount):
        return found.name, found.name_span
    return counted.value.unit, line.span(counted.start, counted.end)


def readers_for(context: QuickContext) -> tuple[Reader, ...]:
    """Return the readers of everything that can be said of a behavior; of phrases as long the first one counts."""
    return (
        details.quoted,
        details.tag,
        rhythm.month_dates,
        rhythm.every_weekday,
        rhythm.every,
        rhythm.gap,
        rhythm.seldom,
        details.once,
        rhythm.often,
        days.due_reader(context.today, context.weeks),
        days.other_weekdays,
        days.weekdays,
        days.season,
        days.day_reader(context.today, Sense.COMING, context.weeks),
        slot_reader(context.slots),
        times.clear_stretch,
        times.time,
        details.pieces,
        length,
        details.amount_reader(context.units),
        details.energy,
        details.purpose_reader(context.objectives),
    )


def without_repeats(line: Line, found: Sorted) -> tuple[tuple[Part, ...], list[Span]]:
    """Return the phrases, each kind that is said once only once, and the spans that mean nothing."""
    seen: set[str] = set()
    taken: list[Part] = []
    unknown = list(found.unknown)
    for part in found.parts:
        if part.kind in seen & ONCE_ONLY:
            unknown.append(line.span(part.start, part.end))
        else:
            taken.append(part)
        seen.add(part.kind)
    return tuple(taken), unknown


def _draft(name: str, parts: Sequence[Part], context: QuickContext) -> tuple[BehaviorDraft, list[Part]]:
    """Return the draft, and the phrases that contradict others."""
    first = {part.kind: part.value for part in reversed(parts)}
    often = frequency_of(parts, context.today)
    tags = [part for part in parts if part.kind == "tag"]
    energy, season, counted = first.get("energy"), first.get("season"), first.get("amount")
    draft = BehaviorDraft(
        name=name[:1].upper() + name[1:],
        **_worth(name, parts, context),
        **_limits(often),
        **_minutes(often, first, context.grid),
        **_place(parts, first, context),
        energy_cost=energy if isinstance(energy, float) else USUAL_COST,
        season=season if isinstance(season, Season) and not often.task else None,
        tags=tuple(sorted({str(part.value) for part in tags[:MAX_TAGS]})),
        unit=counted.unit if isinstance(counted, details.SaidAmount) else None,
        amount=counted.amount if isinstance(counted, details.SaidAmount) else None,
        said=frozenset(part.kind for part in parts),
    )
    twice = [part for part in parts if part.kind == "time" and "stretch" in first]
    out_of_season = [part for part in parts if often.task and part.kind == "season"]
    too_long = [part for part in parts if part.kind in {"length", "pieces"} and _is_too_long(part, often)]
    return draft, [*often.left_over, *tags[MAX_TAGS:], *twice, *out_of_season, *too_long]


def _is_too_long(part: Part, often: Frequency) -> bool:
    """Tell whether no day has so many minutes; a task in all may have more."""
    said = part.value
    if not isinstance(said, Length) or (often.task and part.kind == "length"):
        return False
    return max(said.least or 0, said.most or 0) > MINUTES_PER_DAY


def _worth(name: str, parts: Sequence[Part], context: QuickContext) -> dict[str, Any]:
    """Return the category and what it is good for: as it is said, or as the name speaks for."""
    purposes = tuple(dict.fromkeys(one for part in parts if part.kind == "purpose" for one in _names(part.value)))
    category = next((one for one in purposes if one in CATEGORIES), None) or category_of(name)
    impacts = tuple((one, PURPOSE) for one in purposes) or context.usual_impacts(category)
    return {"category": category, "impacts": impacts}


def _minutes(often: Frequency, first: Mapping[str, object], grid: int) -> dict[str, Any]:
    """Return how long a session is, and how much there is to do of a task."""
    said, stretch, task = first.get("length"), first.get("stretch"), None
    if said is None and isinstance(stretch, Stretch):
        said = Length(stretch.end - stretch.start, stretch.end - stretch.start)
    asked = said if isinstance(said, Length) else None
    if often.task:
        total, minutes = task_minutes(asked, first.get("pieces"), in_pieces="in_pieces" in first)
        task = Task(due=often.due, total_minutes=total)
    else:
        minutes = session_minutes(asked, grid)
    least, typical, most = minutes
    return {"min_minutes": least, "typical_minutes": typical, "max_minutes": most, "task": task}


def _place(parts: Sequence[Part], first: Mapping[str, object], context: QuickContext) -> dict[str, Any]:
    """Return in which parts of the day it is best, and when it would begin."""
    named = [part.value for part in parts if isinstance(part.value, SlotNames)]
    slots = tuple(dict.fromkeys(name for one in named for name in one.names))
    stretch, begin = first.get("stretch"), first.get("time")
    ideal = stretch.start if isinstance(stretch, Stretch) else begin if isinstance(begin, int) else None
    if ideal is not None and not slots and (slot := slot_at(context.slots, ideal)):
        slots = (slot,)
    elif ideal is not None and slots:
        ideal = in_the_half_meant(ideal, slots, context.slots)
    return {"preferred_slots": slots, "strict_slots": any(one.only for one in named), "ideal_time": ideal}


def _limits(often: Frequency) -> dict[str, Any]:
    return {
        "target_per_week": often.target,
        "min_per_week": often.least,
        "max_per_week": often.most,
        "max_per_day": often.per_day,
        "min_gap_days": often.gap,
        "weekdays": often.weekdays,
        "rhythm": often.rhythm,
    }


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
