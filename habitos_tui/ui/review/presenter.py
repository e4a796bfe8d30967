"""The review of a week as lines: pure functions from domain values to styled text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content

from habitos_tui.domain.insight.review import ReviewLine, WeekReview
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.domain.text.review_phrasing import (
    QUESTION,
    away_sentence,
    facts_of,
    followed_sentences,
    good_sentence,
    nothing_sentence,
    surprise_sentence,
    times_of,
)
from habitos_tui.text import cell_width
from habitos_tui.ui.kit.marks import EMPTY, FULL, mark_of, meter
from habitos_tui.ui.kit.safe_text import MUTED, fit, key_hints, safe, wrapped

QUESTION_KEY: Final = "question"
BEHAVIOR, PROPOSAL = "behavior ", "proposal "
"""What the keys of lines begin with; the rest is the id of the behavior, or the key of the suggestion."""
METER: Final = 7
"""Cells for how much of a target was reached: a sign for each time where they suffice."""
TIMES, TIME, FACTS = 8, 11, 19
MAX_NAME: Final = 40
MAX_ROWS: Final = 3
"""Most rows of a sentence."""
INDENT: Final = 2

Row = tuple[str | None, Content]
"""The key of a line, None of one that is not selectable, and the line."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything that the page shows."""

    review: WeekReview
    proposals: tuple[Suggestion, ...] = ()
    keep: str = ""
    """The key that keeps the targets; so the others."""
    change: str = ""
    plan: str = ""
    plan_title: str = ""
    """The days of the week that is planned next."""

    EMPTY: ClassVar["ReviewView"]


ReviewView.EMPTY = ReviewView(WeekReview.EMPTY)


def rows(view: ReviewView, width: int) -> Iterator[Row]:
    """Yield the lines of the page, each of at most `width` cells; two of them are kept free for the pointer."""
    review = view.review
    good = [nothing_sentence(review)] if review.empty else [good_sentence(good) for good in review.good]
    yield from _part("What went well" if review.begun else "", good, width)
    yield from _behaviors(review, width)
    yield from _part("Surprises", map(surprise_sentence, review.surprises), width)
    yield from _part("Suggestions you followed", followed_sentences(review.followed), width)
    yield from _question(view, width)


def _behaviors(review: WeekReview, width: int) -> Iterator[Row]:
    if review.lines:
        yield from _head("Targets and results")
        away = away_sentence(review)
        yield from ((None, line) for line in _sentence(away, width, MUTED))
        longest = max(cell_width(safe(line.name).plain) for line in review.lines)
        name = min(longest, MAX_NAME, width - INDENT - 2 - 2 - METER - TIMES - TIME - 2 - FACTS)
        yield from ((BEHAVIOR + line.behavior, _behavior(line, name, width)) for line in review.lines)
        yield None, Content("")


def _behavior(line: ReviewLine, name: int, width: int) -> Content:
    mark, facts = mark_of(line.category), facts_of(line)
    room = width - INDENT - 2 - name - 2 - METER - TIMES - TIME - 2
    return Content.assemble(
        " " * INDENT,
        (mark.letter, mark.variable),
        " ",
        (fit(safe(line.name).plain, name), "bold" if line.reached else ""),
        "  ",
        _meter(line),
        times_of(line).rjust(TIMES),
        ((duration(line.minutes) if line.minutes else "").rjust(TIME), MUTED),
        "  ",
        (fit(facts, max(room, 0)).rstrip(), "$text-success" if line.reached else MUTED),
    )


def _meter(line: ReviewLine) -> Content:
    """Return a sign for each time wanted, full for each done; nothing where no number was wanted."""
    style = "$success" if line.reached else "$primary"
    if line.wanted > METER:
        return meter(line.done / line.wanted, METER, style)
    full = min(line.done, line.wanted)
    return Content.assemble((FULL * full, style), (EMPTY * (line.wanted - full), MUTED), " " * (METER - line.wanted))


def _question(view: ReviewView, width: int) -> Iterator[Row]:
    """Yield the question about the targets where there were any, and the keys."""
    asked = view.review.targets > 0
    if asked:
        yield QUESTION_KEY, Content.assemble(" " * INDENT, (QUESTION, "bold $primary"))
    for proposal in view.proposals:
        first, *others = wrapped(safe(proposal.sentence).plain, width - 2 * INDENT, MAX_ROWS)
        yield PROPOSAL + proposal.key, Content.assemble(" " * 2 * INDENT, first)
        yield from ((None, Content(" " * 2 * INDENT + line)) for line in others)
        yield from ((None, line) for line in _sentence(proposal.evidence, width, MUTED))
    hints = [(view.keep, "keeps them"), (view.change, "changes one")] if asked else []
    hints += [(view.plan, f"plans {view.plan_title}")]
    hints += [("enter", "on a proposal makes the change")] if view.proposals else []
    yield from ((None, line) for line in _hint_lines(hints, width))


def _hint_lines(hints: Sequence[tuple[str, str]], width: int) -> Iterator[Content]:
    """Yield the keys and what they do, as many in a line as fit."""
    line: list[tuple[str, str]] = []
    for hint in hints:
        if line and key_hints(*line, hint).cell_length > width - 2 * INDENT:
            yield Content.assemble(" " * 2 * INDENT, key_hints(*line))
            line = []
        line.append(hint)
    yield Content.assemble(" " * 2 * INDENT, key_hints(*line))


def _part(title: str, sentences: Iterable[str], width: int) -> Iterator[Row]:
    """Yield a title, if there is one, the sentences under it and an empty line; nothing without any."""
    found = [line for sentence in sentences for line in _sentence(sentence, width)]
    if found:
        yield from _head(title) if title else ()
        yield from ((None, line) for line in found)
        yield None, Content("")


def _head(title: str) -> Iterator[Row]:
    yield None, Content.assemble(" " * INDENT, (title, "bold $primary"))


def _sentence(sentence: str, width: int, style: str = "") -> Iterator[Content]:
    if sentence:
        for line in wrapped(safe(sentence).plain, width - 2 * INDENT, MAX_ROWS):
            yield Content.assemble(" " * 2 * INDENT, (line, style))
