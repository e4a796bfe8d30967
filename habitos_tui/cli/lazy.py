"""A click group that imports a command only when it is used."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from habitos_tui.cli.command_group import CommandGroup


class LazyGroup(CommandGroup):
    """A group of lazily imported commands: `lazy` maps a command's name to "module:attribute".

    A module is one of `habitos_tui.cli.commands`, or named in full.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the given order."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None for an unknown name."""
        if cmd_name not in self.lazy:
            return None
        module, _, attribute = self.lazy[cmd_name].partition(":")
        full = module if "." in module else f"habitos_tui.cli.commands.{module}"
        command: click.Command = getattr(import_module(full), attribute)
        return command
