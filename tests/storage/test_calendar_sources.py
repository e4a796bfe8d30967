"""The calendars that busy time is read from, as they are stored."""

import pytest

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.errors import NotFoundError
from habitos_tui.storage.calendar_sources import CalendarSourceRepository
from tests.support.storage import Room, make_id


def source(name: str, **fields: object) -> CalendarSource:
    return CalendarSource.model_validate({"id": make_id(name), "name": name, "location": f"/{name}.ics"} | fields)


def test_they_are_listed_by_name_and_changed_and_deleted_alone(room: Room) -> None:
    sources = CalendarSourceRepository(room.database, room.profile.id)
    work, art, zen = source("work"), source("Art", calendars=("a", "b"), without=("c",)), source("Zen")
    for each in (zen, work, art):
        sources.add(each)
    assert sources.all() == (art, work, zen)
    changed = work.model_copy(update={"name": "Büro", "titles": ("Grüße",)})
    sources.update(changed)
    assert sources.all() == (art, changed, zen)
    sources.delete(art.id)
    assert sources.all() == (changed, zen)
    with pytest.raises(NotFoundError):
        sources.update(art)
    with pytest.raises(NotFoundError):
        sources.delete(art.id)
