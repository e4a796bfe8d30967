"""Every key of every command runs it, in a place that a few keys lead to; a command without such a place fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest
from textual.actions import parse
from textual.dom import DOMNode

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.settings.keymap import KnownKey, normal
from tests.support.household import add_alice
from tests.support.keys import KNOWN
from tests.support.ui import AppPilot, Script, make_app, press, settle, shown

Action = tuple[str, tuple[object, ...]]
ENTERED: set[Action] = {("press", ()), ("select_cursor", ()), ("submit", ())}
"""What enter does to a button, a table or a line of text, which tell their dialog or screen of it."""
ELSEWHERE = {
    *("log.newer", "log.older", "history.newer"),  # with more pages than one
    "login.leave",  # in an app for one profile
    "keys.reset",  # with a key of one's own
    *("away.was_away", "away.was_there"),  # when nobody looked for days
    *("solve.cancel", "replan.stop"),  # while a week is solved
    *("replan.again", "replan.repairs"),  # when that came to nothing
    *(f"result.repair_{letter}" for letter in "abcde"),  # in an impossible week
    *("suggestions.follow", "suggestions.dismiss"),  # when the log suggests something
    *("review.keep", "review.change"),  # when there were targets to look back on
    "behaviors.finish",  # of a task
    *("calendar.keep", "calendar.change"),  # of a calendar that was found and looked at
}
"""Work only at times; the tests of their screens press them then."""


@dataclass(frozen=True)
class Place:
    """Where the keys of some commands work, and the keys that lead there from the place before."""

    way: str
    commands: str
    """Their ids or patterns of them, without those whose id stands behind a minus sign."""

    def known(self) -> Iterator[KnownKey]:
        words = self.commands.split()
        left_out = [word[1:] for word in words if word[0] == "-"]
        for command in KNOWN.values():
            fits = any(fnmatchcase(command.id, word) for word in words)
            if fits and not any(fnmatchcase(command.id, word) for word in left_out):
                yield command


TODAY = (
    Place(
        "",
        "app.* -app.back mode.* "
        "today.* away.enter pause.pause history.undo history.redo list.* -list.open -today.rate* "
        "-today.take_back",
    ),
    Place("space", "today.rate? today.rate_later"),
    Place("escape", "today.rate today.take_back"),
    Place("enter tab", "rating.* form.* -form.save_line -form.whole -form.more dialog.*"),
    Place("escape down x", "lines.editor skip.save"),
    Place("escape question_mark", "keys.close keys.down keys.up keys.page* keys.top keys.bottom app.guide"),
    Place("escape W", "review.* -review.after -review.keep -review.change"),
    Place("left_square_bracket", "review.after"),
    Place("escape f1", "guide.* -guide.up -guide.down"),
    Place("enter", "guide.up guide.down"),
    Place("q comma down down right", "settings.*"),
    Place("home down enter", "keys.add keys.filter"),
    Place("escape end up enter", "backups.new"),
    Place("n enter home", "backups.look"),
    Place("enter", "backups.restore"),
)
WEEK = (
    Place("2", "week.* grid.* plan.*"),
    Place("m", "hand.*"),
    Place("escape enter", "session.*"),
    Place("escape right w enter", "why.take"),
    Place("escape b enter C" + " tab" * 10 + " space ctrl+s B", "free.*"),
    Place("escape R", "diff.*"),
)
BEHAVIORS = (
    Place("3", "behaviors.* -behaviors.finish"),
    Place("n", "form.save_line form.whole"),
    Place("tab", "form.more"),
    Place("tab", "choice.* -choice.close"),
    Place("space", "choice.close"),
    Place("escape" + " tab" * 11, "fold.*"),
    Place("ctrl+t" + " tab" * 6, "tick.pick"),
)
RULES = (
    Place("4", "rules.*"),
    Place("n", "kinds.*"),
    Place("escape O", "objectives.*"),
    Place("E", "energy.*"),
    Place("B", "busy.*"),
    Place("S", "slots.*"),
)
SOLVE = (
    Place("5", "solve.start solve.options solve.history solve.plans solve.front"),
    Place("s", "solve.accept solve.discard result.* -result.repair_*"),
    Place("P", "plans.*"),
    Place("H", "history.older list.open"),
)
LOG = (
    Place("6", "log.* -log.newer -log.older"),
    Place("o", "app.back"),
)
INSIGHTS = (
    Place("7", "insights.*"),
    Place("C", "learning.*"),
)
FIRST_RUN = (
    Place("A ctrl+s", "wizard.*"),
    Place("ctrl+s", "ticks.*"),
    Place("ctrl+s", "paint.*"),
)
EXPLAINED = Explanation(
    "friends",
    3,
    "evening",
    Reason.COSTS,
    "“Meet friends”: there is room; total 2.3 points lower.",
    price=0.023,
    place=Session(behavior="friends", day=3, slot="evening", start=1110, minutes=120),
)
LOGIN = (
    Place("", "login.new"),
    Place("enter", "login.other"),
)
WALKS: dict[str, tuple[Place, ...]] = {
    "today": TODAY,
    "week": WEEK,
    "behaviors": BEHAVIORS,
    "rules": RULES,
    "solve": SOLVE,
    "log": LOG,
    "insights": INSIGHTS,
    "login": LOGIN,
    "first run": FIRST_RUN,
}


def test_every_command_has_its_place() -> None:
    placed = {command.id for walk in WALKS.values() for place in walk for command in place.known()}
    assert set(KNOWN) - placed == ELSEWHERE


@pytest.mark.parametrize("name", WALKS)
async def test_every_key_runs_its_command(name: str, household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "login":
        add_alice(household, "correct horse")
        household.accounts.create("bob", None)
    profile = None if name in {"login", "first run"} else add_alice(household)
    app = make_app(household, profile, script=Script(why=lambda *_, **__: EXPLAINED))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for place in WALKS[name]:
            await press(pilot, *place.way.split())
            with monkeypatch.context() as patch:
                missing = "\n".join(await missed(pilot, place, patch))
            assert not missing, f"{missing}\nbehind {place.way} on\n{shown(app.screen)}"


async def missed(pilot: AppPilot, place: Place, patch: pytest.MonkeyPatch) -> list[str]:
    """Press every key of the commands of a place without carrying anything out; return those that are not heard."""
    app = pilot.app
    assert isinstance(app, HabitosApp)
    carry_out = app._dispatch_action
    heard: list[Action] = []
    wanted: set[Action] = set()

    async def note(namespace: DOMNode, name: str, params: tuple[object, ...]) -> bool:
        if (
            name.startswith("scroll_") and (name, params) not in wanted
        ):  # where there is nothing to scroll the key goes on to the next in line
            return await carry_out(namespace, name, params)
        assert hasattr(namespace, f"action_{name}") or hasattr(namespace, f"_action_{name}")
        heard.append((name, params))
        return True

    patch.setattr(app, "_dispatch_action", note)
    found = []
    for command in place.known():
        wanted = {parse(known_commands()[command.id].action)[1:]}
        for key in normal(command.usual):
            heard.clear()
            await pilot.press(key)
            if not (wanted | (ENTERED if key == "enter" else set())) & set(heard):
                found.append(f"{command.id} ({key}): {heard}")
    return found
