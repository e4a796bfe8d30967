"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum


class CheckLevel(StrEnum):
    """How good a finding is."""

    GOOD = "good"
    NOTE = "note"
    """Works, but somebody may want to know or do something."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in a sentence, and what to do about it."""

    subject: str
    level: CheckLevel
    sentence: str
    hint: str = ""
