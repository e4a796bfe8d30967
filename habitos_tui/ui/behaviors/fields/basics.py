"""What it is called, and of which kind it is."""

from typing import Final

from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, plain_group

BASICS: Final = plain_group(
    Row("Name", (Part("name", Pick.TEXT),)),
    Row("Category", (Part("category", Pick.CATEGORY, "health"),)),
)
