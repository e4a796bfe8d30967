"""What happened to a profile's password since its owner was last told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WrongPasswords:
    """How many were tried from a place; "" for tries of which the place is not known."""

    source: str
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class LoginReport:
    """Wrong passwords by place, the latest first, and when the owner of the account of the data stepped in."""

    wrong: tuple[WrongPasswords, ...] = ()
    unlocked_at: datetime | None = None
    reset_at: datetime | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything to tell."""
        return bool(self.wrong or self.unlocked_at or self.reset_at)
