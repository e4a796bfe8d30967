"""habitos-tui review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, table
from habitos_tui.cli.words import WEEK, WordsCommand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from habitos_tui.domain.insight.review import WeekReview
    from habitos_tui.domain.insight.suggestion import Suggestion


@click.command(cls=WordsCommand)
@click.option(
    "--week",
    type=WEEK,
    default="last",
    show_default=True,
    metavar="last|2026-W48",
    help="The week, or any day of it.",
)
@json_option
@profile_options
def review(week: str, as_json: bool) -> None:
    """Review a week that is over.

    What went well comes first, then targets and results, surprises, and what followed suggestions have brought. The
    last week ends with proposals for other targets, if the weeks so far speak for some.

    \b
    Examples:
      habitos-tui review
      habitos-tui review --week 2026-W46
      habitos-tui review --json
    """
    from habitos_tui.cli.weeks import week_meant
    from habitos_tui.domain.text.typed.days import Sense

    workspace = current().workspace()
    reviews = workspace.reviews
    last = reviews.last_week()
    looked_back_on = last if week == "last" else week_meant(workspace, week, Sense.PAST)
    found = reviews.review(looked_back_on)
    trials = reviews.target_trials().trials if looked_back_on == last else ()
    proposals = [trial.suggestion for trial in trials]
    if as_json:
        say_json("review", _document(found, proposals))
        return
    say_lines(_page(found, workspace.tracking.today()))
    _ask(proposals, about_targets=found.targets > 0)


def _page(review: WeekReview, today: date) -> list[str]:
    from habitos_tui.domain.text.phrasing import day_label, duration
    from habitos_tui.domain.text.review_phrasing import (
        away_sentence,
        facts_of,
        followed_sentences,
        good_sentence,
        summary,
        surprise_sentence,
        times_of,
    )

    year = f" {review.last.year}" if review.last.year != today.year else ""
    lines = [f"{day_label(review.week)} to {day_label(review.last)}{year}: {summary(review)}"]
    lines += filter(None, [away_sentence(review)])
    lines += _part("What went well", map(good_sentence, review.good))
    rows = [(line.name, times_of(line), duration(line.minutes), facts_of(line)) for line in review.lines]
    lines += _part("Targets and results", table(("", "done", "time", ""), rows, right=(1, 2))[1:] if rows else ())
    lines += _part("Surprises", map(surprise_sentence, review.surprises))
    return lines + _part("Suggestions", followed_sentences(review.followed))


def _part(title: str, lines: Any) -> list[str]:
    """Return the lines of a part under its title; nothing of an empty one."""
    found = [f"  {line}" for line in lines]
    return ["", f"{title}:", *found] if found else []


def _ask(proposals: Sequence[Suggestion], *, about_targets: bool) -> None:
    from habitos_tui.domain.text.review_phrasing import QUESTION

    if about_targets:
        say()
        say(f"{QUESTION} If so, there is nothing to do.")
    for line in proposals:
        say_lines([f"  {line.sentence}? {line.evidence}", f"    habitos-tui suggestions apply {line.key}"])
    if about_targets:
        say("  To change one: habitos-tui behaviors edit BEHAVIOR FILE")


def _document(review: WeekReview, proposals: Sequence[Suggestion]) -> dict[str, Any]:
    from habitos_tui.cli.document import document
    from habitos_tui.domain.text.review_phrasing import good_sentence, surprise_sentence

    return {
        "week": review.week.isoformat(),
        "sessions": review.evidence,
        "minutes": review.minutes,
        "days_away": review.away,
        "paused": list(review.paused),
        "targets": review.targets,
        "targets_reached": review.reached,
        "went_well": [_kind(good) | {"sentence": good_sentence(good)} for good in review.good],
        "behaviors": [document(line) for line in review.lines],
        "surprises": [_kind(surprise) | {"sentence": surprise_sentence(surprise)} for surprise in review.surprises],
        "followed": document(review.followed),
        "proposals": [
            {"key": line.key, "sentence": line.sentence, "evidence": line.evidence}
            | {"proposal": line.proposal.model_dump(mode="json")}
            for line in proposals
        ],
    }


def _kind(value: object) -> dict[str, Any]:
    """Return a value as JSON with what it is, such as "record_streak"."""
    import re

    from habitos_tui.cli.document import document

    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(value).__name__).lower()
    return {"kind": name, **document(value)}
