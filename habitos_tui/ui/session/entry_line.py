"""Something done said in one line, and the form of an entry filled with it."""

from collections.abc import Callable

from habitos_tui.domain.text.quick.draft import LogDraft
from habitos_tui.domain.text.quick.log import read_log
from habitos_tui.services.quick_lines import context_of
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.dialogs.quick import QuickLine, Understood
from habitos_tui.ui.session.log_dialog import CompletionEntry


class EntryLine(QuickLine[CompletionEntry, CompletionEntry]):
    """A new entry of the log. Where no behavior was meant, the form begins with the `usual` one."""

    SAVE_LABEL = "Log it"
    EXAMPLES = (
        "ran 25m yesterday 4*",
        "Say what you did, how long, when and how it was, in any order. Such as:",
        "guitar 40m this morning *** · read 20 pages · walked 7-7:30 with Sam",
        "gym fri 18:00 1h - tired, but it was good",
    )

    def __init__(self, space: Workspace, usual: str, keep: Callable[[CompletionEntry], object]) -> None:
        """`usual` is the id of a behavior; `keep` stores an entry."""
        self._against, self._usual, self._keep = context_of(space), usual, keep

    def read(self, line: str) -> Understood[CompletionEntry]:
        """Return the entry that a line describes."""
        reading = read_log(line, self._against)
        if reading.draft is not None:
            return Understood(entry_from(reading.draft), reading.sentence, reading.unknown)
        name = next((known.name for known in self._against.behaviors if known.id == self._usual), "")
        draft = read_log(f"{name} {line}", self._against).draft
        entry = CompletionEntry(self._usual) if draft is None else entry_from(draft)
        return Understood(entry, reading.sentence, reading.unknown, reading.sentence)

    def save(self, draft: CompletionEntry) -> CompletionEntry:
        """Log it."""
        self._keep(draft)
        return draft


def entry_from(draft: LogDraft) -> CompletionEntry:
    """Return the values of the form for what a line says."""
    return CompletionEntry(
        behavior=draft.behavior,
        minutes=draft.minutes,
        rating=draft.rating,
        start=draft.start,
        energy_before=draft.energy_before,
        tags=draft.tags,
        note=draft.note,
        day=draft.day,
        amount=draft.amount,
    )
