"""What was wanted when, as it is stored."""

from datetime import timedelta

import pytest

from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import EVER, Version, Wish
from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.storage.wishes import WishRepository
from tests.support.storage import MONDAY, Room, make_behavior, make_pause

LATER = MONDAY + timedelta(days=7)


@pytest.fixture
def wishes(room: Room) -> WishRepository:
    return WishRepository(room.database, room.profile.id)


def test_versions_come_back_oldest_first_with_the_names_of_today(room: Room, wishes: WishRepository) -> None:
    versions = [
        Version(EVER, Wish(make_behavior(target_per_week=1), active=True)),
        Version(MONDAY, Wish(make_behavior(target_per_week=5, impacts={"social": 0.5}, weekdays=(0, 6)), active=False)),
        Version(LATER, Wish(make_behavior(), active=True)),
    ]
    room.behaviors.add(make_behavior("art"))
    arts = wishes.of_behaviors(room.behaviors.all())["art"]
    wishes.put_behavior("run", versions[::-1])
    assert wishes.of_behaviors(room.behaviors.all()) == {"run": versions, "art": arts}
    room.behaviors.delete("art")
    assert wishes.of_behaviors(room.behaviors.all()) == {"run": versions}
    assert wishes.of_behaviors([]) == {}
    weights = [Version(EVER, 1.0), Version(LATER, 2.5)]
    budgets: list[Version[tuple[float | None, ...]]] = [Version(EVER, (None,) * 7), Version(MONDAY, (3.0,) * 7)]
    wishes.put_weight("health", weights[::-1])
    wishes.put_budget(budgets[::-1])
    assert wishes.of_objectives()["health"] == weights
    assert wishes.of_objectives()["social"] == [Version(EVER, 1.0)]
    assert wishes.of_budget() == budgets


def test_weeks_come_back(wishes: WishRepository) -> None:
    for weeks in (Weeks(0, ()), Weeks(6, (MONDAY, MONDAY + timedelta(days=9)))):
        wishes.put_weeks(weeks)
        assert wishes.weeks() == weeks


def test_everything_is_gathered_in_the_order_of_behaviors(room: Room, wishes: WishRepository) -> None:
    room.behaviors.add(make_behavior("art"), MONDAY)
    room.behaviors.add(make_behavior("old"))
    room.behaviors.archive("old")
    pauses = [make_pause("p1", behavior="art", days=2), make_pause("p2", LATER, behavior="art")]
    for pause in pauses:
        room.pauses.add(pause)
    found = wishes.all(room.behaviors.all(), room.behaviors.all(archived=True))
    assert [each.now.id for each in found.behaviors] == ["run", "art", "old"]
    assert [each.archived for each in found.behaviors] == [False, False, True]
    assert [each.made for each in found.behaviors] == [None, MONDAY, None]
    assert [tuple(each.pauses) for each in found.behaviors] == [(), tuple(pauses), ()]
    assert [wishes.made_on(name) for name in ("art", "run", "fly")] == [MONDAY, None, None]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("budget_wishes", "wanted when"),
        ("behavior_wishes WHERE behavior = 'run'", "wanted when"),
        ("week_starts", "on which day"),
    ],
)
def test_without_its_first_version_a_file_is_damaged(room: Room, wishes: WishRepository, table: str, what: str) -> None:
    room.behaviors.add(make_behavior("art"))
    with room.database.unit():
        room.database.connections.execute_sql(f"DELETE FROM {table}")
    with pytest.raises(DamagedDatabaseError, match=what):
        (wishes.weeks(), wishes.all(room.behaviors.all(), ()))


def test_a_name_is_changed_where_it_is_and_nothing_is_written_where_it_is_not(
    room: Room, wishes: WishRepository
) -> None:
    room.behaviors.add(make_behavior("art", impacts={"health": 0.5, "social": 0.25}))
    room.behaviors.add(make_behavior("box", impacts={"social": 1.0}))

    def impacts() -> dict[str, dict[str, float]]:
        found = wishes.of_behaviors(room.behaviors.all())
        return {name: dict(versions[0].value.behavior.impacts) for name, versions in found.items()}

    wishes.rename_objective("health", "calm")
    assert impacts() == {"run": {"calm": 0.8}, "art": {"calm": 0.5, "social": 0.25}, "box": {"social": 1.0}}
    wishes.drop_objectives(["social", "learning"])
    assert impacts() == {"run": {}, "art": {"social": 0.25}, "box": {"social": 1.0}}
    before = room.database.select("SELECT count(*) FROM changed_rows", {})
    wishes.drop_objectives(["social"])
    wishes.rename_objective("fame", "calm")
    assert room.database.select("SELECT count(*) FROM changed_rows", {}) == before
