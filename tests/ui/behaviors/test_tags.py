"""Tags on the Behaviors screen: typed in the form, shown, filtered by, and renamed."""

from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.behavior_list import BehaviorList
from habitos_tui.ui.behaviors.form_model import behavior_of, values_of
from habitos_tui.ui.behaviors.presenter import fits, tags_of
from habitos_tui.ui.kit.filter_bar import FilterBar
from tests.support.household import add_alice, make_behavior
from tests.support.ui import make_app, press, shown, toasts

SIZE = (80, 24)


def test_a_filter_takes_names_and_tags() -> None:
    shop = make_behavior("shop", name="Shopping", category="home", tags=("errands", "with sam"))
    for wanted in ("", "shop", "HOME", "#errands", "#err", "shop #with S", "#errands #with"):
        assert fits(shop, wanted), wanted
    for other in ("errands", "#home", "read #errands", "#errands #bank"):
        assert not fits(shop, other), other
    assert tags_of([shop, make_behavior("run", tags=("with sam",))]) == ("with sam", "errands")


async def test_they_are_typed_cycled_and_renamed(household: DataDirectory) -> None:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    for behavior, tags in (("run", ("outdoors",)), ("friends", ("outdoors", "with sam"))):
        space.behaviors.update(space.behaviors.get(behavior).model_copy(update={"tags": tags}))
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "3")
        assert "Morning run  #outdoors" in shown(app.screen)
        await press(pilot, "#")
        assert names(app) == ["Morning run", "Meet friends"]
        await press(pilot, "T")
        app.screen.query_one("#new", Input).value = "Open air"
        await press(pilot, "ctrl+s")
        assert space.behaviors.get("run").tags == ("open air",)
        assert "Renamed the tag “outdoors” to “open air”" in " ".join(toasts(app))
        await press(pilot, "#", "#")
        assert app.screen.query_one(FilterBar).value == "#with sam"
        await press(pilot, "#")
        assert len(names(app)) == 5
        await press(pilot, "home", "e")
        app.screen.query_one("#tags", Input).value = "#Home, errands"
        await press(pilot, "ctrl+s")
        assert space.behaviors.get("run").tags == ("errands", "home")


def names(app: HabitosApp) -> list[str]:
    """Return the behaviors on show."""
    return [row.name for row in app.screen.query_one(BehaviorList).view.rows]


async def test_without_any_tag_it_says_so(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "3", "#")
        assert "No behavior has a tag yet" in " ".join(toasts(app))


def test_a_behavior_keeps_its_tags_in_the_form() -> None:
    shop: Behavior = make_behavior("shop", tags=("errands", "with sam"))
    assert values_of(shop)["tags"] == "errands, with sam"
    assert behavior_of({**values_of(shop), "tags": "b, #A"}, "shop", shop).tags == ("a", "b")
