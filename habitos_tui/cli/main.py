"""The root command: global options, starting the app without a command, and error reporting."""

import os
import sys
from typing import Any, NoReturn

import click

from habitos_tui import __version__
from habitos_tui.cli.completing import VARIABLE
from habitos_tui.cli.ending import finished, of_error, of_failed_output, of_interruption
from habitos_tui.cli.failing import json_wanted, of_usage
from habitos_tui.cli.invocation import Invocation
from habitos_tui.cli.lazy import LazyGroup
from habitos_tui.cli.options import profile_options
from habitos_tui.errors import ExitCode, HabitosError, InvalidInputError, NotFoundError
from habitos_tui.paths import DATA_DIR_VARIABLE
from habitos_tui.restriction import FROM_SSH, OPTION, another_directory, switched_on

_COMMANDS = {
    "demo": "demo:demo",
    "today": "today:today",
    "due": "due:due",
    "week": "week:week",
    "done": "done:done",
    "skip": "skip:skip",
    "reopen": "sessions:reopen",
    "lock": "sessions:lock",
    "unlock": "sessions:unlock",
    "move": "sessions:move",
    "away": "away:away",
    "pause": "pause:pause",
    "resume": "pause:resume",
    "log": "log:log",
    "stats": "stats:stats",
    "review": "review:review",
    "suggestions": "suggestions:suggestions",
    "plan": "plan:plan",
    "problem": "problem:problem",
    "solve": "solve:solve",
    "verify": "verify:verify",
    "behaviors": "behaviors:behaviors",
    "tasks": "tasks:tasks",
    "rules": "rules:rules",
    "objectives": "objectives:objectives",
    "tags": "tags:tags",
    "busy": "busy:busy",
    "calendar": "calendar:calendar",
    "slots": "slots:slots",
    "undo": "history:undo",
    "redo": "history:redo",
    "settings": "settings:settings",
    "profile": "profile:profile",
    "export": "transfer:export",
    "import": "transfer:import_",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "doctor": "health:doctor",
    "check": "health:check",
    "serve": "habitos_tui.doors.web.command:serve",
    "api": "habitos_tui.doors.api.command:api",
    "completion": "completion:completion",
    "mcp": "habitos_tui.doors.mcp.command:mcp",
}


class Root(LazyGroup):
    """The group that turns every error into a sentence on stderr and an exit status."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the global options; in restricted mode refuse words that reach for more than the host allows."""
        call, words = ctx.ensure_object(Invocation), [*args]
        call.restricted_by = "" if ctx.resilient_parsing else switched_on(words, os.environ)
        if call.restricted_by:
            from habitos_tui.cli.restricting import check_words  # most calls need none of it

            check_words(words, call.restricted_by)
        rest = super().parse_args(ctx, args)
        if call.restricted_by and call.data_dir is None and os.environ.get(DATA_DIR_VARIABLE):
            raise another_directory(f"A data directory of {DATA_DIR_VARIABLE}", call.restricted_by)
        return rest

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and exit; never returns, and shows no traceback for expected errors."""
        extra["standalone_mode"] = False
        words = args[0] if args else extra.get("args")
        call = extra.setdefault("obj", Invocation(as_json=json_wanted(words)))
        try:
            _forgive_unknown_characters()
            if VARIABLE in os.environ:
                from habitos_tui.cli import shells  # no other call needs it

                shells.register()
            status = super().main(*args, **extra)
        except click.exceptions.Abort:
            status = of_interruption(call)
        except click.ClickException as error:
            status = of_usage(error).tell(as_json=call.as_json)
        except HabitosError as error:
            status = of_error(error, call)
        except OSError as error:
            status = of_failed_output(error, call)
        sys.exit(finished(status if isinstance(status, int) else ExitCode.OK, call))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would hide a broken pipe behind status 1.

        An unexpected error, or a value that is invalid or not found since rows of it are lost, can come from a damaged
        database: the damage is then reported.
        """
        call = ctx.ensure_object(Invocation)
        try:
            answer = super().invoke(ctx)
            call.back_up_today()
        except click.exceptions.Exit:
            call.back_up_today()
            raise
        except KeyboardInterrupt as error:
            raise click.exceptions.Abort from error  # click itself would write to stderr, which may be full
        except OSError as error:
            call.back_up_today()
            ctx.exit(of_failed_output(error, call))
        except (InvalidInputError, NotFoundError) as error:
            damage = None if call.opened is None else call.opened.lost_references()
            if damage is None:
                raise
            raise damage from error
        except (click.ClickException, click.exceptions.Abort, HabitosError):
            raise
        except Exception as error:
            damage = None if call.opened is None else call.opened.damage(call.named_profile)
            if damage is None:
                raise
            raise damage from error
        return answer


def _forgive_unknown_characters() -> None:
    """Print a question mark for characters the terminal cannot show, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"habitos-tui {__version__}")
        ctx.exit()


def _refuse_place(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        raise click.UsageError(f"{FROM_SSH} is the last word, after {OPTION}.", ctx)


@click.group(
    cls=Root,
    lazy=_COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@profile_options
@click.option(
    OPTION,
    is_flag=True,
    expose_value=False,
    help="One profile and nothing beside it: no other files, directories or programs. For keys of SSH.",
)
@click.option(
    FROM_SSH,
    is_flag=True,
    expose_value=False,
    callback=_refuse_place,
    help="As the last word: the command that the client of SSH has asked for takes its place.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Plan the week you want: behaviors and objectives in, a proven schedule out.

    Without a command the app starts.

    \b
    Examples:
      habitos-tui                          start the app
      habitos-tui demo                     see a planned week at once
      habitos-tui today                    what is on today
      habitos-tui done run --rating 4      mark it done
      habitos-tui plan --week next         solve and accept next week
      habitos-tui solve week.json          plan a problem file, no profile needed
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.ensure_object(Invocation).start_app())
