"""A group of commands that says which one may be meant where there is none of a name, and so for options."""

from __future__ import annotations

import click

from habitos_tui.domain.model.naming import did_you_mean


class UnknownCommand(click.UsageError):
    """A word that is no command of a group."""

    def __init__(self, name: str, group: click.Group, ctx: click.Context) -> None:
        super().__init__(f"No such command “{name}”.", ctx)
        self.hint = did_you_mean(name, group.list_commands(ctx))


class CommandGroup(click.Group):
    """A group that asks back for a misspelt command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; UnknownCommand where there is none."""
        name = args[0]
        if not ctx.resilient_parsing and not name.startswith("-") and self.get_command(ctx, name) is None:
            raise UnknownCommand(name, self, ctx)
        return super().resolve_command(ctx, args)


def hint_of(error: click.ClickException) -> str:
    """Return what may be meant in the place of a misspelt command or option; "" where nothing comes near."""
    if isinstance(error, UnknownCommand):
        return error.hint
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        options = (one for one in error.ctx.command.get_params(error.ctx) if isinstance(one, click.Option))
        return did_you_mean(error.option_name, (name for one in options for name in one.opts))
    return ""
