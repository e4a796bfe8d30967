"""Reads a line as an entry of the log: ran 25m yesterday 4*, guitar 40m this morning ***, gym fri 18:00 1h - tired.

A note stands in quotes or behind a dash between spaces.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY, ONE_DAY
from habitos_tui.domain.model.completion import MAX_NOTE
from habitos_tui.domain.model.tag import MAX_TAGS
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.amount_phrasing import amount_number
from habitos_tui.domain.text.phrasing import duration, listed, stars, time_of_day
from habitos_tui.domain.text.quick import days, details, times
from habitos_tui.domain.text.quick.context import KnownBehavior, QuickContext
from habitos_tui.domain.text.quick.details import SaidAmount
from habitos_tui.domain.text.quick.draft import LogDraft
from habitos_tui.domain.text.quick.lengths import Length, length
from habitos_tui.domain.text.quick.line import MAX_LINE, Line, Span, phrase
from habitos_tui.domain.text.quick.names import Found, behavior_meant, says_something
from habitos_tui.domain.text.quick.parts import Part, Reader, Rest, is_connecting, parts_of
from habitos_tui.domain.text.quick.reading import TOO_LONG, Reading
from habitos_tui.domain.text.quick.times import Stretch
from habitos_tui.domain.text.typed.days import Sense, typed_day
from habitos_tui.domain.text.typed.moments import days_to_time

_WEEKDAY: Final = phrase(rf"(?:on )?({days.WEEKDAY})")
_PART_OF_DAY: Final = phrase(
    r"(?:(this|yesterday|last) |in the |at )?(early morning|morning|midday|noon|lunchtime|afternoon|evening|night)"
)
_SLOT_OF: Final = {"early morning": "early_morning", "noon": "midday", "lunchtime": "midday"}
_ENERGY: Final = phrase(r"energy(?: before)?:? ?([1-5])|([1-5]) energy")
_OWN_KIND: Final = frozenset({"tag"})
"""What can be said several times."""


def read_log(text: str, context: QuickContext) -> Reading[LogDraft]:
    """Return what a line says about something done."""
    if len(text) > MAX_LINE:
        return Reading(text, None, TOO_LONG, (Span(MAX_LINE, len(text)),))
    line = Line(text)
    parts = parts_of(line, _readers(context))
    words = _name_words(line, parts)
    meant = _behavior(line, words, context)
    first, last = meant.first, meant.last or len(words)
    name = (words[first].start, words[last - 1].end) if words else (0, 0)
    taken, unknown = _taken(line, parts, name)
    where = line.span(*name) if words else None
    if meant.behavior is None:
        return Reading(text, None, meant.sentence, tuple(sorted(unknown)), where)
    draft, left_over = _draft(meant.behavior, taken, context)
    unknown += [line.span(part.start, part.end) for part in left_over]
    return Reading(text, draft, _sentence(draft, meant.behavior, context), tuple(sorted(unknown)), where)


def _behavior(line: Line, words: Sequence[Part | Rest], context: QuickContext) -> Found:
    """Return the behavior that is meant; “morning run” is Run in the morning where no behavior is called so."""
    texts = [_text(line, word) for word in words]
    soft = next((at for at, word in enumerate(words) if isinstance(word, Rest)), 0)
    whole = behavior_meant(texts, context.behaviors)
    if not soft or (whole.behavior is not None and whole.last > soft):
        return whole
    rest = behavior_meant(texts[soft:], context.behaviors)
    return rest if rest.behavior is None else replace(rest, first=rest.first + soft, last=rest.last + soft)


def _readers(context: QuickContext) -> Sequence[Reader]:
    return (
        details.note,
        details.tag,
        details.company,
        details.stars,
        _energy,
        days.day_reader(context.today, Sense.PAST, context.weeks),
        _weekday_reader(context.today),
        _part_of_day_reader(context.today, context.slots),
        times.stretch,
        times.time,
        length,
        details.amount_reader(context.units),
    )


def _text(line: Line, word: Part | Rest) -> str:
    return line.plain[word.start : word.end]


def _name_words(line: Line, parts: Sequence[Part | Rest]) -> list[Part | Rest]:
    """Return the first words that are no phrase; a soft phrase directly before one is a word too."""
    words: list[Part | Rest] = []
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        soft = isinstance(part, Part) and part.soft and isinstance(after, Rest) and not is_connecting(line, after)
        if soft or (isinstance(part, Rest) and line.plain[part.start].isalnum()):
            words.append(part)
        elif not is_connecting(line, part) and any(says_something(_text(line, word)) for word in words):
            break
        elif isinstance(part, Part):
            words.clear()
    return words


def _taken(line: Line, parts: Sequence[Part | Rest], name: tuple[int, int]) -> tuple[dict[str, list[Part]], list[Span]]:
    """Return the phrases outside of the name by kind, and the spans that mean nothing."""
    taken: dict[str, list[Part]] = {}
    unknown: list[Span] = []
    for part in parts:
        filler = isinstance(part, Rest) and not says_something(_text(line, part))
        if name[0] <= part.start < name[1] or filler or is_connecting(line, part):
            continue
        if isinstance(part, Rest) or (part.kind in taken and part.kind not in _OWN_KIND):
            last = unknown[-1] if unknown else None
            new = line.span(part.start, part.end)
            if last is not None and isinstance(part, Rest) and not line.typed[last.end : new.start].strip():
                unknown[-1] = Span(last.start, new.end)
            else:
                unknown.append(new)
        else:
            taken.setdefault(part.kind, []).append(part)
    return taken, unknown


def _draft(behavior: KnownBehavior, taken: dict[str, list[Part]], context: QuickContext) -> tuple[LogDraft, list[Part]]:
    first = {kind: parts[0] for kind, parts in taken.items()}
    left_over = taken.get("no_date", [])[:1]
    day, start, minutes = _when(first, context, left_over)
    amount = first.get("amount")
    counted = amount.value if amount is not None and isinstance(amount.value, SaidAmount) else None
    if amount is not None and (counted is None or not _same_unit(counted.unit, behavior.unit)):
        left_over.append(amount)
        counted = None
    tags = taken.get("tag", [])
    left_over += tags[MAX_TAGS:]
    note, rating, energy = (first[kind].value if kind in first else None for kind in ("note", "rating", "energy"))
    draft = LogDraft(
        behavior=behavior.id,
        name=behavior.name,
        day=day,
        start=start,
        minutes=minutes,
        rating=rating if isinstance(rating, int) else None,
        energy_before=energy if isinstance(energy, int) else None,
        amount=None if counted is None else counted.amount,
        tags=tuple(sorted({str(part.value) for part in tags[:MAX_TAGS]})),
        note=str(note)[:MAX_NOTE] if note is not None else "",
    )
    return draft, left_over


def _when(
    first: dict[str, Part], context: QuickContext, left_over: list[Part]
) -> tuple[date | None, int | None, int | None]:
    """Return day, start and minutes; what says them twice is left over."""
    said, stretch, clock, place = (first.get(kind) for kind in ("length", "stretch", "time", "part_of_day"))
    day = first["day"].value if "day" in first else None
    minutes = said.value.most if said is not None and isinstance(said.value, Length) else None
    if said is not None and (minutes is None or minutes > MINUTES_PER_DAY or said.value != Length(minutes, minutes)):
        left_over.append(said)
        minutes = None
    start = clock.value if clock is not None and isinstance(clock.value, int) else None
    if stretch is not None and isinstance(stretch.value, Stretch):
        start, long = stretch.value.start, stretch.value.end - stretch.value.start
        left_over += [one for one in (clock, said if minutes != long else None) if one is not None]
        minutes = long
    if place is not None and isinstance(place.value, tuple):
        other_day, begin, name = place.value
        day = day or other_day
        start = begin if start is None else times.in_the_half_meant(start, (name,), context.slots)
    on = day if isinstance(day, date) else None
    if start is not None and on is None:
        days = days_to_time(start, context.minute)
        on = context.today - ONE_DAY if days < 0 else context.today
        start += MINUTES_PER_DAY * (days > 0)  # the day goes on past midnight
    if place is not None and clock is None and stretch is None and on == context.today:
        start = start if start is not None and start + (minutes or 0) <= context.minute else None
    return on, start, minutes


def _same_unit(said: str, unit: str | None) -> bool:
    return unit is not None and said.lower().rstrip("s") == unit.lower().rstrip("s")


def _energy(line: Line, start: int) -> Part | None:
    match = _ENERGY.match(line.plain, start)
    return None if match is None else Part("energy", int(match[1] or match[2]), start, match.end())


def _weekday_reader(today: date) -> Reader:
    def read(line: Line, start: int) -> Part | None:
        match = _WEEKDAY.match(line.plain, start)
        day = None if match is None else typed_day(match[1], today, Sense.PAST)
        return None if match is None or day is None else Part("day", day, start, match.end())

    return read


def _part_of_day_reader(today: date, slots: Sequence[Slot]) -> Reader:
    begins = {slot.name: slot.start for slot in slots}

    def read(line: Line, start: int) -> Part | None:
        match = _PART_OF_DAY.match(line.plain, start)
        name = "" if match is None else _SLOT_OF.get(match[2], match[2])
        if match is None or (begin := begins.get(name)) is None:
            return None
        day = {"this": today, "yesterday": today - ONE_DAY, "last": today - ONE_DAY}.get(match[1])
        return Part("part_of_day", (day, begin, name), start, match.end(), soft=match[0] == match[2])

    return read


def _sentence(draft: LogDraft, behavior: KnownBehavior, context: QuickContext) -> str:
    """Return "Run: 25 min, on Sun 29 Nov at 18:00, ★★★★☆."."""
    phrases = [duration(draft.minutes) if draft.minutes is not None else "as long as planned or usual"]
    if draft.day is None:
        phrases.append("today, just now")
    else:
        at = "" if draft.start is None else f" at {time_of_day(draft.start)}"
        phrases.append(f"on {context.day_label(draft.day)}{at}")
    if draft.amount is not None:
        phrases.append(f"{amount_number(draft.amount)} {behavior.unit}")
    elif behavior.unit is not None and behavior.amount is not None:
        phrases.append(f"{amount_number(behavior.amount)} {behavior.unit} as usual")
    if draft.rating is not None:
        phrases.append(stars(draft.rating))
    if draft.energy_before is not None:
        phrases.append(f"energy before {draft.energy_before}")
    if draft.tags:
        phrases.append(listed([f"#{tag}" for tag in draft.tags]))
    if draft.note:
        phrases.append(f"“{draft.note}”")
    return f"{behavior.name}: {', '.join(phrases)}."
