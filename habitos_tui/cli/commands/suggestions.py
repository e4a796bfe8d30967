"""habitos-tui suggestions: what the log suggests to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.documents import kept_document, suggestion_document
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, say_result, tell_since

if TYPE_CHECKING:
    from habitos_tui.domain.insight.suggestion import Suggestion


@click.group(cls=CommandGroup, no_args_is_help=False)
def suggestions() -> None:
    """List, follow or dismiss what the log suggests to change.

    \b
    Examples:
      habitos-tui suggestions list
      habitos-tui suggestions apply rest:run
    """


@suggestions.command("list")
@json_option
@profile_options
def list_suggestions(as_json: bool) -> None:
    """List the suggestions, most points first. Each has its evidence; they are eight at most.

    Each is tried out: a week is planned with it and without it, which takes a second or two.

    \b
    Examples:
      habitos-tui suggestions list
      habitos-tui suggestions list --json
    """
    from habitos_tui.domain.text.gain_phrasing import kept_phrase

    advice = current().workspace().advice
    found, kept = advice.suggestions(), advice.kept()
    if as_json:
        lines = [suggestion_document(line) for line in found.lines]
        say_json("suggestions", {"evidence": found.evidence, "suggestions": lines, "followed": kept_document(kept)})
        return
    if not found.lines:
        say("Nothing to suggest yet: that takes some weeks of sessions, done or missed.")
    for line in found.lines:
        say_lines([f"{line.key}  {line.sentence}", f"    {line.evidence}; {_worth(line)}"])
    if kept.followed:
        say(f"So far: {kept_phrase(kept)}.")


@suggestions.command("apply")
@click.argument("key")
@json_option
@profile_options
def apply_suggestion(key: str, as_json: bool) -> None:
    """Make the change that a suggestion proposes; `undo` takes it back.

    KEY is what list shows in front of it.

    \b
    Example:
      habitos-tui suggestions apply rest:run
    """
    advice = current().workspace().advice
    followed = advice.apply(key)
    _tell("Done", followed, as_json=as_json)
    tell_since(advice.holds_from(followed), "“behaviors edit … --from-now”")


@suggestions.command("dismiss")
@click.argument("key")
@json_option
@profile_options
def dismiss_suggestion(key: str, as_json: bool) -> None:
    """Keep a suggestion away for a month.

    KEY is what list shows in front of it.

    \b
    Example:
      habitos-tui suggestions dismiss rest:run
    """
    _tell("Dismissed for a month", current().workspace().advice.dismiss(key), as_json=as_json)


def _tell(verb: str, suggestion: Suggestion, *, as_json: bool) -> None:
    say_result("suggestion", suggestion_document(suggestion), f"{verb}: {suggestion.sentence}", as_json=as_json)


def _worth(suggestion: Suggestion) -> str:
    from habitos_tui.domain.text.gain_phrasing import TRUER, gain_phrase

    phrase = gain_phrase(suggestion)
    return phrase if phrase == TRUER else f"{phrase} a week"
