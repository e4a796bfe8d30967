"""The first frame: the bar of screens, on the terminal before a single profile has been read."""

from typing import Final

from textual.app import ComposeResult

from habitos_tui.ui.kit.modes import KeyOf
from habitos_tui.ui.kit.nav_bar import NavBar
from habitos_tui.ui.kit.screen import LowTrafficScreen

NO_SCREEN: Final = ""
NO_PROFILE: Final = ""


class OpeningScreen(LowTrafficScreen[None]):
    """Shows nothing of a profile; the app keeps what is typed for the screen that follows."""

    SECLUDED = True

    def __init__(self, key_of: KeyOf) -> None:
        """`key_of` tells the key that leads to a screen."""
        super().__init__()
        self._key_of = key_of

    def compose(self) -> ComposeResult:
        """Lay out the bar; its screens cannot be clicked yet."""
        bar = NavBar(NO_SCREEN, NO_PROFILE, self._key_of)
        bar.disabled = True
        yield bar
