"""A click group one of whose commands may be left out, also while a shell completes a line."""

from typing import Any, ClassVar, Final

import click
from click.shell_completion import CompletionItem

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.errors import HabitosError

_FIRST_WORD: Final = "habitos_tui.first_word"
"""Where a context remembers what was typed in the place of a command."""


class DefaultGroup(CommandGroup):
    """A group that is called without a command, or with options first."""

    WITHOUT_WORDS: ClassVar[str]
    """The command that is meant when nothing follows the group."""
    WITH_OPTIONS: ClassVar[str]
    """The one that is meant when options do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in front that was left out."""
        if args in ([], ["--json"]):
            # A shell that completes has not heard the command yet.
            args = args if ctx.resilient_parsing else [self.WITHOUT_WORDS, *args]
        elif args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = [self.WITH_OPTIONS, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that fit, or the options of the one that may be left out."""
        if not incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        command = self.commands[self.WITH_OPTIONS]
        return command.shell_complete(click.Context(command, ctx, command.name), incomplete)


class AddGroup(DefaultGroup):
    """A group whose command `add` may be omitted: an unknown command is taken as the first word of it."""

    WITHOUT_WORDS = "list"
    WITH_OPTIONS = "add"

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant by the arguments after the group."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        ctx.meta[_FIRST_WORD] = args[0]
        return super().resolve_command(ctx, ["add", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that fit, and what `add` may begin with."""
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            first = next(one for one in self.commands["add"].params if isinstance(one, click.Argument))
            found += first.shell_complete(ctx, incomplete)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where its first word is no good for `add`, a command that comes near may be meant."""
        try:
            return super().invoke(ctx)
        except HabitosError as error:
            if not error.hint and _FIRST_WORD in ctx.meta:
                error.hint = did_you_mean(ctx.meta[_FIRST_WORD], self.commands)
            raise
