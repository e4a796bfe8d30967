"""A letter typed into a list of a dialog goes to the next entry that begins with it."""

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.kit.first_letters import next_beginning
from habitos_tui.ui.rules.form import KindList
from tests.support.household import add_alice
from tests.support.ui import make_app, press, settle

KINDS = ("  Time budget", " [✓] How often", "▸ How long", "  Order")


def test_it_goes_round_and_looks_past_marks() -> None:
    assert [next_beginning(KINDS, "h", place) for place in (-1, 1, 2)] == [1, 2, 1]
    assert next_beginning(KINDS, "z", 0) is None


async def test_letters_go_to_a_kind_of_rule(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "4", "n")
        kinds = app.screen.query_one(KindList)
        first = kinds.cursor
        titles = {line.key: line.content.plain.strip(" ▸")[:1].casefold() for line in kinds._lines if line.key}
        letter = next(titles[key] for key in titles if titles[key] not in {titles[first or ""], *"jkgq"})
        await press(pilot, letter)
        assert titles[kinds.cursor or ""] == letter
