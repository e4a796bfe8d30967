"""That no field of the app is forgotten when hostile text is pasted into all of them."""

from collections import Counter

from tests.torture.fields import places
from tests.torture.forms import FIELDS


def test_fields_are_made_only_where_ways_lead_to() -> None:
    made = Counter(file.removeprefix("habitos_tui/ui/").removesuffix(".py") for file, _ in places())
    assert made == FIELDS
