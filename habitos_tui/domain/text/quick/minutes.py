"""How long a session is: least, typical and most minutes, from what a line says about it."""

from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.text.quick.lengths import Length

Minutes3 = tuple[int, int, int]
"""Least, typical and most."""

USUAL: Final[Minutes3] = (15, 30, 45)
"""Of a session of which nothing is said."""
ONE_SITTING: Final = 180
"""A task up to so many minutes is done in one go, unless pieces are asked for."""
PIECE: Final[Minutes3] = (30, 60, 120)
"""Of a longer task of whose pieces nothing is said."""
STEP: Final = 5


def session_minutes(said: Length | None, grid: int) -> Minutes3:
    """Return the minutes of a session; a length that is no whole number of steps of the grid gets room for one."""
    if said is None:
        return USUAL
    least, most = said.least, said.most
    if least is None:
        most = _within(most or USUAL[2])
        return _in_order(_down(most / 3), _down(most * 2 / 3), most)
    if most is None:
        return _in_order(_within(least), _within(_up(least * 1.5)), _within(least * 2))
    least, most = _within(least), _within(most)
    typical = (least + most) // 2 if least == most or (most - least) < 2 * STEP else _down((least + most) / 2)
    if said.about:
        return _in_order(_down(least * 2 / 3), typical, _within(_up(most * 4 / 3)))
    if least == most and least % grid:
        return _in_order(max(least // grid * grid, 1), least, _within(-(-least // grid) * grid))
    return least, typical, most


def task_minutes(said: Length | None, pieces: object, *, in_pieces: bool = False) -> tuple[int, Minutes3]:
    """Return the minutes of a task in all, and those of one sitting; `in_pieces` where it shall have several."""
    total = USUAL[1] if said is None else said.most or said.least or USUAL[1]
    if isinstance(pieces, Length):
        least, typical, most = session_minutes(pieces, 1)
        return total, (min(least, total), min(typical, total), min(most, max(total, 1)))
    if total <= (PIECE[0] if in_pieces else ONE_SITTING):
        return total, (total, total, total)
    return total, PIECE


def _in_order(least: int, typical: int, most: int) -> Minutes3:
    return min(least, typical), typical, max(typical, most)


def _within(minutes: float) -> int:
    return max(1, min(round(minutes), MINUTES_PER_DAY))


def _down(minutes: float) -> int:
    return _within(max(minutes // STEP * STEP, STEP if minutes >= STEP else 1))


def _up(minutes: float) -> int:
    return _within(-(-minutes // STEP) * STEP)
