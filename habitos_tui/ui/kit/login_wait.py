"""Counts down the wait after wrong passwords; what is sent meanwhile is only what changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from habitos_tui.domain.text.login_phrasing import wait_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer
    from textual.widget import Widget

    from habitos_tui.clock import Clock

OVER = "You can try again now."


class LoginWait:
    """How long the person who is asked has to wait."""

    def __init__(self, asker: Widget, clock: Clock, say: Callable[[str, bool], object]) -> None:
        """`say` shows a sentence, and whether it is that the wait is over."""
        self._asker, self._clock, self._say = asker, clock, say
        self._until: datetime | None = None
        self._longest = 0
        self._said = ""
        self._timer: Timer | None = None

    @property
    def seconds(self) -> int:
        """How long it still is; it begins anew where the clock was set back."""
        if self._until is None:
            return 0
        now = self._clock.now()
        self._until = min(self._until, now + timedelta(seconds=self._longest))
        return max(ceil((self._until - now).total_seconds()), 0)

    def begin(self, seconds: int) -> None:
        """Count down from so many seconds."""
        self.end()
        self._until, self._longest = self._clock.now() + timedelta(seconds=seconds), seconds
        self._timer = self._asker.set_interval(1, self.count, name="login wait")
        self.count()

    def end(self) -> None:
        """Count no more; somebody else may be asked."""
        self._until, self._said = None, ""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def count(self) -> None:
        """Say how long it still is, if that is not what was said last."""
        left = self.seconds
        sentence = wait_sentence(left) if left else OVER
        if sentence != self._said:
            self._said = sentence
            self._say(sentence, not left)
        if not left:
            self.end()
