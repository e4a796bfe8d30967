"""How long a session takes."""

from typing import Final

from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, plain_group

MINUTES: Final = plain_group(
    Row(
        "Minutes",
        (
            Part("min_minutes", Pick.NUMBER, "15", "least"),
            Part("typical_minutes", Pick.NUMBER, "30", "usual"),
            Part("max_minutes", Pick.NUMBER, "45", "most"),
        ),
    ),
)
