"""What the settings of a profile are called and what each does, the same in the app and on the command line."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SettingWords:
    """The words for one setting; `field` is its place in the document of settings, such as "settings.slack"."""

    field: str
    name: str
    meaning: str
    unit: str = ""
    found_by: str = ""
    """Other words that people look for it by."""


WEEK: Final = (
    SettingWords(
        "week_start",
        "Week starts on",
        "The first day of the week. This week and earlier ones stay as they are; the next is shorter, until the new "
        "day comes.",
        found_by="first weekday Monday Sunday",
    ),
    SettingWords(
        "day_end",
        "Day ends at",
        "Until then the night belongs to the day before; 06:00 at most.",
        found_by="midnight night owl",
    ),
    SettingWords(
        "grid_minutes",
        "Grid",
        "Sessions begin and end on multiples of it. A coarse grid is solved sooner.",
        found_by="round steps",
    ),
)
ROOM: Final = (
    SettingWords(
        "transition_minutes",
        "Break",
        "Kept free between two sessions.",
        "minutes",
        "breaks pause buffer rest gap between sessions",
    ),
    SettingWords(
        "settings.pause_beside_busy",
        "Beside busy time",
        "With a break: it is kept before and after busy time as well, so that nothing begins the minute work ends.",
        found_by="breaks pause buffer commute travel work appointments",
    ),
    SettingWords(
        "notice_minutes",
        "Notice",
        "Nothing new is planned to begin sooner than this; what is planned by then stays where it is.",
        "minutes from now",
        "lead time prepare begin sooner",
    ),
    SettingWords(
        "settings.slack",
        "Keep free",
        "Of each day's free time so much stays free; what takes of it must be worth more than an average hour.",
        "% of each day's free time",
        "free time slack buffer spare leisure",
    ),
)
"""How much room a plan leaves to breathe."""
GOOD_WEEK: Final = (
    SettingWords(
        "settings.variety",
        "Variety",
        "How much more the first session of a week counts; 0.7 at most.",
        found_by="different things",
    ),
    SettingWords(
        "settings.balance",
        "Balance",
        "How much extra the worst-served objective counts; 0 is not at all.",
        found_by="neglected objective",
    ),
    SettingWords(
        "settings.routine",
        "Routine",
        "How much the same part of the day counts; 0 is not at all.",
        found_by="regular same time habit",
    ),
    SettingWords(
        "settings.stability",
        "Stability",
        "How much it counts to change little when a week is planned again.",
        found_by="moves changes",
    ),
    SettingWords(
        "learning",
        "Learning",
        "On: plans know from the log how likely you do what where. Off: the usual chances for everything.",
        found_by="chances log",
    ),
)
HELP: Final = (
    SettingWords(
        "hints",
        "Hints",
        "On: in the first days a line above the keys says what is useful next; each goes when you have done it.",
        found_by="help tips tutorial first days",
    ),
)
WORDS: Final = {words.field: words for words in (*WEEK, *ROOM, *GOOD_WEEK, *HELP)}
MEALS_MEANING: Final = "Busy time for breakfast, lunch and dinner, so that nothing is planned into them."
