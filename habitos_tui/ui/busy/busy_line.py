"""Busy time said in one line, and its form filled with what was understood."""

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy, on_own_day
from habitos_tui.domain.text.quick.busy import read_busy
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.services.quick_add import add_busy
from habitos_tui.services.quick_lines import context_of
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.busy.view import busy_key
from habitos_tui.ui.kit.dialogs.quick import QuickLine, Understood


class BusyLine(QuickLine[BusyDraft, str]):
    """New busy time; saved is the key of its group."""

    EXAMPLES = (
        "dentist tue 14-15",
        "Say what, when and on which days, in any order. Such as:",
        "work mon-fri 9-17 · sleep 23-7 daily · train 12 dec 8:10-9:40",
        "A weekday alone is the next one; “every tuesday” is every week.",
    )

    def __init__(self, space: Workspace) -> None:
        """It is read against the present day."""
        self._against, self._space = context_of(space), space

    def read(self, line: str) -> Understood[BusyDraft]:
        """Return the busy time that a line describes."""
        reading = read_busy(line, self._against)
        if reading.draft is not None:
            return Understood(reading.draft, reading.sentence, reading.unknown)
        title = "" if reading.name is None else line[slice(*reading.name)]
        return Understood(untimed(title[:1].upper() + title[1:]), reading.sentence, reading.unknown, reading.sentence)

    def save(self, draft: BusyDraft) -> str:
        """Store it."""
        first, *_ = add_busy(self._space, draft)
        return self._key(first)

    def _key(self, block: WeeklyBusy | DatedBusy) -> str:
        if isinstance(block, DatedBusy):
            block = on_own_day(block)
            return busy_key(block.start, block.end, block.title, self._against.weeks.of(block.day))
        block = on_own_day(block)
        return busy_key(block.start, block.end, block.title)


def untimed(title: str) -> BusyDraft:
    """Return busy time of which only the title is known; it has no length."""
    return BusyDraft(title, 0, 0)
