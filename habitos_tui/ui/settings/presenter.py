"""The settings: their values, texts, and parsing of typed values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from habitos_tui.domain.model.app_settings import with_own_of
from habitos_tui.domain.model.base import LAST_DAY_END, PERCENT, format_clock
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.text.phrasing import WEEKDAYS, number
from habitos_tui.domain.text.result_phrasing import ENGINES
from habitos_tui.domain.text.settings_words import MEALS_MEANING, WORDS
from habitos_tui.domain.text.typed.times import typed_time
from habitos_tui.errors import InvalidInputError
from habitos_tui.settings import AUTO, SECTIONS, Settings
from habitos_tui.text import clean

THEME: Final = "look.theme"
WEEK_START: Final = "profile.week_start"
KEYS: Final = "keys"
BACKUPS: Final = "backups"
MEALS: Final = "meals"
PASSWORD: Final = "password"  # noqa: S105 - the name of a line

MAX_FREE: Final = 99
"""Highest percentage of free time that can be kept free."""

ANYWHERE: Final = "this machine"
PROFILE: Final = "your profile"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line: `path` is its section and field, `choices` are (value, label) pairs if it has only a few values."""

    path: str
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    found_by: str = ""
    """Other words that people look for it by."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of settings, and whether they apply to machine or profile."""

    title: str
    holds_for: str
    settings: tuple[Setting, ...]


def _said(field: str, choices: tuple[tuple[str, str], ...] = ()) -> Setting:
    """Return a setting of the profile in the words that the command line has for it as well."""
    words, plan = WORDS[field], field.removeprefix("settings.")
    path = f"profile.{field}" if plan == field else f"plan.{plan}"
    return Setting(path, words.name, words.meaning, choices, words.unit, words.found_by)


_NEVER: Final = "minutes; 0 is never, or auto"
_SPECIAL_MINUTES: Final = {"0": "never", AUTO: "automatic"}

GROUPS: Final = (
    Group(
        "Look and keys",
        PROFILE,
        (
            Setting(
                THEME,
                "Theme",
                "Colours of the app. On a terminal with 16 colours our own two use just those.",
                found_by="dark light colors colours night contrast",
            ),
            Setting(
                KEYS,
                "Keys",
                "Every command with its key; give each the key you like.",
                found_by="shortcuts bindings remap",
            ),
            Setting(
                "terminal.notification",
                "Notifications",
                "When a session begins, the terminal shows a notification, for when you look elsewhere.",
                (("off", "off"), ("auto", "automatic"), ("osc9", "OSC 9"), ("osc777", "OSC 777")),
                found_by="notify desktop reminder alert bell osc",
            ),
            Setting(
                "look.narrow_week",
                "Narrow week",
                "On under 100 columns: all seven days, with a letter and a mark for each session; or three days with "
                "names and times.",
                (("seven", "seven days"), ("three", "three days")),
            ),
        ),
    ),
    Group(
        "Your week",
        PROFILE,
        (
            _said("week_start", tuple((str(day), name) for day, name in enumerate(WEEKDAYS))),
            _said("day_end"),
            _said("grid_minutes", tuple((str(minutes), f"{minutes} minutes") for minutes in (5, 10, 15))),
        ),
    ),
    Group(
        "Room to breathe",
        PROFILE,
        (
            _said("transition_minutes"),
            _said("settings.pause_beside_busy", (("True", "with a break"), ("False", "without a break"))),
            _said("notice_minutes"),
            _said("settings.slack"),
            Setting(MEALS, "Meals", MEALS_MEANING, found_by="lunch dinner breakfast eat food busy"),
        ),
    ),
    Group(
        "What a good week is",
        PROFILE,
        (
            _said("settings.variety"),
            _said("settings.balance"),
            _said("settings.routine"),
            _said("settings.stability"),
            _said("learning", (("True", "on"), ("False", "off"))),
        ),
    ),
    Group("Help", PROFILE, (_said("hints", (("True", "on"), ("False", "off"))),)),
    Group(
        "Solving",
        PROFILE,
        (
            Setting(
                "solver.engine",
                "Engine",
                "Which solver a run begins with; HiGHS is the fastest by far.",
                tuple(ENGINES.items()),
            ),
            Setting(
                "solver.time_limit",
                "Time limit",
                "The search ends after this time, with the best plan so far.",
                unit="s",
            ),
            Setting(
                "solver.gap",
                "Gap",
                "The search ends once no week can be better by more than this.",
                unit="% below the best",
            ),
        ),
    ),
    Group(
        "Privacy",
        PROFILE,
        (
            Setting(
                PASSWORD,
                "Password",
                "Set, change or remove the password of your profile.",
                found_by="passphrase login secret",
            ),
            Setting("lock.idle_minutes", "Lock after", "Lock the screen when no key was pressed so long.", unit=_NEVER),
            Setting("lock.exit_minutes", "Quit after", "Leave the app when no key was pressed so long.", unit=_NEVER),
        ),
    ),
    Group(
        "Terminal",
        ANYWHERE,
        (
            Setting(
                "terminal.remote",
                "Slow line",
                "On: no animations and, left automatic, no mouse, so that few bytes are sent. Automatic: over SSH.",
                (("auto", "automatic"), ("on", "on"), ("off", "off")),
            ),
            Setting(
                "terminal.mouse",
                "Mouse",
                "On: clicks and the wheel are for the app; hold shift to select text. Automatic: not over a slow line.",
                (("auto", "automatic"), ("on", "on"), ("off", "off")),
                found_by="click wheel scroll select copy text trackpad",
            ),
        ),
    ),
    Group(
        "Backups",
        ANYWHERE,
        (
            Setting(
                BACKUPS,
                "Backups",
                "Copies of everything, of every profile: make one, look into them, restore one.",
                found_by="backup copy restore save back up undo all",
            ),
            Setting(
                "backup.automatic",
                "Automatic backups",
                "One each time the app ends, and once a day after a command that changed something.",
                (("on", "on"), ("off", "off")),
                found_by="backup copy restore save",
            ),
        ),
    ),
)


def offered(*, restricted: bool) -> tuple[Group, ...]:
    """Return the groups with the settings that a person may change: in restricted mode not those of the machine."""
    if not restricted:
        return GROUPS
    return tuple(group for group in GROUPS if group.holds_for != ANYWHERE)


def matching(wanted: str, words: Mapping[str, str], groups: Sequence[Group] = GROUPS) -> tuple[Group, ...]:
    """Return those of the groups with the settings that are meant by `wanted`; all without it.

    It is looked for in the title of the group, and in name, meaning, other words and value (`words`, by path).
    """
    parts = wanted.casefold().split()
    found = (
        replace(group, settings=tuple(s for s in group.settings if _is_meant(s, group, words.get(s.path, ""), parts)))
        for group in groups
    )
    return tuple(group for group in found if group.settings)


def _is_meant(setting: Setting, group: Group, words: str, parts: Sequence[str]) -> bool:
    text = " ".join((group.title, setting.label, setting.help, setting.found_by, setting.path, words)).casefold()
    return all(part in text for part in parts)


BY_PATH: Final = {setting.path: setting for group in GROUPS for setting in group.settings}


@dataclass(frozen=True, slots=True)
class ChosenSettings:
    """All settings: those that hold, of this machine and of the person, and the preferences of the profile."""

    settings: Settings
    preferences: Preferences
    machine: Settings = field(default_factory=Settings)
    """What holds where the person has chosen nothing."""


USUAL: Final = ChosenSettings(Settings(), Preferences())


def value_of(path: str, chosen: ChosenSettings) -> str:
    """Return the value as typed; empty if it is not a plain value."""
    area, _, field = path.partition(".")
    if not field:
        return ""
    value: Any = getattr(_holder(area, chosen), field)
    if field == "day_end":
        return format_clock(value)
    if field == "slack":
        return number(value * PERCENT, 3)
    return number(value, 3) if isinstance(value, float) else str(value)


def words_of(path: str, chosen: ChosenSettings) -> str:
    """Return the value as shown."""
    value, setting = value_of(path, chosen), BY_PATH[path]
    if path == THEME and not value:
        return "automatic"
    if value in _SPECIAL_MINUTES and setting.unit == _NEVER:
        return _SPECIAL_MINUTES[value]
    words = dict(setting.choices).get(value, value)
    return f"{words} {setting.unit.partition(';')[0]}".rstrip()


def meals_words(lines: Mapping[str, str]) -> str:
    """Return when the meals are, such as "Lunch 12:30-13:15 daily", or "no time kept"."""
    kept = [f"{meal} {line}" for meal, line in lines.items() if line]
    return clean(", ".join(kept)) if kept else "no time kept"


def usual_of(chosen: ChosenSettings) -> ChosenSettings:
    """Return what is usual: what a person can choose is so as the machine has it."""
    return replace(USUAL, settings=with_own_of(USUAL.settings, chosen.machine), machine=chosen.machine)


def is_usual(path: str, chosen: ChosenSettings) -> bool:
    """True if the value is the default."""
    return value_of(path, chosen) == value_of(path, usual_of(chosen))


def turned(path: str, chosen: ChosenSettings, steps: int) -> str | None:
    """Return the value `steps` choices further; None without choices."""
    values = [value for value, _ in BY_PATH[path].choices]
    if not values:
        return None
    return values[(values.index(value_of(path, chosen)) + steps) % len(values)]


def changed(path: str, chosen: ChosenSettings, text: str) -> ChosenSettings:
    """Return the settings with `text` as the value of `path`; InvalidInputError if invalid."""
    area, _, field = path.partition(".")
    parse = _BY_FIELD.get(field) or _BY_TYPE[type(getattr(_holder(area, USUAL), field))]
    if area in SECTIONS:
        section: Any = {area: _checked(getattr(chosen.settings, area), field, parse, text.strip())}
        return replace(chosen, settings=replace(chosen.settings, **section))
    fields = chosen.preferences.model_dump()
    (fields["settings"] if area == "plan" else fields)[field] = parse(text.strip())
    try:
        preferences = validated(lambda: Preferences.model_validate(fields), BY_PATH[path].label)
    except InvalidInputError as error:
        raise _misfit("; ".join(sentence for _, sentence in error.issues)) from error
    return replace(chosen, preferences=preferences)


def _holder(area: str, chosen: ChosenSettings) -> object:
    if area == "profile":
        return chosen.preferences
    return chosen.preferences.settings if area == "plan" else getattr(chosen.settings, area)


def _checked(section: Any, field: str, parse: Callable[[str], object], text: str) -> object:
    limit = section.limit(field)
    try:
        value = parse(text)
    except InvalidInputError as error:
        raise _misfit(f"must be {limit.words}") from error
    if not limit.fits(value):
        raise _misfit(f"must be {limit.words}")
    return replace(section, **{field: value})


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise _misfit("must be a number") from error


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _misfit("must be a whole number")
    return int(text)


def _minutes(text: str) -> int | str:
    return text if text == AUTO else _whole(text)


def _share(text: str) -> float:
    percent = _number(text)
    if not 0 <= percent <= MAX_FREE:
        raise _misfit(f"must lie between 0 and {MAX_FREE}")
    return percent / PERCENT


def _clock(text: str) -> int:
    try:
        return typed_time(text, LAST_DAY_END)
    except ValueError as error:
        raise _misfit(str(error)) from error


def _misfit(sentence: str) -> InvalidInputError:
    return InvalidInputError(f"The value {sentence}.", issues=(("value", sentence),))


_BY_TYPE: Final[Mapping[type, Callable[[str], object]]] = {
    str: str,
    bool: lambda text: text == "True",
    int: _whole,
    float: _number,
}
"""Parsers of typed values, by type of the default."""
_BY_FIELD: Final[Mapping[str, Callable[[str], object]]] = {
    "day_end": _clock,
    "slack": _share,
    "idle_minutes": _minutes,
    "exit_minutes": _minutes,
}
"""Parsers for fields whose typed form differs from the stored one."""
