"""The columns that queries speak of; constraints and indexes are in the migrations.

The classes are bound to no database. A query is built from them and handed to a `Database`, which runs it on its own
connection of the current thread: any number of databases and threads share these classes without knowing of each
other. (Binding models, even with `bind_ctx`, changes the classes for every thread at once.)
"""

from peewee import BooleanField, FloatField, IntegerField, Model, TextField, UUIDField

from habitos_tui.storage.fields import DayField, MomentField


class Table(Model):
    """Named like the table, as in PlannedSessions for planned_sessions."""

    class Meta:
        """The keys are the migrations' business; queries name the columns they need."""

        primary_key = False
        legacy_table_names = False


class Profiles(Table):
    """A person and their preferences; `name_key` is what makes two names the same."""

    id = UUIDField()
    name = TextField()
    name_key = TextField()
    password_hash = TextField(null=True)
    week_start = IntegerField()
    day_end = IntegerField()
    grid_minutes = IntegerField()
    transition_minutes = IntegerField()
    notice_minutes = IntegerField()
    energy_budget = TextField()
    routine = FloatField()
    balance = FloatField()
    stability = FloatField()
    learning = BooleanField()
    variety = FloatField()
    slack = FloatField()
    pause_beside_busy = BooleanField()
    maximum_undecided = BooleanField()
    hints = BooleanField()
    app = TextField()


class LoginSources(Table):
    """Logins and wrong passwords in a row for a name from one place; `untold` has its owner not been told."""

    name_key = TextField()
    source = TextField()
    failures = IntegerField()
    last_failed_at = MomentField(null=True)
    last_login_at = MomentField(null=True)
    untold = IntegerField()


class LoginBuckets(Table):
    """How many tries from places without a login are in a bucket that time empties."""

    name_key = TextField()
    bucket = TextField()
    level = FloatField()
    updated_at = MomentField()


class LoginNotices(Table):
    """What the owner of a profile is to be told at the next login."""

    name_key = TextField()
    kind = TextField()
    at = MomentField()


class ApiLogins(Table):
    """A login through the HTTP API; `exchanges` tells which of its refresh tokens is the last one."""

    id = UUIDField()
    owner_id = UUIDField()
    password_mark = TextField()
    exchanges = IntegerField()
    used_at = MomentField()
    expires_at = MomentField()


class Owned(Table):
    """A table whose rows belong to a profile."""

    profile_id = UUIDField()


class Objectives(Owned):
    """An objective and its weight."""

    position = IntegerField()
    name = TextField()
    weight = FloatField()


class Behaviors(Owned):
    """A behavior; `weekdays` is a set of bits, Monday = 1; slots and tags are JSON lists, rhythm, season, task JSON."""

    position = IntegerField()
    id = TextField()
    archived = BooleanField()
    learning = BooleanField()
    made_on = DayField(null=True)
    name = TextField()
    category = TextField()
    min_minutes = IntegerField()
    typical_minutes = IntegerField()
    max_minutes = IntegerField()
    energy_cost = FloatField()
    preferred_slots = TextField()
    weekend_slots = TextField(null=True)
    strict_slots = BooleanField()
    ideal_time = IntegerField(null=True)
    weekdays = IntegerField()
    target_per_week = IntegerField()
    min_per_week = IntegerField()
    max_per_week = IntegerField(null=True)
    max_per_day = IntegerField()
    min_gap_days = IntegerField()
    rhythm = TextField(null=True)
    season = TextField(null=True)
    task = TextField(null=True)
    tags = TextField()
    unit = TextField(null=True)
    amount = FloatField(null=True)


class BehaviorImpacts(Owned):
    """What a behavior does for an objective."""

    position = IntegerField()
    behavior = TextField()
    objective = TextField()
    impact = FloatField()


class BehaviorWishes(Owned):
    """What was wanted of a behavior from a day on; `impacts` is a JSON object."""

    behavior = TextField()
    since = DayField()
    active = BooleanField()
    min_minutes = IntegerField()
    typical_minutes = IntegerField()
    max_minutes = IntegerField()
    energy_cost = FloatField()
    weekdays = IntegerField()
    target_per_week = IntegerField()
    min_per_week = IntegerField()
    max_per_week = IntegerField(null=True)
    max_per_day = IntegerField()
    min_gap_days = IntegerField()
    impacts = TextField()
    rhythm = TextField(null=True)
    season = TextField(null=True)


class Pauses(Owned):
    """Days on which a behavior rests; without a last one until it is taken up again."""

    id = UUIDField()
    behavior = TextField()
    first = DayField()
    last = DayField(null=True)
    note = TextField()


class ObjectiveWishes(Owned):
    """The weight of an objective from a day on."""

    objective = TextField()
    since = DayField()
    weight = FloatField()


class BudgetWishes(Owned):
    """The energy budget from a day on, as in `Profiles`."""

    since = DayField()
    energy_budget = TextField()


class WeekStarts(Owned):
    """The weekday that weeks begin on from a day on, which is the first of a week."""

    since = DayField()
    weekday = IntegerField()


class Rules(Owned):
    """A rule; `body` is the JSON of what is not in a column."""

    position = IntegerField()
    id = TextField()
    type = TextField()
    active = BooleanField()
    body = TextField()


class Slots(Owned):
    """A named stretch of every day."""

    position = IntegerField()
    name = TextField()
    start = IntegerField()
    end = IntegerField()


class BusyBlocks(Owned):
    """Time taken every week."""

    id = UUIDField()
    weekday = IntegerField()
    start = IntegerField()
    end = IntegerField()
    title = TextField()


class DatedBusyTable(Owned):
    """Time taken on one date."""

    class Meta:
        """Named apart from the value."""

        table_name = "dated_busy"

    id = UUIDField()
    day = DayField()
    start = IntegerField()
    end = IntegerField()
    title = TextField()
    source = UUIDField(null=True)
    event = TextField()
    freed = BooleanField()


class CalendarSources(Owned):
    """Calendars that busy time is read from; the lists of words as JSON."""

    id = UUIDField()
    name = TextField()
    location = TextField()
    whole_days = BooleanField()
    calendars = TextField()
    titles = TextField()
    without = TextField()
    read_at = MomentField(null=True)


class BusyDaysOff(Owned):
    """A date on which weekly busy time is free."""

    busy = UUIDField()
    day = DayField()


class OptimizationRuns(Owned):
    """An optimization with its problem and plan as JSON."""

    id = UUIDField()
    week_start = DayField()
    started_at = MomentField()
    engine = TextField()
    status = TextField()
    objective = FloatField(null=True)
    bound = FloatField(null=True)
    gap = FloatField(null=True)
    seconds = FloatField()
    accepted_at = MomentField(null=True)
    problem = TextField()
    plan = TextField()


class PlannedSessions(Owned):
    """A session of an accepted plan."""

    id = UUIDField()
    behavior = TextField()
    day = DayField()
    slot = TextField(null=True)
    start = IntegerField()
    minutes = IntegerField()
    locked = BooleanField()
    run = UUIDField(null=True)


class Completions(Owned):
    """A behavior done, with its context."""

    id = UUIDField()
    behavior = TextField()
    day = DayField()
    done_at = MomentField()
    start = IntegerField()
    minutes = IntegerField()
    rating = IntegerField(null=True)
    note = TextField()
    session = UUIDField(null=True)
    slot = TextField(null=True)
    weekday = IntegerField()
    planned_minutes = IntegerField(null=True)
    planned_start = IntegerField(null=True)
    energy_before = IntegerField(null=True)
    amount = FloatField(null=True)
    unit = TextField(null=True)


class Absences(Owned):
    """A behavior left out on a day."""

    id = UUIDField()
    behavior = TextField()
    day = DayField()
    recorded_at = MomentField()
    reason = TextField()
    session = UUIDField(null=True)


class Dismissals(Owned):
    """A suggestion that stays away until a day."""

    suggestion = TextField()
    until = DayField()


class Promises(Owned):
    """What a suggestion promised on the day it was followed; `behaviors` is JSON."""

    suggestion = TextField()
    day = DayField()
    points = FloatField()
    behaviors = TextField()


class CompletionTags(Owned):
    """A tag of a completion."""

    completion = UUIDField()
    tag = TextField()


class AwayTable(Owned):
    """Days on which nothing is planned."""

    class Meta:
        """Named apart from the value."""

        table_name = "away"

    id = UUIDField()
    first = DayField()
    last = DayField()
    reason = TextField()
    note = TextField()


class SeenDays(Owned):
    """A day on which the person was there, or was asked about; `how` is a `Seen`."""

    day = DayField()
    how = TextField()


class OfferedReviews(Owned):
    """A week, by its first day, of which a review was offered."""

    week = DayField()


class Changes(Owned):
    """A unit of work in the undo journal; `state` is open, done, undone or replaying, the rest as in an UndoEntry."""

    id = IntegerField()
    state = TextField()
    made_at = MomentField()
    label = TextField()
    kind = TextField()
    author = TextField()


class ChangedRows(Owned):
    """A row that a change touched; the images are JSON, null where there was no row."""

    change = IntegerField()
    place = IntegerField()
    table_name = TextField()
    before = TextField(null=True)
    after = TextField(null=True)


class RowChanges(Owned):
    """When a row was changed last, or went; `key` is the JSON list of what tells it from others."""

    table_name = TextField()
    key = TextField()
    changed_at = MomentField()
    gone = BooleanField()


Ordered = Objectives | Behaviors | BehaviorImpacts | Rules | Slots
"""Tables whose rows have an order of the user's making, from 0."""
