"""Rules about a tag: in the form as a choice, in the list with a word when nobody has the tag."""

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.rules.form_model import picks_of, rule_of
from habitos_tui.ui.rules.kinds import KIND_BY_TYPE, TAG
from tests.support.household import add_alice
from tests.support.ui import make_app, press, shown

SIZE = (120, 40)
RULE = Frequency(id="often", scope=Scope(tag="with sam"), period="week", min_sessions=2)


def test_the_form_shows_it_and_reads_it_back() -> None:
    kind = KIND_BY_TYPE["frequency"]
    picks = picks_of(RULE, kind)
    assert picks["scope"] == f"{TAG}with sam"
    assert rule_of(kind, picks, "often") == RULE


async def test_the_list_says_that_it_concerns_nothing_until_something_has_the_tag(household: DataDirectory) -> None:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    space.rules.add(RULE)
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "4", "U", "end")
        assert "At least 2 sessions tagged “with sam” a week" in shown(app.screen)
        assert "Concerns nothing: no behavior in use is tagged “with sam”" in shown(app.screen)
        friends = space.behaviors.get("friends")
        await press(pilot, "e")
        scope = app.screen.query_one("#scope", Choice)
        assert scope.chosen == f"{TAG}with sam"
        assert "everything tagged with sam" in [str(prompt) for prompt, _ in scope._options]
        await press(pilot, "escape")
        space.behaviors.update(friends.model_copy(update={"tags": ("with sam",)}))
        app.context.committed()
        await pilot.pause()
        assert "Concerns nothing" not in shown(app.screen)
