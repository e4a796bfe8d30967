"""Tries out in the background what the log suggests, for the screens that show it.

Reading the log and planning a week for each suggestion takes seconds of the processor, and memory. So it begins once
the screen is painted and at rest, and no week is being solved that somebody waits for; it gives way to all else, ends
when the screen is left, and is not done again as long as nothing that it depends on has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from habitos_tui.domain.insight.suggestion import Suggestions
from habitos_tui.ui.kit.background_query import BackgroundQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from threading import Event

    from textual.screen import Screen
    from textual.timer import Timer

    from habitos_tui.services.trials import Trials

REST_SECONDS: Final = 0.5
"""How long a screen has been painted before it begins, and between looks whether a week is still being solved."""


class SuggestionCheck:
    """Shows suggestions one by one as they are confirmed."""

    def __init__(
        self,
        screen: Screen[Any],
        show: Callable[[Suggestions, bool], object],
        solving: Callable[[], bool] = lambda: False,
    ) -> None:
        """`show` gets those confirmed so far, and whether there may be more; `solving` tells when to wait."""
        self._screen, self._show, self._solving = screen, show, solving
        self._query = BackgroundQuery(screen)
        self._resting: Timer | None = None
        self._state: Hashable = None
        """What the data were when it was asked for."""
        self._known: tuple[Trials, Suggestions] | None = None
        """What was tried out last, and what is left of it."""
        self._over = True

    @property
    def goes_on(self) -> bool:
        """Whether it waits for the screen to be at rest, or tries something out."""
        return self._resting is not None or self._query.running

    def want(self, state: Hashable, trials: Callable[[], Trials]) -> None:
        """Try out what `trials` reads, unless that was done or goes on in the same `state` of the data."""
        if state == self._state and (self._over or self.goes_on):
            return
        self.leave()
        self._state, self._over = state, False
        self._show(Suggestions.EMPTY, True)
        self._wait(trials)

    def leave(self) -> None:
        """Try out no further; what was planned already is not planned again."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        self._query.cancel()

    def _wait(self, trials: Callable[[], Trials]) -> None:
        self._resting = self._screen.set_timer(REST_SECONDS, lambda: self._begin(trials))

    def _begin(self, trials: Callable[[], Trials]) -> None:
        if self._solving():
            self._wait(trials)
            return
        self._resting = None
        self._query.run(lambda stop: self._checked(trials(), stop), self._finish, gently=True)

    def _checked(self, trials: Trials, stop: Event) -> tuple[Trials, Suggestions]:
        """Return what is left of the trials, telling of each; in the thread of the query."""
        if self._known is not None and self._known[0] == trials:
            return self._known

        def found(lines: Suggestions) -> None:
            self._query.report(stop, lambda: self._show(lines, True))

        return trials, trials.run(found, stop)

    def _finish(self, known: tuple[Trials, Suggestions]) -> None:
        self._known, self._over = known, True
        self._show(known[1], False)
