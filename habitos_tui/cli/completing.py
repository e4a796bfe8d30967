"""What the tab key offers for an argument or option: names out of the profile, days, weeks, files.

It reads and loads next to nothing, since a person waits for it within a word.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from click.shell_completion import CompletionItem

from habitos_tui.domain.model.naming import folded
from habitos_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import click

    from habitos_tui.storage.name_lists import ShownName

    Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

VARIABLE: Final = "_HABITOS_TUI_COMPLETE"
"""The environment variable by which a shell asks."""

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR_DAYS: Final = ("today", "yesterday", "tomorrow")
_WEEKS_AROUND: Final = 8
_DAYS_AROUND: Final = 45


def names(kind: str) -> Completer:
    """Return what offers the names of a `NameKind`, given by its name."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from habitos_tui.cli.invocation import Invocation
        from habitos_tui.storage.name_lists import NameKind, names_of

        call = ctx.find_object(Invocation) or Invocation()
        return [
            CompletionItem(text, help=shown.what or None)
            for shown in names_of(_database(call), call.profile, NameKind[kind])
            if (text := _fitting(shown, incomplete))
        ]

    return complete


def profiles(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of the profiles, to whom `profile list` tells them."""
    from habitos_tui.cli.invocation import Invocation
    from habitos_tui.storage.name_lists import profile_names

    call = ctx.find_object(Invocation) or Invocation()
    return _beginning(incomplete, profile_names(_database(call))) if call.owns_data else []


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to offer files."""
    return [CompletionItem(incomplete, type="file")]


def backups(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of the backups beside the database, and leave files to the shell."""
    from habitos_tui.cli.invocation import Invocation

    folder = _database(ctx.find_object(Invocation) or Invocation()).parent / "backups"
    found = _beginning(incomplete, sorted((path.name for path in folder.glob("habitos-*.db")), reverse=True))
    return [*found, CompletionItem(incomplete, type="file")]


def days(incomplete: str) -> list[CompletionItem]:
    """Offer words for days, and dates near today where a figure was typed."""
    first = incomplete[:1]
    if first.isdigit():
        return _beginning(incomplete, (_day(offset).isoformat() for offset in range(-_DAYS_AROUND, _DAYS_AROUND + 1)))
    other = [f"{which} {day}" for which in ("last", "next") for day in _WEEKDAYS] if first else []
    return _beginning(incomplete, (*_NEAR_DAYS, *_WEEKDAYS, *other))


def weekdays(incomplete: str) -> list[CompletionItem]:
    """Offer what busy time can be on: days of every week, and single ones."""
    every = ("all", "weekdays", "weekend")
    return [*_beginning(incomplete, every), *days(incomplete)]


def weeks(incomplete: str) -> list[CompletionItem]:
    """Offer words for weeks, and those around this one by their numbers."""
    numbers = (_day(7 * ahead).isocalendar() for ahead in range(-_WEEKS_AROUND, _WEEKS_AROUND + 1))
    return _beginning(incomplete, ("this", "next", "last", *(f"{week.year}-W{week.week:02}" for week in numbers)))


def _beginning(incomplete: str, texts: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(text) for text in texts if _fits(text, incomplete)]


def _fitting(shown: ShownName, incomplete: str) -> str:
    """Return the name that goes on from what was typed, else the other name, else ""."""
    return next((text for text in shown[:2] if text and _fits(text, incomplete)), "")


def _fits(text: str, incomplete: str) -> bool:
    """Tell whether a text goes on from what was typed, and can be shown and typed as it is."""
    return folded(text).startswith(folded(incomplete)) and clean(text) == text and not text.startswith("-")


def _day(offset: int) -> date:
    from habitos_tui.clock import SystemClock

    return SystemClock().now().date() + timedelta(days=offset)


def _database(call: object) -> Path:
    from habitos_tui.bootstrap import data_paths

    return data_paths(getattr(call, "data_dir", None)).database
