"""Which of the profiles comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habitos_tui.domain.model.profile import Profile


def wanted_profile(profiles: Sequence[Profile], name: str | None) -> Profile | None:
    """Return who was asked for by `name`, or the only one there is."""
    if name is None:
        return profiles[0] if len(profiles) == 1 else None
    from habitos_tui.domain.model.naming import folded

    return next((profile for profile in profiles if folded(profile.name) == folded(name)), None)
