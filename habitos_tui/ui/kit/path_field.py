"""A field for the path of a file or folder, which offers how it goes on; the right arrow takes that."""

import asyncio
import os
from pathlib import Path
from typing import Final

from textual.suggester import Suggester

from habitos_tui.ui.kit.app_context import context_of
from habitos_tui.ui.kit.fields import Field

LONGEST_PATH: Final = 4096


def completed(typed: str, ending: str) -> str | None:
    """Return a path with the rest of its last part, the first that fits by name; None if nothing does.

    Folders end in a slash; of files only those with this `ending` fit, and what is hidden only where asked for.
    """
    head, slash, begun = typed.rpartition("/")
    if not begun:
        return None
    try:
        with os.scandir(Path(f"{head}{slash}" or ".").expanduser()) as entries:
            found = [f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries]
    except (OSError, RuntimeError):  # no such folder, or no such user's home
        return None
    fits = [name for name in found if name.startswith(begun) and name.endswith(("/", ending)) and name != begun]
    return f"{head}{slash}{min(fits)}" if fits else None


class PathSuggester(Suggester):
    """Looks for it in a thread, since a folder may lie on a slow disk."""

    def __init__(self, ending: str) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._ending = ending

    async def get_suggestion(self, value: str) -> str | None:
        """Return how a path goes on."""
        return await asyncio.to_thread(completed, value, self._ending)


class PathField(Field):
    """Offers how a path goes on."""

    DEFAULT_CSS = """
    PathField > .input--suggestion { color: $foreground-muted; }
    """

    def __init__(self, value: str = "", *, id: str, placeholder: str, ending: str) -> None:  # noqa: A002 - Textual's word
        """Of files it offers those whose name has this `ending`."""
        super().__init__(value, id=id, placeholder=placeholder, max_length=LONGEST_PATH)
        self.suggester = PathSuggester(ending)

    def on_mount(self) -> None:
        """In restricted mode leave the path as it is, and tell nothing of what lies where."""
        if context_of(self.app).restricted_by:
            self.disabled, self.suggester = True, None
