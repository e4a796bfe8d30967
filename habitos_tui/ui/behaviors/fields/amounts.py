"""What is counted of a session besides its minutes."""

from typing import Final

from habitos_tui.domain.model.amount import MAX_UNIT
from habitos_tui.domain.text.amount_phrasing import typed_amount
from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, plain_group


def _amount(text: str) -> str:
    return text.replace(",", ".")


AMOUNTS: Final = plain_group(
    Row(
        "Counted in",
        (
            Part("unit", Pick.WORD, word="unit", empty=None, blank="only minutes", length=MAX_UNIT),
            Part("amount", Pick.NUMBER, word="usual", empty=None, blank="any", show=typed_amount, read=_amount),
        ),
        folded=True,
    ),
)
