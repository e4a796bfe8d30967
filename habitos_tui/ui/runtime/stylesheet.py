"""A style sheet that parses each of its sources once, not once more for every screen that is shown the first time."""

from typing import Final

from textual.css.stylesheet import Stylesheet

SOURCES: Final = 256
"""More than the app has, its own and those of widgets; with fewer places than sources every parse would start anew."""


class CachedStylesheet(Stylesheet):
    """Keeps what it parsed for as long as the colours and other variables stay the same.

    Textual reparses everything whenever a mode or a screen with styles of its own comes up for the first time, which
    takes longer than all else that start-up does.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        """`variables` are the colours and the like that the sources name."""
        super().__init__(variables=variables)
        self._parse_cache.maxsize = SOURCES

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set other variables; with the same ones nothing that was parsed is lost."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new, or everything after the variables have changed."""
        self.parse()
