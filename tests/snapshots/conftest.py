"""A household per picture, and a clock that stands still on the wall too."""

from collections.abc import Callable

from tests.ui.conftest import (
    exact_waiting,
    first_answers,
    household,
    no_timed_checks,
    restless,
    shared_styles,
    toasts_that_stay,
)

__all__ = [
    "Snap",
    "exact_waiting",
    "first_answers",
    "household",
    "no_timed_checks",
    "restless",
    "shared_styles",
    "toasts_that_stay",
]

Snap = Callable[..., bool]
