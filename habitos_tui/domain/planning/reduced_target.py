"""What is asked of a behavior in a week of which only a part is there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReducedTarget:
    """A behavior that is wanted `target` times in a week instead of the `usual` times, for the `days` that are left."""

    behavior: str
    name: str
    target: int
    usual: int
    days: int
