"""What was learned of a behavior, in words; names of slots are as they were typed."""

from collections.abc import Iterator

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.chance_phrasing import shared_words
from habitos_tui.domain.text.phrasing import count, duration, in_slot, number, percent, stars


def learned_lines(known: LearnedBehavior) -> tuple[str, ...]:
    """Return what is known, line by line: a slot each, then weekdays, minutes and liking; none without evidence."""
    return (*chance_lines(known), *_weekdays(known), *_minutes(known), *_liking(known))


def chance_lines(known: LearnedBehavior) -> Iterator[str]:
    """Yield, slot by slot, "in the evening 12 of 14 times: 83 %", with the weekend where it has times of its own."""
    for slot in dict.fromkeys(chance.slot for chance in known.chances):
        weekdays, weekend = known.at(slot, weekend=False), known.at(slot, weekend=True)
        if weekdays is None or weekend is None:
            continue
        parts = [_chance(part) for part in (weekdays, weekend) if part.counted]
        if weekdays.counted and weekend.counted:
            parts[1] = f"on weekends {parts[1]}"
        elif weekend.counted:
            parts[0] = f"on weekends {parts[0]}"
        yield f"{in_slot(slot)} {', '.join(parts)}"


def off_sentence(known: LearnedBehavior) -> str:
    """Return that plans do not use what is known; nothing when they do."""
    return "" if known.on else "learning is off: plans assume the usual chances"


def _chance(known: LearnedChance) -> str:
    return f"{known.done} of {count(known.counted, 'time')}: {percent(known.chance)}"


def _weekdays(known: LearnedBehavior) -> Iterator[str]:
    """Yield "3 of 11 on Fridays (all behaviors): 41 % instead of 50 %" where a weekday makes a difference."""
    for shared in known.weekdays if known.chances else ():
        if shared.differs:
            yield f"{shared_words(shared)}: {percent(shared.chance)} instead of {percent(shared.usual)}"


def _minutes(known: LearnedBehavior) -> Iterator[str]:
    if known.typical_minutes is not None:
        taken, planned = duration(known.typical_minutes), duration(known.planned_minutes)
        yield f"mostly takes {taken} ({count(known.times, 'time')}), {planned} planned"


def _liking(known: LearnedBehavior) -> Iterator[str]:
    if known.liking is not None:
        if known.ratings == 1:
            yield f"1 rating: {stars(round(known.liking))}"
        else:
            yield f"liked {number(known.liking)} of {MAX_RATING} ({count(known.ratings, 'rating')})"
