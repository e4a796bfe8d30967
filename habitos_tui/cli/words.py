"""Days and times of several words on a command line, without quotes: --at yesterday 7pm, move run next fri 7 pm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

import click
from click.shell_completion import CompletionItem

from habitos_tui.cli import completing

Offered = Callable[[str], list[CompletionItem]]

MOST_WORDS: Final = 5
"""Of one day with its time: the day after tomorrow, 27 nov 2026 at 7."""
_ANY_DAY: Final = date(2026, 1, 1)
"""Whether words are a day does not depend on what day it is."""


class Words(click.types.StringParamType):
    """A text that may be typed as several words; `fits` tells whether they are one."""

    def __init__(self, name: str, fits: Callable[[str], bool], offered: Offered = lambda text: []) -> None:
        """`offered` is what a shell completes of what was typed."""
        self.name = name
        self.fits = fits
        self._offered = offered

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what goes on from what was typed."""
        return self._offered(incomplete)


class WordsCommand(click.Command):
    """A command that joins the words of its options and arguments of the type `Words`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join what belongs together, then parse as usual."""
        return super().parse_args(ctx, list(self._joined(args)))

    def _joined(self, args: Sequence[str]) -> Iterator[str]:
        options = {name: one for one in self.params if isinstance(one, click.Option) for name in one.opts}
        types = [one.type for one in self.params if isinstance(one, click.Argument)]
        position = 0
        while position < len(args):
            name, equals, _ = args[position].partition("=")
            option = options.get(name)
            if option is not None and not equals and not option.is_flag:
                yield args[position]
                position += 1
                count = _words_at(args, position, [option.type])
            else:
                count = 1 if args[position].startswith("-") else _words_at(args, position, types)
            if position < len(args):
                yield " ".join(args[position : position + count])
            position += count


def _words_at(args: Sequence[str], position: int, types: Sequence[object]) -> int:
    """Return how many words from there on are one, 1 where no more of them are."""
    end = next((at for at in range(position, len(args)) if args[at].startswith("-")), len(args))
    fitting = [one for one in types if isinstance(one, Words)]
    for count in range(min(end - position, MOST_WORDS), 1, -1):
        if any(one.fits(" ".join(args[position : position + count])) for one in fitting):
            return count
    return 1


def _is_day(text: str) -> bool:
    from habitos_tui.domain.text.typed.days import typed_day

    return typed_day(text, _ANY_DAY) is not None


def _is_time(text: str) -> bool:
    from habitos_tui.domain.model.base import LAST_BUSY_MINUTE
    from habitos_tui.domain.text.typed.times import typed_time

    try:
        typed_time(text, LAST_BUSY_MINUTE)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    from habitos_tui.domain.text.typed.days import Sense
    from habitos_tui.domain.text.typed.moments import typed_moment

    return typed_moment(text, _ANY_DAY, Sense.COMING) is not None


def _are_days(text: str) -> bool:
    from habitos_tui.domain.text.typed.weekdays import typed_weekdays
    from habitos_tui.errors import InvalidInputError

    try:
        typed_weekdays(text)
    except InvalidInputError:
        return _is_day(text)
    return True


def _is_week(text: str) -> bool:
    from habitos_tui.domain.model.weeks import FROM_MONDAY
    from habitos_tui.domain.text.typed.days import parse_week
    from habitos_tui.errors import InvalidInputError

    try:
        parse_week(text, _ANY_DAY, FROM_MONDAY)
    except InvalidInputError:
        return False
    return True


DAY: Final = Words("day", _is_day, completing.days)
TIME: Final = Words("time", _is_time)
MOMENT: Final = Words("moment", _is_moment, completing.days)
DAYS: Final = Words("days", _are_days, completing.weekdays)
"""Weekdays or one day."""
WEEK: Final = Words("week", _is_week, completing.weeks)
DAYS_OR_TIME: Final = Words("days or time", lambda text: _are_days(text) or _is_time(text), completing.weekdays)
