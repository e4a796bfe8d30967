"""Solve at rest: the plan of now, how much of each objective it reaches, and what planning anew could win; pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.planning.overview import PlanOverview
from habitos_tui.domain.text.phrasing import count, day_label, duration, listed, of_what_is_possible
from habitos_tui.domain.text.result_phrasing import proof_sentence
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.safe_text import MUTED, key_hints, safe
from habitos_tui.ui.solve.objective_bars import objective_bars, objective_name

ROOMY: Final = 20
"""Height from which objectives have a bar each, and parts a heading."""
LOW: Final = 2
"""Height up to which the week, which stands among the options, is not said again."""
NAMED: Final = 8
"""Behaviors named that come less often than wanted."""
NOTHING_TO_PLAN: Final = "There is nothing to plan yet."
INSTEAD: Final = "Little is left of this week, so this is the next one: o leads to the rest of this one."
NOTHING_MISSING: Final = "Everything comes as often as you asked, and nothing has changed since."
WITHOUT_SOLVING: Final = "How much of that fits is known after solving, which changes nothing until you accept it."


def idle_lines(overview: PlanOverview, width: int, height: int) -> tuple[Content, ...]:
    """Return the overview in `width` cells: with bars and headings where `height` allows it, else in few lines."""
    if not overview.behaviors:
        return Content(NOTHING_TO_PLAN), key_hints(("3", "describes what you want to do"))
    roomy = height >= ROOMY
    parts = [tuple(_plan(overview)), tuple(_objectives(overview, width, roomy=roomy)), tuple(_to_win(overview, roomy))]
    lines: list[Content] = []
    for part in (part for part in parts if part):
        lines += [Content("")] * (roomy and bool(lines))
        lines += [piece for line in part for piece in line.wrap(max(width, 20))]
    keys = _keys(overview, width) if roomy else ()
    room = height - len(keys)
    if len(lines) > room:
        title = int(room <= LOW)
        lines = lines[title : title + max(room - 1, 1)] + [Content.styled("…", MUTED)] * (room > 1)
    return (*lines, *([Content("")] * (len(lines) < room)), *keys)


def _plan(overview: PlanOverview) -> Iterator[Content]:
    made = "" if overview.made is None else f" · made {day_label(overview.made)}"
    yield Content.assemble(safe(week_title(overview.week, overview.last), "bold"), (made, MUTED))
    if not overview.planned:
        wanted = f"No plan yet: {count(overview.wanted, 'session')} are wanted" if overview.wanted else "No plan yet"
        yield Content(f"{wanted}, {duration(overview.free_minutes)} are free.")
        if overview.instead:
            yield Content(INSTEAD)
        return
    done = f"; {overview.done} done already" if overview.done else ""
    ahead = f"{count(overview.sessions, 'session')} ahead, {duration(overview.minutes)}{done}"
    yield Content(f"{ahead}. {duration(overview.free_minutes)} stay free.")
    if overview.run is not None:
        yield Content.styled(proof_sentence(overview.run).replace("is possible", "was possible"), MUTED)


def _objectives(overview: PlanOverview, width: int, *, roomy: bool) -> Iterator[Content]:
    shares = [share for share in overview.objectives if share.share is not None]
    if not shares:
        return
    if roomy:
        yield Content.styled("What it does for your objectives", "bold")
        yield from objective_bars(overview.objectives, width)
    else:
        worst = min(shares, key=lambda share: share.share or 0)
        if (share := worst.share or 0.0) < 1:
            yield safe(f"Served worst: {objective_name(worst.objective)}, {of_what_is_possible(share)}.")


def _to_win(overview: PlanOverview, roomy: bool) -> Iterator[Content]:
    """Yield what planning anew could win, as far as that is known without solving."""
    if not overview.planned:
        return
    found = [line for line in (_missing(overview), _missed(overview), _changed(overview)) if line]
    if roomy:
        yield Content.styled("What planning anew could win", "bold")
    yield from (Content.assemble("  " * roomy, safe(line)) for line in found or [NOTHING_MISSING])
    if roomy and found:
        yield Content.styled(f"  {WITHOUT_SOLVING}", MUTED)


def _missing(overview: PlanOverview) -> str:
    if not overview.shortages:
        return ""
    total = sum(one.wanted - one.placed for one in overview.shortages)
    names = [f"{clean(one.name)} {one.placed} of {one.wanted}" for one in overview.shortages[:NAMED]]
    if len(overview.shortages) > NAMED:
        names.append(f"{len(overview.shortages) - NAMED} more")
    return f"{count(total, 'session')} more {'is' if total == 1 else 'are'} wanted: {listed(names)}."


def _missed(overview: PlanOverview) -> str:
    if not overview.missed:
        return ""
    return f"{count(overview.missed, 'session')} went by without being done and could go elsewhere."


def _changed(overview: PlanOverview) -> str:
    return "Since it was made rules, weights, busy time or budgets have changed." if overview.changed else ""


def _keys(overview: PlanOverview, width: int) -> Sequence[Content]:
    """Return the keys to go on with."""
    solve = "plans it anew" if overview.planned else "plans it"
    hints = key_hints(("s", solve), ("N", "plans next week"), ("P", "three plans side by side"), ("o", "options"))
    return hints.wrap(max(width, 20))
