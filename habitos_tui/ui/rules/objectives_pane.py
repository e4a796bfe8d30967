"""The objectives as bars that share 100 %; pure functions for shares and their lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.validation import invalid
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.domain.text.phrasing import count, listed, slot_label
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import FROM_NOW, EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.marks import cells_of, track
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.kit.themes import category_variable
from habitos_tui.ui.rules.commands import OBJECTIVE_COMMANDS, OBJECTIVES
from habitos_tui.ui.rules.detail import objective_detail
from habitos_tui.ui.rules.pane import Pane, with_since

_LONGEST_NAME: Final = 24
_PERCENT_CELLS: Final = 7


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An objective, its share from 0 to 1, and the share in whole percent."""

    name: str
    share: float
    percent: int


def share_rows(shares: Mapping[str, float]) -> tuple[ShareRow, ...]:
    """Return a row per objective; the percents always add up to 100."""
    percents = whole_percents(tuple(shares.values()))
    return tuple(
        ShareRow(name, share, percent) for (name, share), percent in zip(shares.items(), percents, strict=True)
    )


def shares_summary(rows: Sequence[ShareRow]) -> str:
    """Return the two largest shares as text, or how many there are where more than two are as large."""
    counted = sorted((row for row in rows if row.percent), key=lambda row: -row.percent)
    alike = [row for row in counted if row.percent >= counted[0].percent - 1]
    if len(alike) > 2:
        return f"{len(alike)} weighted alike{', the others less' if len(alike) < len(counted) else ''}"
    most = counted[:2]
    return f"mostly {listed([clean(slot_label(row.name), limit=_LONGEST_NAME) for row in most])}"


def whole_percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares that sum to 1 as whole percents that sum to 100: the largest remainders are rounded up."""
    exact = [share * PERCENT for share in shares]
    percents = [floor(each + 1e-9) for each in exact]
    missing = round(sum(exact)) - sum(percents)
    for at in sorted(range(len(exact)), key=lambda at: percents[at] - exact[at])[:missing]:
        percents[at] += 1
    return tuple(percents)


def nudged(row: ShareRow, steps: int) -> float:
    """Return the share, 0 to 1, that is `steps` percent above the one shown."""
    return min(max(row.percent + steps, 0), PERCENT) / PERCENT


def share_of(text: str) -> float:
    """Return the share, 0 to 1, of a typed percentage; InvalidInputError if invalid."""
    try:
        percent = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        percent = -1
    if not 0 <= percent <= PERCENT:
        raise invalid("This share", (("share", f"must be a number from 0 to {PERCENT}"),))
    return percent / PERCENT


def share_line(row: ShareRow, width: int, label_cells: int) -> Content:
    """Return name, bar and percent in `width` cells, after two cells for the cursor."""
    room = max(width - 2 - label_cells - 1 - _PERCENT_CELLS, 0)
    return Content.assemble(
        "  ",
        (fit(slot_label(row.name), label_cells), "" if row.percent else MUTED),
        " ",
        track(cells_of(row.share, 1, room), room, f"${category_variable(row.name)}"),
        (f"{row.percent:>{_PERCENT_CELLS - 3}} % ", "bold" if row.percent else MUTED),
    )


def label_cells(names: Sequence[str], width: int) -> int:
    """Return the cells for names: the longest name, but at most a third of `width`."""
    longest = max((cell_width(clean(slot_label(name))) for name in names), default=0)
    return min(longest, _LONGEST_NAME, max(width // 3, 8))


class ObjectivesPane(Pane[ShareRow]):
    """One line per objective; left and right change its share, and the others adapt."""

    INFO = OBJECTIVES
    NEEDS_LINE = frozenset({"edit_objective", "delete_objective", "nudge", "move_line"})
    BINDINGS = bindings(*OBJECTIVE_COMMANDS)

    def load(self) -> None:
        """Read the shares."""
        rows = share_rows(normalised({each.name: each.weight for each in self.workspace.objectives.all()}))
        since = self.workspace.objectives.holds_from()
        self.show({row.name: row for row in rows}, with_since(shares_summary(rows), since))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a bar per line."""
        cells = label_cells(list(self.rows), width)
        return tuple(Line(share_line(row, width, cells), name) for name, row in self.rows.items())

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return what serves the objective, and what a larger share would change."""
        if self.row is None:
            return ()
        shares = {name: row.share for name, row in self.rows.items()}
        return objective_detail(self.row.name, shares, self.workspace.behaviors.all())

    def action_nudge(self, steps: int) -> None:
        """Change the share under the cursor by `steps` percent."""
        row = self.row
        if row is not None and (share := nudged(row, steps)) != row.share:
            self.workspace.objectives.set_share(row.name, share, coalesce=True)
            self.context.committed(tell=False)

    def action_new_objective(self) -> None:
        """Ask for a name and a share."""
        start = PERCENT // (len(self.rows) + 1)
        service = self.workspace.objectives

        def save(name: str, share: float, from_now: bool) -> Objective:
            return service.add_with_share(name, share, from_now=from_now)

        self._ask(Content("New objective"), "", start, save)

    def action_edit_objective(self) -> None:
        """Ask for another name or share."""
        if (row := self.row) is None:
            return
        service, label = self.workspace.objectives, slot_label(row.name)

        def save(name: str, share: float, from_now: bool) -> Objective:
            same, new = round(share * PERCENT) == row.percent, row.name if name == label else name
            return service.edit(row.name, new, None if same else share, from_now=from_now)

        self._ask(safe(f"Objective “{label}”"), label, row.percent, save)

    action_open = action_edit_objective  # a second click opens, as enter does

    def action_move_line(self, steps: int) -> None:
        """Move the objective under the cursor up or down."""
        if (row := self.row) is not None:
            self.workspace.objectives.move(row.name, steps)
            self.context.committed(tell=False)

    def action_delete_objective(self) -> None:
        """Delete the objective under the cursor and say how many behaviors served it."""
        if (row := self.row) is not None:
            service = self.workspace.objectives
            affected = len(service.consequences(row.name))
            service.delete(row.name)
            self.context.committed(*([f"{count(affected, 'behavior')} did something for it"] if affected else []))

    def _ask(self, title: Content, name: str, percent: int, commit: Callable[[str, float, bool], Objective]) -> None:
        def save(typed: Typed, _: tuple[int, ...]) -> Objective:
            return commit(typed["name"], share_of(typed["share"]), bool(typed[FROM_NOW]))

        note = "% of the whole; the others give way"
        rows = (EntryRow("Name", "name", name), EntryRow("Share", "share", str(percent), note, length=5))
        judged = self.workspace.behaviors.has_history()
        self.open_form(EntryDialog(title, rows, save, judged=judged), lambda objective: objective.name)
