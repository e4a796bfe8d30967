"""Every command of the app, wherever it is defined: for the palette, the guide and the list of keys."""

import pkgutil
from functools import cache
from importlib import import_module

import habitos_tui.ui
from habitos_tui.ui.kit.command import Command


@cache
def known_commands() -> dict[str, type[Command]]:
    """Return every command by its id; they live in the modules whose names end with "commands".

    Their order is that of the modules' names, then of the text: it does not depend on what was imported before.
    """
    walked = pkgutil.walk_packages(habitos_tui.ui.__path__, f"{habitos_tui.ui.__name__}.")
    modules = {import_module(module.name).__name__ for module in walked if module.name.endswith("commands")}
    found = [command for command in Command.__subclasses__() if command.__module__ in modules]
    return {command.id: command for command in sorted(found, key=lambda command: command.__module__)}
