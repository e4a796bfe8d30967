"""habitos-tui away: days on which nothing is planned and nothing can be missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.default_group import AddGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, say_result, table
from habitos_tui.cli.words import DAY, WordsCommand

if TYPE_CHECKING:
    from habitos_tui.domain.model.away import Away


@click.group(cls=AddGroup)
def away() -> None:
    """Be away from FROM to TO. No time is planned on these days, nothing is missed, and no streak breaks.

    \b
    Examples:
      habitos-tui away 2026-12-21 2026-12-27 --reason vacation
      habitos-tui away today --reason illness --note "a cold"
      habitos-tui away list
    """


@away.command(cls=WordsCommand)
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="[TO]", type=DAY, required=False)
@click.option(
    "--reason",
    type=click.Choice(["vacation", "illness", "other"]),
    default="other",
    show_default=True,
    help="The reason; vacation and illness show by name in the plan.",
)
@click.option("--note", default="", metavar="TEXT", help="A note.")
@json_option
@profile_options
def add(*, first: str, last: str | None, reason: str, note: str, as_json: bool) -> None:
    """Be away from FROM to TO, both included; without TO for one day. The word add may be left out.

    Days are today, tomorrow, fri, 24 dec, 24.12. or such as 2026-12-24; days gone by can be entered as well.

    \b
    Examples:
      habitos-tui away add 2026-12-21 2026-12-27 --reason vacation
      habitos-tui away add yesterday --reason illness
    """
    from habitos_tui.cli.dates import day_after, day_meant
    from habitos_tui.domain.model.away import AwayReason

    workspace = current().workspace()
    begin = day_meant(workspace, first)
    end = None if last is None else day_after(workspace, last, begin)
    _answer("Away", workspace.away.add(begin, end, AwayReason(reason), note), as_json=as_json)


@away.command(cls=WordsCommand)
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="[TO]", type=DAY, required=False)
@json_option
@profile_options
def missed(*, first: str, last: str | None, as_json: bool) -> None:
    """Say that you were there from FROM to TO. Nothing was opened, so what was planned was missed.

    You are not asked about these days again.

    \b
    Examples:
      habitos-tui away missed 2026-11-19 2026-11-20
      habitos-tui away missed yesterday
    """
    from habitos_tui.cli.dates import day_meant
    from habitos_tui.domain.text.phrasing import day_label
    from habitos_tui.domain.text.typed.days import Sense

    workspace = current().workspace()
    begin = day_meant(workspace, first, Sense.PAST)
    end = begin if last is None else day_meant(workspace, last, Sense.PAST)
    workspace.away_question.was_there(begin, end)
    line = f"Not away: {day_label(begin)}" + ("" if end == begin else f" to {day_label(end)}")
    say_result(
        "days-missed", {"first": begin.isoformat(), "last": end.isoformat(), "away": False}, line, as_json=as_json
    )


@away.command("list")
@json_option
@profile_options
def list_away(as_json: bool) -> None:
    """List the absences, oldest first.

    \b
    Examples:
      habitos-tui away list
      habitos-tui away list --json
    """
    from habitos_tui.text import one_line

    absences = current().workspace().away.all()
    if as_json:
        say_json("absences", {"absences": [absence.model_dump(mode="json") for absence in absences]})
        return
    rows = [(str(a.first), str(a.last), str(a.days), a.reason.value, one_line(a.note)) for a in absences]
    say_lines(table(("From", "To", "Days", "Reason", "Note"), rows, right={2}) if rows else ["No days away."])


@away.command(cls=WordsCommand)
@click.argument("day", metavar="DAY", type=DAY)
@json_option
@profile_options
def remove(*, day: str, as_json: bool) -> None:
    """Be there after all: remove the whole absence that DAY is in.

    \b
    Examples:
      habitos-tui away remove today
      habitos-tui away remove 2026-12-24
    """
    from habitos_tui.cli.dates import day_meant

    workspace = current().workspace()
    absence = workspace.away.at(day_meant(workspace, day))
    _answer("No longer away", workspace.away.remove(absence.id), as_json=as_json)


def _answer(what: str, absence: Away, *, as_json: bool) -> None:
    from habitos_tui.domain.text.away_phrasing import away_span

    if as_json:
        say_json("absence", absence.model_dump(mode="json"))
        return
    say(f"{what}: {away_span(absence)} ({absence.reason.value})")
