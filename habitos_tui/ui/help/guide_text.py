"""The words of the guide. An area names the commands whose keys stand below its section."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of the guide: paragraphs, and the areas of the commands it is about (what their ids begin with)."""

    title: str
    paragraphs: tuple[str, ...]
    areas: tuple[str, ...] = ()
    mode: str = ""
    """The screen it is about."""


SECTIONS: Final = (
    GuideSection(
        "How it works",
        (
            "You describe what you want to do and what it is for. The app computes the best week it can prove, "
            "you live it and tick it off, and what you logged is there when you plan the next one.",
            "1. Behaviors (3): what you want to do, how long, how often, and what it does for you.",
            "2. Rules (4): how much each objective matters, and what a week must respect.",
            "3. Solve (5): press s. Watch the gap shrink, read the result, press y to accept it.",
            "4. Today (1): space marks a session done, then 1 to 5 rates it.",
            "5. Something came up? R on Today or Week plans the rest of the week again, with as few moves as possible.",
            "A wrong key does no harm: u takes back the last change, ctrl+r does it again, even after a restart.",
        ),
    ),
    GuideSection(
        "Getting around",
        (
            "The numbers lead to screens. Arrows and letters both move: h j k l are left, down, up and right. Tab"
            " goes from pane to pane; the jump key puts a letter over each pane, and that letter goes there.",
            "The bar at the bottom names the keys that matter here. ? lists every key of what has the focus. The "
            "palette finds every command, screen and behavior by a part of its name.",
            "Keys named in these texts are the usual ones. Below each text stand the keys as they are now.",
            "Escape leaves a dialog without a change. Once something is typed in a form, it asks for a second escape.",
        ),
        ("app", "history", "list", "dialog", "form"),
    ),
    GuideSection(
        "The words",
        (
            "Behavior: what you want to do, such as a run. Objective: what it is for, such as health.",
            "Slot: a part of the day, such as the evening. Busy: time that is taken, such as work.",
            "Session: a behavior placed in a week. Plan: the accepted sessions of a week. Run: one search for the"
            " best week, kept in the history. Completion: what you did, with minutes, a rating and a note.",
            "Rule: what a week must respect (hard), or should (soft, at a price in points).",
            "Locked: a session that stays where it is when the week is planned again.",
        ),
    ),
    GuideSection(
        "The model",
        (
            "A session is worth what its behavior does for your objectives, weighed by how much each matters to "
            "you, times the chance that you really do it there and then. Points count that worth; only "
            "differences between weeks mean anything.",
            "Showing up counts more than going long: the first minutes are worth the most, and the worth grows "
            "ever more slowly up to the longest length you set.",
            "Each session up to the weekly target counts in full; more of the same counts less.",
            "Balance: the objective that is served worst counts extra, so that no part of life is left out.",
            "Routine: the same part of the day, day after day, counts a little.",
            "Stability: when a week is planned again, each session that stays counts a little.",
            "Energy: behaviors cost or restore it, and each day has a budget.",
            "Limits always hold: busy time, pauses, targets and gaps of a behavior, budgets, and hard rules.",
            "Bound and gap: the solver proves that no week can have more points than the bound. The gap is how "
            "far the plan is from it at most. At 0.5 % the best week there is could be half a percent better, and"
            " often is no better at all.",
            "When no week respects everything, the Solve screen names the limits that clash and what would repair it.",
        ),
    ),
    GuideSection(
        "Today",
        (
            "The sessions of a day by slot, with a line for now, and bars for time and energy against the budget.",
            "Space marks the session done with its planned minutes; a digit right after rates it. Enter logs it "
            "in full: minutes, rating, time, energy before, tags, a note. A skipped session needs a reason or none; it "
            "counts neither as done nor as missed. A missed one is never held against you.",
            "Away for some days? v enters them, as vacation, illness or something else, from the day in view on: no "
            "time is planned on them, less is asked of their week, nothing is missed, no streak breaks, and strength "
            "stays as it is. v on such a day changes or removes them.",
            "What you forgot can be logged on the day it happened: [ goes back a day.",
            "Planning the rest of the week again leaves alone what is done, locked or over, moves as little as "
            "possible, and shows what changes before anything does.",
        ),
        ("today", "away", "plan", "replan", "diff"),
        "today",
    ),
    GuideSection(
        "Week",
        (
            "Seven days by time; three at once in a small window. Each block has the letter and colour of its "
            "category and a sign: ✓ done, ✗ missed, ↷ skipped, ~ away, ⚑ locked. Busy time is dim.",
            "Enter shows what a session is worth and how likely it is done. What you change by hand is checked at"
            " once, and its price in points against the best week is told.",
            "Asking why not takes the place under the cursor: it says what keeps a behavior from it, or what it "
            "would cost and push out.",
        ),
        ("week", "grid", "session", "why"),
        "week",
    ),
    GuideSection(
        "Behaviors",
        (
            "A list to search, and what the behavior under the cursor means in points. A form says what it stands"
            " for while you type. A new one can start from a ready-made behavior.",
            "Lengths bend between shortest and longest. The target is how often a week you want it; at least and "
            "at most are limits. Preferred slots raise the chance; only these slots makes them a limit.",
            "Strength tells how firm a habit has become: it grows with what is done, the more so the nearer it comes "
            "to the weekly target, and fades slowly. A day skipped leaves it as it is, and a single miss takes little.",
            "Learning: the log says how often it was done in each part of the day, of the times that counted, and what "
            "chance plans take for that. What was skipped, or left undone while away, counts neither way; old evidence "
            "fades. The form switches learning off for a behavior, the settings for all.",
            "Archiving puts a behavior away with its history; it can be brought back.",
        ),
        ("behaviors",),
        "behaviors",
    ),
    GuideSection(
        "Rules",
        (
            "How much each objective matters, as shares of 100 %; and the rules as sentences, each switched on "
            "and off.",
            "Beside them the shape of your week: slots, the busy time of every week, and energy budgets by day.",
            "Six kinds of rules: a budget of time, how often, how long, what comes before what, what never goes "
            "together, and stacks (after this comes that). Hard ones always hold; soft ones cost points when they are "
            "broken.",
        ),
        ("rules", "objectives", "slots", "busy", "energy"),
        "rules",
    ),
    GuideSection(
        "Solve",
        (
            "Choose week, engine, time limit and gap, and press s. While it runs you see the best plan, the bound"
            " and the gap between them; stopping keeps the best plan so far.",
            "The result says what changes, how far each objective is served, what was left out and why. Nothing "
            "holds before you accept it. Every run stays in the history and can be opened and accepted again.",
            "Three plans can be worked out side by side: as weighted, more balanced, with less change. When no "
            "week respects everything, what clashes is named, with repairs to apply.",
            "What is done, locked or over is left alone.",
        ),
        ("solve", "plans"),
        "solve",
    ),
    GuideSection(
        "Log",
        (
            "What you did and skipped and the days away, newest first, with ratings, planned against actual start "
            "and minutes, tags and notes. It can be searched, also by a tag, added to and put right.",
        ),
        ("log",),
        "log",
    ),
    GuideSection(
        "Insights",
        (
            "What the log says, as charts. The first letter of a title leads to its chart, the arrows go from one "
            "to the next; in a large window they lie side by side. Each turns into its numbers with one key, and "
            "names in its lower border what it rests on. [ and ] look back on less or more.",
            "Suggestions: what might work better, the most expected points first, each with what it rests on. One key "
            "follows the suggestion, and undo takes that back; another puts it away for a month. The next plan "
            "reckons with what was changed.",
            "Year: the sessions of each day, the more the darker. Days: how much of what was planned gets done, by "
            "weekday and slot, and where it works out best and hardest. Habits: strength, and in how many periods in "
            "a row the target was met. Ratings: by week and by slot.",
            "Minutes: how long things take against their plan. Energy: used of the budget. Time: hours by objective "
            "and category. Objectives: how much of what the targets could bring was reached. Ahead: how full the "
            "coming days are. Pairs: behaviors done on the same days, each with its interval.",
            "Chances: what plans have learned about how likely each behavior gets done where, with the counts it rests "
            "on. Learning can be switched off for a behavior; plans then take the usual chances.",
            "Skipped sessions and days away count neither for nor against anything. A question mark stands for too "
            "little to go by.",
        ),
        ("insights", "suggestions", "learning"),
        "insights",
    ),
    GuideSection(
        "Settings and privacy",
        (
            "Theme, keys, slow line, week start, day end, grid, pause, defaults of a solve, password and lock. A "
            "change holds at once. Every command can have another key; what clashes is told.",
            "Locking hides everything until the password is typed. A password keeps housemates out of the app, "
            "not out of the file: whoever can read the data directory can read what is in it.",
            "Over a slow line switch Slow line on, or leave it automatic: nothing moves or blinks then.",
        ),
        ("settings", "keys"),
    ),
)
