"""The net below every handler: what cannot be done is shown, instead of ending the app."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual._callback import invoke
from textual.message import Message
from textual.message_pump import CallbackError, MessagePump

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_context import context_of


class Reporting(MessagePump):
    """An app or a screen whose handlers, timers and answered dialogs may raise a HabitosError."""

    async def _dispatch_message(self, message: Message) -> None:
        context = context_of(self.app)
        try:
            with context.reporting():
                await super()._dispatch_message(message)
        except CallbackError as error:  # Textual wraps what a timer could not do
            if not isinstance(error.__context__, HabitosError):
                raise
            context.show_error(error.__context__)

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Do something right after the message at hand, such as what a dialog was asked for."""

        async def reported() -> None:
            with context_of(self.app).reporting():
                await invoke(partial(callback, *args, **kwargs))

        super().call_next(reported)
