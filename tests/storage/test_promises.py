"""What suggestions have promised, one a day of each."""

from datetime import timedelta

from habitos_tui.domain.insight.promise import Promise
from tests.support.storage import MONDAY, Room

TUESDAY = MONDAY + timedelta(days=1)


def test_a_promise_takes_the_place_of_that_of_the_same_suggestion_and_day(room: Room) -> None:
    given = [
        Promise("slot:run", MONDAY, 4.5, ("run", "swim")),
        Promise("slot:run", TUESDAY, 3.0, ("run",)),
        Promise("drop:art", TUESDAY, 1.0, ()),
    ]
    for promise in given[::-1]:
        room.promises.put(promise)
    assert room.promises.all() == (given[0], given[2], given[1])
    better = Promise("slot:run", TUESDAY, 9.0, ("run", "art"))
    room.promises.put(better)
    assert room.promises.all() == (given[0], given[2], better)
