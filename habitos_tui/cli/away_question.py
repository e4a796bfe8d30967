"""The question whether days on which nobody looked were days away, on a terminal or for a script."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.output import at_terminal, say, tell

if TYPE_CHECKING:
    from habitos_tui.services.away_question import UnseenDays
    from habitos_tui.services.workspace import Workspace


def question_document(workspace: Workspace) -> dict[str, Any]:
    """Return the days that are to be asked about as a field of a document."""
    days = workspace.away_question.days()
    if days is None:
        return {"were_you_away": None}
    found = {"first": days.first.isoformat(), "last": days.last.isoformat(), "sessions": days.sessions}
    return {"were_you_away": found}


def ask_or_tell(workspace: Workspace) -> None:
    """Ask about the days, or tell a script which commands answer; nothing where there are none."""
    from habitos_tui.domain.text.away_phrasing import away_question

    days = workspace.away_question.days()
    if days is None:
        return
    tell(away_question(days.first, days.last, days.sessions))
    if at_terminal(sys.stdin, sys.stdout, sys.stderr):
        _ask(workspace, days)
    else:
        tell(f"habitos-tui away {days.first} {days.last}  or, if you were there: away missed {days.first} {days.last}")


def _ask(workspace: Workspace, days: UnseenDays) -> None:
    from habitos_tui.domain.text.away_phrasing import away_span

    question = workspace.away_question
    choices = click.Choice(["away", "missed", "later"])
    answer = click.prompt("away, missed or later", type=choices, default="later", show_choices=False, err=True)
    if answer == "away":
        say(f"Away: {away_span(question.was_away(days))}. habitos-tui undo takes it back.")
    elif answer == "missed":
        question.was_there(days.first, days.last)
    else:
        question.leave_open(days)
