"""Words of the user's own, to find behaviors by and for rules to speak of."""

from typing import Final

from habitos_tui.domain.model.tag import parse_tags
from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, plain_group

TAGS: Final = plain_group(
    Row(
        "Tags",
        (Part("tags", Pick.TEXT, empty=(), blank="home, errands, with Sam", show=", ".join, read=parse_tags),),
        folded=True,
    ),
)
