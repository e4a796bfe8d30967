"""habitos-tui mcp: the program that assistants talk to, over standard input and output."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.invocation import Invocation, current
from habitos_tui.cli.options import profile_options
from habitos_tui.cli.output import at_terminal, tell
from habitos_tui.errors import InvalidInputError, WrongPasswordError
from habitos_tui.extras import loading, require

if TYPE_CHECKING:
    from habitos_tui.bootstrap import DataDirectory
    from habitos_tui.domain.model.profile import Profile

STDIN = "-"


@click.command()
@click.option("--read-only", is_flag=True, help="Offer nothing that changes anything.")
@click.option("--json", is_flag=True, expose_value=False, help="Tell as JSON why it cannot start.")
@profile_options
@click.pass_context
def mcp(ctx: click.Context, read_only: bool) -> None:
    """Let an assistant read and change one profile.

    It speaks the Model Context Protocol over standard input and output with the assistant's program, which starts it,
    and ends with it. Whatever it
    changes can be taken back with undo, which says that an assistant has made it. docs/assistants.md shows how to
    enter it in such programs.

    \b
    Examples:
      habitos-tui mcp
      habitos-tui mcp --read-only
    """
    call = current()
    call.refuse("A door for assistants")
    require("mcp")
    directory = call.data_directory()
    profile = _opened(call, directory)
    if at_terminal(sys.stdin):
        tell("This waits for an assistant's program, which talks to it in JSON. ctrl+d ends it.")
    gc.disable()  # what is loaded stays to the end: looking through it for garbage is a tenth of the start
    with loading("mcp"):
        from habitos_tui.doors.mcp.assistant import Assistant
        from habitos_tui.doors.mcp.serving import run

    gc.freeze()
    gc.enable()
    ctx.exit(run(Assistant(directory, profile), read_only=read_only))


def _opened(call: Invocation, directory: DataDirectory) -> Profile:
    """Return the profile of this call; its password comes from a file, since standard input is the protocol's."""
    if call.password_file == STDIN:
        raise InvalidInputError(
            "Standard input is what the assistant talks through: no password can come from it.",
            hint="Give it with --password-file FILE.",
        )
    name = call.chosen(directory)
    if call.password_file is None and directory.accounts.asks_for_password(name):
        raise WrongPasswordError(
            "A password is needed, and standard input is what the assistant talks through.",
            hint="Give it with --password-file FILE.",
        )
    return call.login(directory, name)
