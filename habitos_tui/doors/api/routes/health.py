"""Whether the server lives."""

from fastapi import APIRouter
from fastapi.responses import Response

from habitos_tui.doors.api.answers import told
from habitos_tui.doors.api.describing import describes

router = APIRouter(tags=["health"])


@router.get("/health", **describes("Health", {"status": "alive"}, login=False))
async def read_health() -> Response:
    """Tell that the server lives, and nothing else."""
    return told({"status": "alive"})
