"""A style sheet that parses each source once, instead of again for each new screen."""

from typing import Final

from textual.css.stylesheet import Stylesheet

SOURCES: Final = 256
"""Cache size, above the number of style sources; a smaller cache would never hit."""


class CachedStylesheet(Stylesheet):
    """Caches parsed sources until the variables change.

    Textual reparses everything whenever a mode or a screen with its own styles first appears, which takes longer than
    the rest of start-up.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        """`variables` are the colours and other values used by the sources."""
        super().__init__(variables=variables)
        self._parse_cache.maxsize = SOURCES

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; equal ones keep the cache."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse new sources, or everything after a change of variables."""
        self.parse()
