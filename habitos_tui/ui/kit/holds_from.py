"""The choice from when a change is what things done are judged by: the same words in every form."""

from datetime import date
from typing import Final

from textual.content import Content
from textual.widget import Widget

from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.ui.kit.fields import Choice, FormRow

NEXT_WEEK: Final = "next week"
NOW: Final = "now"
ROW_ID: Final = "holds-from"


def holds_from_row() -> FormRow:
    """Return the choice, at next week; to be offered where there is something to judge."""
    times = [(Content("next week: this one is judged as before"), NEXT_WEEK), (Content("now"), NOW)]
    return FormRow("Holds from", Choice(times, value=NEXT_WEEK, id=ROW_ID), paths={})


def chosen_now(form: Widget) -> bool:
    """Tell whether a form has the choice, and it is now."""
    return any(choice.chosen == NOW for choice in form.query(f"#{ROW_ID}").results(Choice))


def told_since(since: date | None) -> tuple[str, ...]:
    """Return what is said of a change that holds from a coming day; nothing where it holds already."""
    return () if since is None else (f"it holds from {day_label(since)}",)
