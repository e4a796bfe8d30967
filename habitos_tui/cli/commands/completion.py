"""habitos-tui completion: the tab key in a shell."""

import click
from click.shell_completion import get_completion_class

from habitos_tui.cli import shells
from habitos_tui.cli.completing import VARIABLE
from habitos_tui.cli.options import json_option
from habitos_tui.cli.output import say_document, say_json

SHELLS = ("bash", "zsh", "fish")
PROGRAM = "habitos-tui"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@json_option
@click.pass_context
def completion(ctx: click.Context, shell: str, *, as_json: bool) -> None:
    """Print the completion script for SHELL: bash, zsh or fish.

    Source it in ~/.bashrc or ~/.zshrc; fish reads it from ~/.config/fish/completions.

    \b
    Examples:
      habitos-tui completion bash > habitos-tui.bash
      habitos-tui completion fish > habitos-tui.fish
    """
    shells.register()
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"There is no completion for {shell}.")
    script = kind(ctx.find_root().command, {}, PROGRAM, VARIABLE).source()
    if as_json:
        say_json("completion-script", {"shell": shell, "script": script})
    else:
        say_document(script)
