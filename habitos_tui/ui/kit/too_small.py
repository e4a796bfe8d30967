"""A sentence over everything else while the window is too small to work in."""

from textual.widgets import Static


class TooSmall(Static):
    """Covers the screen under 60x18; what lies underneath keeps its state and focus."""

    def __init__(self) -> None:
        """It has nothing to be told."""
        super().__init__("This window is too small: habitos-tui needs 60 columns and 18 lines.", markup=False)
