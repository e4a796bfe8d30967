"""Says back what was understood of a line."""

from collections.abc import Iterator

from habitos_tui.domain.model.base import ALL_DAYS, format_clock
from habitos_tui.domain.text.amount_phrasing import amount_number
from habitos_tui.domain.text.behavior_phrasing import energy_phrase
from habitos_tui.domain.text.phrasing import count, duration, in_slots, listed, on_days
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.draft import BehaviorDraft
from habitos_tui.domain.text.quick.guesses import OTHER
from habitos_tui.domain.text.rhythm_phrasing import rhythm_phrase, season_phrase

ASSUMED = " (assumed)"


def behavior_sentence(draft: BehaviorDraft, context: QuickContext) -> str:
    """Return "Run: 30 min, 3 a week, at least 1 day between, best in the evening; for health (guessed)."."""
    phrases = [*_task(draft, context), *_when(draft, context), *_more(draft)]
    return f"{draft.name}: {', '.join(phrases)}; {_purpose(draft)}."


def _task(draft: BehaviorDraft, context: QuickContext) -> Iterator[str]:
    assumed = "" if draft.said & {"length", "stretch"} else ASSUMED
    if draft.task is None:
        yield _minutes(draft) + assumed
        yield _often(draft)
        return
    yield f"once, {duration(draft.task.total_minutes)}{assumed}"
    if draft.min_minutes < draft.task.total_minutes:
        said = "" if "pieces" in draft.said else ASSUMED
        yield f"in pieces of {_minutes(draft)}{said}"
    yield f"by {context.day_label(draft.task.due)}" if draft.task.due is not None else "whenever there is time"


def _minutes(draft: BehaviorDraft) -> str:
    if draft.min_minutes == draft.max_minutes:
        return duration(draft.typical_minutes)
    least = str(draft.min_minutes) if draft.max_minutes < 60 else duration(draft.min_minutes)
    return f"{least} to {duration(draft.max_minutes)}"


def _often(draft: BehaviorDraft) -> str:
    phrase = rhythm_phrase(draft.rhythm, draft.target_per_week)
    if not draft.said & {"often", "every", "every_weekday", "month_dates", "weekdays", "not_weekdays"}:
        phrase += "" if draft.target_per_week == len(ALL_DAYS) * draft.max_per_day else ASSUMED
    if draft.min_per_week:
        phrase += f", at least {draft.min_per_week}"
    if draft.max_per_week is not None:
        more = draft.max_per_week > draft.target_per_week
        phrase += f", more is welcome up to {draft.max_per_week}" if more else f", at most {draft.max_per_week}"
    return phrase


def _when(draft: BehaviorDraft, context: QuickContext) -> Iterator[str]:
    if draft.max_per_day > 1:
        yield f"up to {draft.max_per_day} a day"
    if draft.min_gap_days:
        yield f"at least {count(draft.min_gap_days, 'day')} between"
    if len(draft.weekdays) < len(ALL_DAYS):
        yield on_days(draft.weekdays, context.weeks.begin_on)
    if draft.ideal_time is not None:
        yield f"best at {format_clock(draft.ideal_time)}"
    elif draft.preferred_slots:
        yield f"{'only' if draft.strict_slots else 'best'} {in_slots(draft.preferred_slots)}"
    if draft.season is not None:
        yield season_phrase(draft.season)


def _more(draft: BehaviorDraft) -> Iterator[str]:
    if draft.unit is not None and draft.amount is not None:
        yield f"{amount_number(draft.amount)} {draft.unit}"
    if "energy" in draft.said:
        yield f"{energy_phrase(draft.energy_cost)} energy" if draft.energy_cost else "costs no energy"
    if draft.tags:
        yield listed([f"#{tag}" for tag in draft.tags])


def _purpose(draft: BehaviorDraft) -> str:
    if "purpose" in draft.said:
        return f"for {listed([name for name, _ in draft.impacts])}"
    return f"{draft.category} (guessed)" if draft.category != OTHER else "of no category yet"
