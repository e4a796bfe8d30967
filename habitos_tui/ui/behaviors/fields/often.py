"""How often it is wanted, and between which limits."""

from typing import Final

from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, plain_group

OFTEN: Final = plain_group(
    Row("How often", (Part("target_per_week", Pick.NUMBER, "3", "times a week"),)),
    Row(
        "Each week",
        (
            Part("min_per_week", Pick.NUMBER, word="least", empty=0, blank="none"),
            Part("max_per_week", Pick.NUMBER, word="welcome", empty=None, blank="same"),
        ),
        folded=True,
    ),
    Row(
        "Times a day",
        (
            Part("max_per_day", Pick.NUMBER, "1", "at most"),
            Part("min_gap_days", Pick.NUMBER, word="days between", empty=0, blank="none"),
        ),
        folded=True,
    ),
)
