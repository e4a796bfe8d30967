"""A draft on the week grid in words: its place, whether it may be there, and what it costs."""

import textwrap
from collections.abc import Sequence
from datetime import date, timedelta

from habitos_tui.domain.text.phrasing import LEAST_SHOWN, count, duration, points
from habitos_tui.text import cell_width, clean, shorten
from habitos_tui.ui.kit.dates import clock, short_day, span
from habitos_tui.ui.week.draft import Draft, Judgement


def price_words(price: float) -> str:
    """Return "costs 2.3 points", "gains 1.0 points" or "costs nothing"; model units."""
    if abs(price) < LEAST_SHOWN:
        return "costs nothing"
    return f"costs {points(price)} points" if price > 0 else f"gains {points(-price)} points"


def judgement(violations: Sequence[str], price: float) -> Judgement:
    """Return what to say of a place that breaks this and costs that."""
    if not violations:
        return Judgement(True, f"Allowed, {price_words(price)}")
    more = count(len(violations) - 1, "more reason") if len(violations) > 1 else ""
    return Judgement(False, clean(violations[0]) + (f" ({more})" if more else ""))


def draft_place(week: date, draft: Draft) -> str:
    """Return "Thu 26 18:05-19:35" for a draft, with its last day too where it has several."""
    first, last = (short_day(week + timedelta(days=day)) for day in (draft.days[0], draft.days[-1]))
    days = first if first == last else f"{first} to {last}"
    return f"{days} · {span(draft.start, draft.end)} · {duration(draft.end - draft.start)}"


def draft_lines(draft: Draft, week: date, width: int, remark: str = "") -> tuple[str, str, str]:
    """Return three lines of at most `width` cells: the place with the keys, then the sentence of the draft.

    A `remark` takes the place of the sentence.
    """
    place = f" {draft.name} · {draft_place(week, draft)}"
    keys = "   J K fine · + - length"
    first = place + keys if cell_width(place + keys) <= width else shorten(place, width)
    sign = "✓" if draft.allowed else "✗"
    lines = textwrap.wrap(f"{sign} {remark or draft.sentence}", max(width - 2, 8))
    second, third = (*lines, "", "")[:2]
    if len(lines) > 2:
        third = shorten(f"{third} {lines[2]}", max(width - 2, 1))
    return first, f" {second}", f" {third}"


def draft_rows(draft: Draft, width: int, height: int) -> tuple[str, ...]:
    """Return the texts of its rows, to be cut to `width`: sign and times, then its name, where there is room."""
    sign = "✓" if draft.allowed else "✗"
    times = span(draft.start, draft.end)
    if height == 1:
        return (f"{sign}{clock(draft.start)} {draft.name}",)
    head = f"{sign}{times if len(times) < width else clock(draft.start)}"
    return (head, f" {draft.name}", *[""] * (height - 2))
