"""What the options of a solve begin with."""

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.problem import STABILITY_WHEN_REPLANNING
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.ui.solve.options_pane import usual_request
from tests.support.household import MONDAY, add_alice


def test_is_this_week_with_the_users_settings_and_keeps_what_is_planned(household: DataDirectory) -> None:
    alice = household.open_workspace(add_alice(household))
    options = SolveOptions(engine="cbc", time_limit=7)
    settings = alice.profile.preferences.settings
    request = usual_request(alice, options)
    assert (request.week, request.options) == (MONDAY, options)
    assert settings.stability < STABILITY_WHEN_REPLANNING == request.settings.stability
    assert request.settings.balance == settings.balance
