"""Options that several commands share."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from habitos_tui.cli.completing import files, profiles
from habitos_tui.cli.invocation import Invocation
from habitos_tui.cli.words import WEEK
from habitos_tui.domain.planning.options import EngineName

F = TypeVar("F", bound=Callable[..., Any])


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Store a global option, wherever it appears; the last one wins."""
    if value is not None and param.name is not None:
        setattr(ctx.ensure_object(Invocation), param.name, value)


def _remember_directory(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value == "":
        raise click.BadParameter("It is empty.")  # it would mean the working directory
    _remember(ctx, param, None if value is None else Path(value))


def data_options(command: F) -> F:
    """Add --data-dir."""
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False, readable=False),
        metavar="DIR",
        expose_value=False,
        callback=_remember_directory,
        help="Data directory; HABITOS_DATA_DIR sets it, too.",
    )(command)


def password_options(command: F) -> F:
    """Add --data-dir and --password-file."""
    option = click.option(
        "--password-file",
        metavar="FILE|-",
        shell_complete=files,
        expose_value=False,
        callback=_remember,
        help="Read the password from the first line of a file, - for standard input.",
    )
    return data_options(option(command))


def profile_options(command: F) -> F:
    """Add --profile, --data-dir and --password-file."""
    return name_option(password_options(command))


def name_option(command: F) -> F:
    """Add --profile."""
    return click.option(
        "--profile",
        metavar="NAME",
        expose_value=False,
        callback=_remember,
        shell_complete=profiles,
        help="Profile to work on; needed if there are several.",
    )(command)


def json_option(command: F) -> F:
    """Add --json, passed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def from_now_option(command: F) -> F:
    """Add --from-now."""
    text = "Let it hold from now on, instead of from next week on."
    return click.option("--from-now", is_flag=True, help=text)(command)


def finite(
    least: float, *, above: bool = False
) -> Callable[[click.Context, click.Parameter, float | None], float | None]:
    """Return a callback that lets only finite numbers of at least (or above) `least` through."""

    def check(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
        if value is None or (math.isfinite(value) and (value > least or (value == least and not above))):
            return value
        raise click.BadParameter(f"{value:g} is not a number {'above' if above else 'of at least'} {least:g}.")

    return check


def amount_option(command: F) -> F:
    """Add --amount, passed on as `amount`."""

    def read(_ctx: click.Context, _param: click.Parameter, text: str | None) -> float | None:
        if text is None:
            return None
        from habitos_tui.domain.text.amount_phrasing import read_amount  # most calls have no amount

        try:
            return read_amount(text)
        except ValueError as error:
            raise click.BadParameter(f"It {error}.") from error

    text = "How much of what it is counted in, such as 20 pages; else as usual, and 0 for none."
    return click.option("--amount", metavar="N", callback=read, help=text)(command)


def solver_options(command: F) -> F:
    """Add --engine, --seed, --time-limit and --gap, passed on as `engine`, `seed`, `time_limit` and `gap`."""
    for option in (
        click.option(
            "--gap",
            type=float,
            callback=finite(0),
            default=0.005,
            show_default=True,
            metavar="G",
            help="Stop when no week can be better by more than this share.",
        ),
        click.option(
            "--time-limit",
            type=float,
            callback=finite(0, above=True),
            default=60.0,
            show_default=True,
            metavar="S",
            help="Stop after so many seconds and keep the best plan so far.",
        ),
        click.option(
            "--engine",
            type=click.Choice(get_args(EngineName)),
            default="highs",
            show_default=True,
            help="Solver to use; smooth values a session by a smooth curve of its minutes, evolve proves nothing and "
            "needs no HiGHS (both: extra solvers).",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**32 - 1),
            default=0,
            show_default=True,
            metavar="N",
            help="Where the random numbers of evolve begin: the same seed, the same week.",
        ),
    ):
        command = option(command)
    return command


def fresh_option(command: F) -> F:
    """Add --fresh, passed on as `fresh`."""
    return click.option("--fresh", is_flag=True, help="Plan from scratch; by default sessions stay where they can.")(
        command
    )


def week_to_plan_option(command: F) -> F:
    """Add --week, passed on as `week`; None where nobody says which."""
    return click.option(
        "--week",
        type=WEEK,
        metavar="this|next|2026-W48",
        help="Which week; a day stands for its week. Without: this one, or the next for a first plan late in the week.",
    )(command)


def week_option(command: F) -> F:
    """Add --week, passed on as `week`."""
    return click.option(
        "--week",
        type=WEEK,
        default="this",
        show_default=True,
        metavar="this|next|2026-W48",
        help="The week, or any day of it.",
    )(command)
