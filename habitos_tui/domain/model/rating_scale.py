"""The scale of ratings and energy; imports no models, since keys need it before the first frame."""

from typing import Final

MAX_RATING: Final = 5
"""Best rating, and most energy, on the scale from 1."""
