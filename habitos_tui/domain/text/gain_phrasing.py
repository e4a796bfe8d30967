"""What a suggestion is worth, in words: points a week, rounded outwards."""

from math import ceil, floor

from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.text.phrasing import count, counted_points, number, signed

TRUER = "more realistic plans"
"""What a suggestion is good for that brings no points: the next plans ask for what does happen."""

EXACT = 0.2
"""Width in points below which one figure says it."""


def gain_phrase(suggestion: Suggestion) -> str:
    """Return "+8 points", "+8 to 12 points", "-3 points" or "more realistic plans"; "" where it is not worked out."""
    gain = suggestion.gain
    if gain is None:
        return ""
    if not gain.sure:
        return TRUER if suggestion.kind != "rest" else signed(counted_points(gain.points, 0))
    least, most = max(floor(gain.least), 1), ceil(gain.most)
    if gain.most - gain.least < EXACT or least >= most:
        return f"+{counted_points(gain.points, 0)}"
    return f"+{least} to {counted_points(most, 0)}"


def kept_phrase(kept: Kept) -> str:
    """Return "followed 4 suggestions: +11 points a week promised, +9 seen"; "" where none promised anything."""
    if not kept.followed:
        return ""
    followed = kept.measured or kept.followed
    line = f"followed {count(followed, 'suggestion')}: {signed(counted_points(kept.promised, 0))} a week promised"
    if kept.seen is None:
        return f"{line}; what comes of it is seen after two whole weeks"
    younger = kept.followed - kept.measured
    more = f"; {younger} more too recent to tell" if younger else ""
    return f"{line}, {signed(number(kept.seen, 0))} seen{more}"
