"""Taking changes back, and doing them again."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from habitos_tui.cli.agenda import moment_text
from habitos_tui.domain.model.undo_entry import UndoEntry
from habitos_tui.doors.api.access import Mine
from habitos_tui.doors.api.answers import told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import CHANGE
from habitos_tui.errors import NotFoundError

router = APIRouter(tags=["changes"])


@router.get("/changes/last", **describes("Change", CHANGE, problems=(404,)))
def read_last_change(mine: Mine) -> Response:
    """Tell what undoing would take back, wherever it was made."""
    return told(_document(mine.history.last(), "There is nothing to undo."))


@router.post("/undo", **describes("Change", CHANGE, problems=(404, 409)))
def undo(mine: Mine) -> Response:
    """Take the last change back, wherever it was made; once more takes back the one before it."""
    return told(_document(mine.history.undo(), "There is nothing to undo."))


@router.post("/redo", **describes("Change", CHANGE, problems=(404, 409)))
def redo(mine: Mine) -> Response:
    """Do again what was undone last."""
    return told(_document(mine.history.redo(), "There is nothing to do again."))


def _document(change: UndoEntry | None, nothing: str) -> dict[str, Any]:
    if change is None:
        raise NotFoundError(nothing, title="Nothing to do")
    return {"change": change.label, "made_at": moment_text(change.made_at)}
