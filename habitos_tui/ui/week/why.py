"""Answers to "why (not) here?", as lines."""

from collections.abc import Iterator
from datetime import date, timedelta

from textual.content import Content

from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.domain.text.phrasing import MIN_SHOWN, WEEKDAYS, after_name, capital, in_slot
from habitos_tui.domain.text.price_phrasing import BEING_NARROWED, proved_points
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import from_to, short_day
from habitos_tui.ui.kit.safe_text import MUTED, safe

ROOM_FOR_MORE = "There is room, and the week can be better altogether: R plans the rest of it anew."


def place_label(week: date, day: int, slot: str) -> str:
    """Return "Thursday in the evening"."""
    return clean(f"{WEEKDAYS[(week.weekday() + day) % 7]} {in_slot(slot)}")


def question_label(week: date, day: int, slot: str | None) -> str:
    """Return "on Thursday in the evening", or the day alone outside every slot."""
    return f"on {WEEKDAYS[(week.weekday() + day) % 7] if slot is None else place_label(week, day, slot)}"


def why_here(answer: Explanation, week: date) -> str:
    """Return by how much a session's place beats the next best."""
    other = answer.next_best
    if answer.reason is not Reason.PLACED:
        return clean(answer.sentence)
    if other is None:
        return "there is no other place for it" if answer.complete else "another place was not found in time"
    other_place = place_label(week, other.day, other.slot)
    if other.price <= -MIN_SHOWN:
        # The difference would come from other changes of the better week, not from this session.
        return f"this week could be better as a whole, with it on {other_place}: R looks for it"
    better = proved_points(other.price, other.price_range)
    known = f"{better} better than {other_place}" if better else f"about as good as the next best place, {other_place}"
    return f"{known}{being_narrowed(answer)}"


def being_narrowed(answer: Explanation) -> str:
    """Return what goes behind a price that will be told more closely in a moment."""
    return BEING_NARROWED if answer.narrowing else ""


def why_lines(answer: Explanation, week: date, name: str, width: int) -> tuple[Content, ...]:
    """Return the reason, the cost, displaced sessions and blocking limits, in `width` cells."""
    return tuple(line for part in _parts(answer, week, name) for line in part.wrap(max(width, 8)))


def _parts(answer: Explanation, week: date, name: str) -> Iterator[Content]:
    better = answer.price is not None and answer.price < -MIN_SHOWN
    yield safe(ROOM_FOR_MORE if better else after_name(answer.sentence, name), "bold")
    if answer.reason is Reason.COSTS and answer.place is not None:
        where = f"{short_day(week + timedelta(days=answer.place.day))} {from_to(answer.place.start, answer.place.end)}"
        yield Content("")
        yield Content.assemble(("It would be  ", MUTED), where)
        if answer.price is not None and not better:
            cost = proved_points(answer.price, answer.price_range) or "about nothing"
            yield Content.assemble(("It costs     ", MUTED), f"{cost}{being_narrowed(answer)}")
        yield from (
            Content.assemble((" → ", "bold $text-warning"), safe(capital(one.sentence))) for one in answer.displaced
        )
    elif answer.limits:
        yield Content("")
        yield from (Content.assemble((" ✗ ", "bold $text-error"), safe(limit.sentence)) for limit in answer.limits)
