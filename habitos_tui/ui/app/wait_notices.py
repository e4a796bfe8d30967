"""What was typed while a wait for another program was on show: it is dropped, and that is said once a wait."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

from textual import events

from habitos_tui.ui.kit.safe_text import announce

if TYPE_CHECKING:
    from habitos_tui.ui.kit.app_context import ContextApp

GIVES_UP: Final = "escape"
GIVEN_UP: Final = "You gave up waiting; nothing was changed."
DROPPED: Final = "What you typed while waiting was dropped."
NOT_SHOWN: Final = -1
"""In the place of the second of a wait."""


@dataclass(slots=True)
class Notice:
    """The time during which the wait message was visible, in event time; `told` once something was dropped."""

    begun: float
    ended: float = inf
    told: bool = False


class Notices:
    """Wait messages that were shown, kept while keys of their time may be unhandled."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._notices: deque[Notice] = deque()

    def begin(self) -> Notice:
        """Return a message that is visible from now on."""
        notice = Notice(time.monotonic())
        self._notices.append(notice)
        return notice

    def at(self, moment: float) -> Notice | None:
        """Return the wait message visible at a moment; forget earlier ones, since keys arrive in order."""
        while self._notices and self._notices[0].ended <= moment:
            self._notices.popleft()
        return self._notices[0] if self._notices and self._notices[0].begun <= moment else None

    def tell(self, notice: Notice, event: events.Event) -> None:
        """Say that what was typed is dropped; mouse moves are not announced."""
        if not notice.told and not isinstance(event, events.MouseMove):
            notice.told = True
            announce(self._app, DROPPED, severity="warning")
