"""What another unit of a behavior does to what is logged."""

from collections.abc import Mapping

from habitos_tui.domain.text.phrasing import count, listed


def kept_units(entries: Mapping[str, int], unit: str | None) -> str:
    """Return what becomes of `entries` by their unit where a behavior is counted in `unit` now; "" of nothing."""
    apart = {known: number for known, number in entries.items() if known != unit}
    if not apart:
        return ""
    said = [f"{count(number, 'entry', 'entries')} in {known}" for known, number in apart.items()]
    one = sum(apart.values()) == 1
    return f"{listed(said)} {'stays' if one else 'stay'} so and {'is' if one else 'are'} counted apart."
