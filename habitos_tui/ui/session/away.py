"""Entering and changing days away, from any screen."""

from datetime import date

from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.ui.kit.app_screen import HabitosScreen


def ask_away(screen: HabitosScreen, day: date) -> None:
    """Open the form for the absence that `day` is in, or for a new one from that day on."""
    service = screen.workspace.away
    away = service.on(day)

    def save(first: date, last: date, reason: AwayReason, note: str) -> Away:
        if away is None:
            return service.add(first, last, reason, note)
        fields = {"first": first, "last": last, "reason": reason, "note": note}
        return service.edit(away.model_copy(update=fields))

    def closed(done: bool | None) -> None:
        if done:
            screen.context.committed()

    from habitos_tui.ui.session.away_dialog import AwayDialog

    remove = None if away is None else lambda: service.remove(away.id)
    today = screen.workspace.tracking.today()
    screen.app.push_screen(AwayDialog(day, today, save, away=away, remove=remove), closed)
