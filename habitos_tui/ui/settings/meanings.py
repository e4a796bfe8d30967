"""What a setting does, in plain sentences: shown beside the list, and below it in short."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.settings import SECTIONS
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.settings.presenter import (
    BACKUPS,
    BY_PATH,
    GROUPS,
    KEYS,
    MEALS,
    PASSWORD,
    THEME,
    ChosenSettings,
    is_usual,
    usual_of,
    words_of,
)

LABEL_CELLS: Final = 12
AT_ONCE: Final = "at once"
NEXT_PLAN: Final = "from the next plan on; plans that you have accepted stay as they are"
ON_THE_COMMAND_LINE: Final = "habitos-tui settings, on the command line"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Beyond the one sentence that a setting has anyway."""

    more: tuple[str, ...] = ()
    holds: str = NEXT_PLAN
    may_be: str = ""
    """What can be typed; nothing where there are choices, or a dialog says it."""
    also: str = ""
    """Where else it matters or can be changed."""


def _plan(*more: str, may_be: str = "", also: str = "") -> Meaning:
    return Meaning(more, may_be=may_be, also=also or ON_THE_COMMAND_LINE)


MEANINGS: Final[Mapping[str, Meaning]] = {
    THEME: Meaning(
        ("Automatic looks whether your terminal is dark or light, and follows it.",),
        AT_ONCE,
        also="NO_COLOR, which takes all colours away",
    ),
    KEYS: Meaning(
        ("A key that two commands share where both can be meant is marked, and told above the list of keys.",),
        AT_ONCE,
        also="the keys shown below every screen, in help and in the palette follow",
    ),
    "terminal.remote": Meaning(
        ("Nothing moves by itself then, and the card beside a list waits until the cursor rests.",),
        "at once; for the mouse from the next start on",
        also="HABITOS_REMOTE, which comes first",
    ),
    "look.narrow_week": Meaning(
        ("A terminal of 100 columns or more always shows all seven.",), AT_ONCE, also="V on Week, which turns it round"
    ),
    "terminal.mouse": Meaning(
        (
            "A click chooses, a second one opens, the wheel scrolls; screens, tabs and keys can be clicked.",
            "The terminal's own way to select and copy text then needs shift, in some terminals option or fn.",
        ),
        "from the next start on",
    ),
    "terminal.notification": Meaning(
        (
            "Automatic follows what the terminal says of itself; one that knows no notifications shows nothing.",
            "tmux needs: set -g allow-passthrough on",
            "While the app is locked it does not say which session.",
        ),
        AT_ONCE,
        also="habitos-tui due, for reminders without the app",
    ),
    "profile.week_start": _plan("It moves the weeks of the grid, of what is wanted a week, and of Insights."),
    "profile.day_end": Meaning(
        ("What is done at half past midnight then counts for the evening before, in the log and in streaks.",),
        "at once; what is logged already stays where it is",
        "a time from 00:00 to 06:00",
        ON_THE_COMMAND_LINE,
    ),
    "profile.grid_minutes": _plan("What you move by hand in the week steps by it, too."),
    "profile.transition_minutes": _plan(
        "It is time to get up, to change, to walk over: with 0 one thing begins where another ends.",
        may_be="minutes from 0 to 240",
    ),
    "plan.pause_beside_busy": _plan("Commutes that are in your busy time already need none."),
    "profile.notice_minutes": _plan(
        "With 15, a plan made at 17:50 begins nothing new before 18:05.", may_be="minutes from 0 on"
    ),
    "plan.slack": _plan(
        "A week that is full to the brim breaks at the first surprise. With 0 every free hour may be planned.",
        may_be="percent from 0 to 99",
    ),
    MEALS: _plan("They are busy time like any other: change them there, or here all at once.", also="Rules, Busy time"),
    "plan.variety": _plan(
        "With 0.5 the first run of a week is worth half as much again, the last one half. A week then has a little of "
        "everything sooner than much of one thing.",
        may_be="a number from 0 to 0.7",
    ),
    "plan.balance": _plan(
        "Raise it where one objective is always left behind; the total may be a little lower for it.",
        may_be="a number from 0 on",
        also="the options of Solve, for one plan only",
    ),
    "plan.routine": _plan(
        "Raise it if you like to do the same thing at the same time of day all week.",
        may_be="a number from 0 on",
        also="the options of Solve, for one plan only",
    ),
    "plan.stability": _plan(
        "With 0 a new plan may move everything that is not locked; the more, the fewer sessions move.",
        may_be="a number from 0 on",
        also="the options of Solve, for one plan only",
    ),
    "profile.learning": _plan(
        "A chance is how often something gets done that was planned there, in the last half-year; plans put things "
        "where they happen. Insights, Chances shows all of them.",
        also="the form of each behavior, for it alone",
    ),
    "profile.hints": Meaning(("It goes by itself after the first days.",), AT_ONCE),
    "solver.engine": Meaning(
        (
            "HiGHS and CBC find the same weeks; CBC is there for computers on which HiGHS does not run. Smooth values "
            "a session by a smooth curve of its minutes.",
            "Evolve breeds good weeks and proves nothing; it works without HiGHS. These two need the extra solvers.",
        ),
        "from the next run on",
        also="the options of Solve; --engine on the command line",
    ),
    "solver.time_limit": Meaning(
        ("Most weeks are proven best in a few seconds; the best plan so far is yours whenever you stop.",),
        "from the next run on",
        also="the options of Solve; --time-limit on the command line",
    ),
    "solver.gap": Meaning(
        ("With 0 the search goes on until nothing better is possible at all, which can take long.",),
        "from the next run on",
        also="the options of Solve; --gap on the command line",
    ),
    PASSWORD: Meaning(
        ("It keeps other people at this computer out of the app. The file of the database is not encrypted.",),
        "from the next start or lock on",
        also="habitos-tui profile passwd",
    ),
    "lock.idle_minutes": Meaning(
        (
            "It needs a password: without one any key opens the lock. What you were typing is there again afterwards.",
            "Automatic: after 15 minutes over SSH, where your profile has a password.",
        ),
        AT_ONCE,
    ),
    "lock.exit_minutes": Meaning(
        (
            "Everything is saved by then but what is in an open form. A search for a plan is waited for.",
            "Automatic: after 60 minutes over SSH, where your profile has a password.",
        ),
        AT_ONCE,
    ),
    BACKUPS: Meaning(
        (
            "Whoever can open a profile here can restore one, for all; what was there is kept as another backup.",
            "They are as readable as the database itself: a password keeps nobody out of them.",
        ),
        AT_ONCE,
        also="habitos-tui backup, restore; habitos-tui export for your profile alone",
    ),
    "backup.automatic": Meaning(
        ("The last seven days, four weeks and six months are kept.",), AT_ONCE, also="habitos-tui backup"
    ),
}


def in_full(path: str, chosen: ChosenSettings, told: str, now: str, width: int) -> Content:
    """Return all there is to say of a setting: `told` is its sentence of today, `now` its value as shown."""
    setting, meaning = BY_PATH[path], MEANINGS[path]
    facts = [(label, text) for label, text in _facts(path, chosen, now) if text]
    rows = (line for label, text in facts for line in _fact(label, text, width))
    head = [safe(setting.label, "bold $primary"), Content(""), safe(told)]
    return Content("\n").join([*head, *map(safe, meaning.more), Content(""), *rows])


def in_short(path: str, chosen: ChosenSettings, told: str) -> Content:
    """Return the sentence and, in one line, the usual value and from when it holds."""
    usual = f"Usually {words_of(path, usual_of(chosen))}. " if _has_value(path) and not is_usual(path, chosen) else ""
    return safe(told) + Content("\n") + safe(f"{usual}Holds {MEANINGS[path].holds}.", MUTED)


def _facts(path: str, chosen: ChosenSettings, now: str) -> Iterator[tuple[str, str]]:
    meaning, group = MEANINGS[path], next(group for group in GROUPS if BY_PATH[path] in group.settings)
    yield "Now", now
    if _has_value(path):
        yield "Usually", "the same" if is_usual(path, chosen) else words_of(path, usual_of(chosen))
    yield "It may be", ", ".join(words for _, words in BY_PATH[path].choices) or meaning.may_be or _limits(path)
    yield "Holds", meaning.holds
    yield "For", group.holds_for
    yield "See also", meaning.also


def _has_value(path: str) -> bool:
    return "." in path


def _limits(path: str) -> str:
    """Return what the settings file takes."""
    area, _, field = path.partition(".")
    return SECTIONS[area].limit(field).words if area in SECTIONS else ""


def _fact(label: str, text: str, width: int) -> Iterator[Content]:
    for row, line in enumerate(safe(text).wrap(max(width - LABEL_CELLS, 1))):
        yield safe(fit("" if row else label, LABEL_CELLS), MUTED) + line
