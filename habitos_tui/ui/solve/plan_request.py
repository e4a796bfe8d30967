"""Which week to solve, with which engine and limits, and what a good week is like."""

from dataclasses import dataclass
from datetime import date

from habitos_tui.domain.model.problem import STABILITY_WHEN_REPLANNING, PlanSettings
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What to solve and how."""

    week: date
    options: SolveOptions
    settings: PlanSettings


def usual_request(workspace: Workspace, options: SolveOptions) -> PlanRequest:
    """Return what the options begin with: this week with the user's settings, keeping a plan that there is."""
    settings = workspace.profile.preferences.settings
    stability = max(settings.stability, STABILITY_WHEN_REPLANNING)
    settings = settings.model_copy(update={"stability": stability})
    return PlanRequest(workspace.planning.this_week(), options, settings)
