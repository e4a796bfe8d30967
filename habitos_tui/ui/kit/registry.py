"""Every command of the app, wherever it is defined: for the palette, the guide and the list of keys."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import habitos_tui.ui
from habitos_tui.ui.kit.command import Area, Command


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of the modules' names, then of the text."""
    return {command.id: command for _, area in declared_areas() for command in area}


def declared_areas() -> Iterator[tuple[str, Area]]:
    """Yield every area with the module that declares it; those are the modules whose names end with "commands"."""
    for module in pkgutil.walk_packages(habitos_tui.ui.__path__, f"{habitos_tui.ui.__name__}."):
        if module.name.endswith("commands"):
            known = vars(import_module(module.name)).values()
            yield from ((module.name, area) for area in known if isinstance(area, Area))
