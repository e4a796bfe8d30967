"""What a session is worth, in percent for each objective."""

from collections.abc import Mapping
from typing import Final

from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import number
from habitos_tui.ui.behaviors.fields.part import FieldGroup, Part, Pick, Read, Row, Values, texts_in

IMPACTS: Final = "impacts"


def texts_of(impacts: Mapping[str, float]) -> dict[str, str]:
    """Return impacts of -1 to 1 as the form shows them."""
    return {name: number(impact * PERCENT) for name, impact in impacts.items()}


def typed_impacts(values: Values) -> Mapping[str, str]:
    """Return the texts by objective, without those left empty."""
    return texts_in(values[IMPACTS])


def _shown(behavior: Behavior) -> Values:
    return {IMPACTS: texts_of(behavior.impacts)}


def _read(values: Values) -> Read:
    impacts: dict[str, float] = {}
    issues: list[Issue] = []
    for name, text in typed_impacts(values).items():
        try:
            share = float(text.strip().replace(",", ".") or 0) / PERCENT
        except ValueError:
            issues.append((f"{IMPACTS}.{name}", "must be a number"))
            continue
        if not -1 <= share <= 1:  # also rejects NaN
            issues.append((f"{IMPACTS}.{name}", f"must lie between \N{MINUS SIGN}{PERCENT} and {PERCENT}"))
        elif share:
            impacts[name] = share
    return {IMPACTS: impacts}, issues


_LEAD: Final = f"each of these, from \N{MINUS SIGN}{PERCENT} to {PERCENT}"

WORTH: Final = FieldGroup(
    (Row("Worth for", lead=_LEAD), Row("", (Part(IMPACTS, Pick.IMPACTS, {}, id="impact"),))), _shown, _read
)
