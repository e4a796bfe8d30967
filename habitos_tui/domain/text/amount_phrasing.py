"""Amounts as people read and type them: "25 pages", "25 of 20 pages"."""

from collections.abc import Iterable
from typing import Final

from habitos_tui.domain.model.amount import MAX_AMOUNT, Counted
from habitos_tui.domain.model.behavior import Behavior

DECIMALS: Final = 3
"""Digits behind the point that are shown: a metre of a kilometre."""
_ONE_OF: Final = {
    "glasses": "glass",
    **{
        f"{word}s": word
        for word in (
            *("page", "chapter", "word", "line", "verse", "article", "book", "card", "lesson", "exercise", "problem"),
            *(
                "cup",
                "bottle",
                "litre",
                "liter",
                "drink",
                "portion",
                "serving",
                "mile",
                "kilometre",
                "kilometer",
                "step",
            ),
            *("lap", "rep", "set", "round", "squat", "push-up", "pull-up", "sit-up", "song", "call", "email", "point"),
        )
    },
}
"""Plurals by which people count, and what one of them is."""
EXPECTED_AMOUNT: Final = "must be a number such as 20 or 2.5"
TOO_MUCH: Final = f"must be at most {MAX_AMOUNT}"


def amount_number(amount: float) -> str:
    """Return "2.5", or "12,000" with a comma between thousands; never a zero for what is more than none."""
    shown = _rounded(amount)
    return f"{amount:.2g}" if shown == "0" else shown


def mean_number(mean: float) -> str:
    """Return a mean, with one decimal where it is more than one."""
    return amount_number(round(mean, 1) if mean >= 1 else mean)


def typed_amount(amount: float) -> str:
    """Return an amount as it is typed to get it again."""
    return _rounded(amount).replace(",", "") if round(amount, DECIMALS) == amount else repr(amount)


def read_amount(text: str) -> float:
    """Return the amount that was typed, with a point or a comma before decimals; 0 stands for none.

    ValueError says in a sentence what is wrong.
    """
    try:
        amount = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(EXPECTED_AMOUNT) from None
    if not amount >= 0:
        raise ValueError(EXPECTED_AMOUNT)
    if amount > MAX_AMOUNT:
        raise ValueError(TOO_MUCH)
    return amount


def amount_text(counted: Counted) -> str:
    """Return "25 pages", and "1 page" of a unit that is known to be a plural; others stay as they are written."""
    first, *others = counted.unit.split(" ")
    if counted.amount == 1:
        first = _ONE_OF.get(first, first)
    return " ".join((amount_number(counted.amount), first, *others))


def amount_after(counted: Counted | None) -> str:
    """Return ", 25 pages" to follow a length; nothing without an amount."""
    return "" if counted is None else f", {amount_text(counted)}"


def amounts_text(counted: Iterable[Counted]) -> str:
    """Return "120 pages, 3 km"."""
    return ", ".join(map(amount_text, counted))


def usual_amount(behavior: Behavior) -> str:
    """Return the usual amount of a session, such as "20 pages"; nothing where none is known."""
    if behavior.unit is None or behavior.amount is None:
        return ""
    return amount_text(Counted(behavior.amount, behavior.unit))


def counted_phrase(behavior: Behavior) -> str:
    """Return "20 pages a session" or "counted in pages"; nothing where only minutes are counted."""
    usual = usual_amount(behavior)
    return f"{usual} a session" if usual else "" if behavior.unit is None else f"counted in {behavior.unit}"


def amount_done(counted: Counted | None, behavior: Behavior) -> str:
    """Return "25 of 20 pages" for another amount than the usual one, else "20 pages"; nothing without an amount."""
    if counted is None:
        return ""
    if behavior.amount is None or (behavior.amount, behavior.unit) == (counted.amount, counted.unit):
        return amount_text(counted)
    if behavior.unit != counted.unit:
        return amount_text(counted)
    return f"{amount_number(counted.amount)} of {usual_amount(behavior)}"


def _rounded(amount: float) -> str:
    return f"{amount:,.{DECIMALS}f}".rstrip("0").rstrip(".")
