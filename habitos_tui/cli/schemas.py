"""What is in the documents of each kind, as a JSON Schema: docs/documents.schema.json, written by `make man`."""

import json
from typing import Final, get_type_hints

from habitos_tui.cli.output import format_of
from habitos_tui.cli.schema_of import (
    CLOCK,
    DAY,
    MOMENT,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Definitions,
    Schema,
    either,
    many,
    named,
    or_nothing,
    record,
    words,
)
from habitos_tui.domain.insight.effort import EffortLine
from habitos_tui.domain.insight.learning import LearnedBehavior
from habitos_tui.domain.insight.regularity import StreakLine
from habitos_tui.domain.insight.review import Followed, Good, ReviewLine, Surprise
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.insight.suggestion import Proposal
from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, PlannedSession, SessionState, WeeklyBusy
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.backup import BackupKind, DatabaseContents
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.calendar_reading import LeftOut
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.finding import CheckLevel
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.plan import DayUse, ObjectiveShare, Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import RULE_ADAPTER
from habitos_tui.domain.model.undo_entry import Author
from habitos_tui.domain.model.week import SlotList
from habitos_tui.extras import State
from habitos_tui.services.reminders import Urgency
from habitos_tui.settings import SECTIONS

RANGE: Final = or_nothing(record({"least": NUMBER, "most": NUMBER}))
FIRST_TO_LAST: Final = {"first": DAY, "last": DAY}


def schema_text() -> str:
    """Return the text of the schema of all documents."""
    definitions = Definitions()
    documents = {format_of(kind): schema for kind, schema in kinds(definitions).items()}
    formats = {**documents, **_files(definitions)}
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What habitos-tui prints with --json, by format",
        "oneOf": [_of_format(name, schema) for name, schema in sorted(formats.items())],
        "$defs": dict(sorted(definitions.known.items())),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _of_format(name: str, schema: Schema) -> Schema:
    return {"allOf": [record({"format": {"const": name}}), schema]}


def kinds(definitions: Definitions) -> dict[str, Schema]:
    """Return the schemas of the documents that are no files, by kind; what they refer to goes into `definitions`."""
    parts = (_agenda, _log, _behaviors, _collections, _calendar, _insights, _plans, _household, _others)
    return {kind: schema for part in parts for kind, schema in part(definitions).items()}


def _files(definitions: Definitions) -> dict[str, Schema]:
    """Return the schemas of documents that are files, too, and have editions of their own."""
    problem, plan = definitions.model(Problem, sparse=True), definitions.model(Plan, sparse=True)
    session = or_nothing(definitions.model(Session))
    change = record({"kind": TEXT, "before": session, "after": session})
    diff = record({}, {"diff": record({"counts": named(WHOLE), "sessions": many(change)})})
    editions = {f"habitos-problem/{edition}": problem for edition in (1, 2)}
    editions |= {f"habitos-plan/{edition}": {"allOf": [plan, diff]} for edition in (1, 2)}
    return editions | {"habitos-profile/1": {"$ref": "profile-file.schema.json"}}


def _agenda(definitions: Definitions) -> dict[str, Schema]:
    day = _day(definitions)
    asked = or_nothing(record({**FIRST_TO_LAST, "sessions": WHOLE}))
    more = {"week_planned": TRUTH, "next_week_planned": TRUTH, "were_you_away": asked}
    streaks = {"streaks": many(definitions.figures(StreakLine))}
    reminder = {"urgency": definitions.model(Urgency), "behavior": TEXT, "name": TEXT, "day": DAY}
    times = {"minutes": or_nothing(WHOLE), "begins": or_nothing(MOMENT), "in_minutes": or_nothing(WHOLE)}
    session = definitions.model(PlannedSession)
    return {
        "today": {"allOf": [day, record({**more, **streaks})]},
        "week": record({"week_start": DAY, "planned": TRUTH, "amounts": many(_amount()), "days": many(day)}),
        "due": record({"now": MOMENT, "due": many(record({**reminder, **times}))}),
        "session": session,
        "move": record({"session": session, "price": NUMBER}),
    }


def _amount() -> Schema:
    return record({"behavior": TEXT, "name": TEXT, "amount": NUMBER, "unit": TEXT, "sessions": WHOLE})


def _day(definitions: Definitions) -> Schema:
    """Define a day of the agenda with its sessions."""
    energy = {"energy": NUMBER, "energy_limit": or_nothing(NUMBER)}
    definitions.known["AgendaSession"] = _session(definitions)
    definitions.known["AgendaDay"] = record(
        {
            "day": DAY,
            "minutes": WHOLE,
            **energy,
            "done": WHOLE,
            "amounts": many(_amount()),
            "away": or_nothing(definitions.model(Away)),
            "sessions": many({"$ref": "#/$defs/AgendaSession"}),
        }
    )
    return {"$ref": "#/$defs/AgendaDay"}


def _session(definitions: Definitions) -> Schema:
    some = {
        **dict.fromkeys(("start", "end", "planned_start"), CLOCK),
        **dict.fromkeys(("began_at", "ended_at"), MOMENT),
        **dict.fromkeys(("planned_minutes", "rating"), WHOLE),
        **dict.fromkeys(("slot", "unit", "session", "completion"), TEXT),
        "day": DAY,
        "amount": NUMBER,
        "usual_amount": NUMBER,
        "due": record({"day": DAY, "overdue": TRUTH, "left_minutes": WHOLE}),
    }
    always = {"behavior": TEXT, "name": TEXT, "state": definitions.model(SessionState), "minutes": WHOLE}
    always |= {"locked": TRUTH, "note": TEXT, "tags": many(TEXT), "reason": TEXT}
    return record(always | {name: or_nothing(schema) for name, schema in some.items()})


def _log(definitions: Definitions) -> dict[str, Schema]:
    away, pause = definitions.model(Away), definitions.model(Pause)
    kinds = words("done", "skipped", "away", "paused")
    entry = {"kind": kinds, "name": TEXT, "by_assistant": TRUTH}
    done, skip = definitions.model(Completion), definitions.model(Skip)
    definitions.known["LogEntry"] = {"allOf": [record(entry), either(done, skip, away, pause)]}
    logged = {"$ref": "#/$defs/LogEntry"}
    return {
        "completion": done,
        "skip": skip,
        "log-entry": logged,
        "log": record({"entries": many(logged)}),
        "absence": away,
        "absences": record({"absences": many(away)}),
        "pause": pause,
        "pauses": record({"pauses": many(pause)}),
        "days-missed": record({**FIRST_TO_LAST, "away": TRUTH}),
        "resumption": record({"behavior": TEXT, "pauses": many(pause)}),
    }


def _behaviors(definitions: Definitions) -> dict[str, Schema]:
    own = definitions.model(Behavior, sparse=True)
    beside = {
        "learning": TRUTH,
        "pauses": many(definitions.model(Pause)),
        "next_due": record(FIRST_TO_LAST),
        "learned": definitions.figures(LearnedBehavior),
    }
    shown = {"allOf": [own, record({}, beside)]}
    piece = record({"day": DAY, "start": CLOCK, "minutes": WHOLE})
    days = dict.fromkeys(("due", "finished", "later"), or_nothing(DAY))
    minutes = dict.fromkeys(("total_minutes", "done_minutes", "left_minutes"), WHOLE)
    task = {"id": TEXT, "name": TEXT, "overdue": TRUTH, "pieces": many(WHOLE), "objectives": many(TEXT)}
    task |= {"planned": many(piece), "fits": TRUTH}
    definitions.known["Task in a list"] = record(task | days | minutes)
    listed = {"$ref": "#/$defs/Task in a list"}
    return {
        "behavior": shown,
        "behaviors": record({"behaviors": many(shown)}),
        "behavior-deletion": record({"outcome": words("deleted", "archived"), "behavior": own}),
        "task": listed,
        "tasks": record({"tasks": many(listed)}),
    }


def _collections(definitions: Definitions) -> dict[str, Schema]:
    rule, objective = definitions.model(RULE_ADAPTER, sparse=True), definitions.model(Objective)
    tag = record({"tag": TEXT, "behaviors": WHOLE, "rules": WHOLE, "entries": WHOLE})
    return {
        "rule": rule,
        "rules": record({"rules": many(rule)}),
        "objective": objective,
        "objectives": record({"objectives": many(objective)}),
        "tag": tag,
        "tags": record({"tags": many(tag)}),
        "slots": definitions.model(SlotList),
        "settings": {"allOf": [definitions.model(Preferences), record({"machine": _machine(definitions)})]},
        "change": record({"change": TEXT, "made_at": MOMENT, "author": definitions.model(Author)}),
        "line": record({"understood": TEXT, "unknown": many(TEXT), "draft": {"type": "object"}}),
    }


def _machine(definitions: Definitions) -> Schema:
    """Return the schema of the settings of a machine, as their file has them."""
    sections = {
        name: record({own: definitions.model(hint) for own, hint in get_type_hints(kind).items()})
        for name, kind in SECTIONS.items()
    }
    return record({**sections, "keys": named(TEXT)})


def _calendar(definitions: Definitions) -> dict[str, Schema]:
    weekly, dated, off = (definitions.model(kind) for kind in (WeeklyBusy, DatedBusy, BusyDayOff))
    source = definitions.model(CalendarSource)
    file = {
        "file": TEXT,
        "calendar": TEXT,
        "busy": WHOLE,
        "trouble": TEXT,
        "note": TEXT,
        "left_out": many(definitions.model(LeftOut)),
    }
    counts = {"added": WHOLE, "changed": WHOLE, "removed": WHOLE}
    preview = {"calendar": source, "busy": many(dated), "files": many(record(file))}
    return {
        "busy-time": either(weekly, dated, off),
        "busy": record({"busy": many(either(weekly, dated, off))}),
        "calendar": source,
        "calendars": record({"calendars": many(source)}),
        "calendar-preview": record(preview),
        "calendar-change": record(preview | dict.fromkeys(counts, many(dated))),
        "calendar-refresh": record({"calendars": many(record({"calendar": source, **counts, "trouble": TEXT}))}),
        "calendar-export": record({"place": TEXT, **counts, "kept": WHOLE}),
    }


def _insights(definitions: Definitions) -> dict[str, Schema]:
    proposal = definitions.model(Proposal)
    some = {name: or_nothing(schema) for name, schema in {"behavior": TEXT, "least": NUMBER, "most": NUMBER}.items()}
    suggestion = {"key": TEXT, "kind": TEXT, "sentence": TEXT, "evidence": TEXT}
    shown = record({**suggestion, "observations": WHOLE, "points": NUMBER, **some, "proposal": proposal})
    kept = record({"suggestions": WHOLE, "measured": WHOLE, "promised": NUMBER, "seen": or_nothing(NUMBER)})
    return {
        "stats": definitions.figures(Statistics),
        "tag-stats": definitions.figures(EffortLine),
        "suggestions": record({"evidence": WHOLE, "suggestions": many(shown), "followed": kept}),
        "suggestion": shown,
        "review": _review(definitions, proposal),
    }


def _review(definitions: Definitions, proposal: Schema) -> Schema:
    told = record({"kind": TEXT, "sentence": TEXT})
    proposed = record({"key": TEXT, "sentence": TEXT, "evidence": TEXT, "proposal": proposal})
    numbers = dict.fromkeys(("sessions", "minutes", "days_away", "targets", "targets_reached"), WHOLE)
    lists = {
        "paused": many(TEXT),
        "went_well": many({"allOf": [told, definitions.figures(Good)]}),
        "behaviors": many(definitions.figures(ReviewLine)),
        "surprises": many({"allOf": [told, definitions.figures(Surprise)]}),
        "proposals": many(proposed),
    }
    return record({"week": DAY, **numbers, **lists, "followed": definitions.figures(Followed)})


def _plans(definitions: Definitions) -> dict[str, Schema]:
    violation = record({"kind": TEXT, "sentence": TEXT, "path": or_nothing(TEXT)})
    figures = {"objective": NUMBER, "stated_objective": or_nothing(NUMBER), "objective_differs": TRUTH}
    shares = {"objectives": many(definitions.model(ObjectiveShare)), "days": many(definitions.model(DayUse))}
    return {
        "verification": record({"ok": TRUTH, "violations": many(violation), **figures, **shares}),
        "explanation": _explanation(definitions),
        "front": _front(definitions),
    }


def _front(definitions: Definitions) -> Schema:
    amounts: Schema = {"type": "object", "additionalProperties": NUMBER}
    point = record({"achieved": amounts, "plan": definitions.model(Plan)})
    return record({"objectives": many(TEXT), "now": or_nothing(amounts), "points": many(point)})


def _explanation(definitions: Definitions) -> Schema:
    place = {"day": WHOLE, "slot": or_nothing(TEXT)}
    displaced = record({"behavior": TEXT, **place, "kind": TEXT, "sentence": TEXT})
    price = {"price": or_nothing(NUMBER), "price_range": RANGE}
    figures = {"chance": or_nothing(NUMBER), "worth": or_nothing(NUMBER), "complete": TRUTH}
    lists = {"displaced": many(displaced), "limits": many({"type": "object"})}
    found = {"place": or_nothing(definitions.model(Session)), "next_best": or_nothing(record({**place, **price}))}
    return record({"behavior": TEXT, **place, "reason": TEXT, "sentence": TEXT, **price, **figures, **lists, **found})


def _household(definitions: Definitions) -> dict[str, Schema]:
    profile = record({"name": TEXT, "protected": TRUTH})
    inside = or_nothing(definitions.figures(DatabaseContents))
    backup = {"file": TEXT, "made_at": MOMENT, "kind": definitions.model(BackupKind), "bytes": WHOLE, "good": TRUTH}
    loss = record({"table": TEXT, "rows": WHOLE, "unread": TRUTH, "reset": WHOLE})
    merged = {"table": TEXT, "key": many(either(TEXT, NUMBER)), "outcome": TEXT, "changed_on_both_sides": TRUTH}
    return {
        "profile-summary": profile,
        "profiles": record({"profiles": many(profile)}),
        "backup": record({"file": TEXT, "bytes": WHOLE}),
        "backups": record({"backups": many(record({**backup, "contents": inside}))}),
        "restoration": record({"file": TEXT, "kept": or_nothing(TEXT), "restored": inside, "replaced": inside}),
        "mending": record(
            {"file": TEXT, "kept": TEXT, "rows": WHOLE, "losses": many(loss), "remade": WHOLE, "restored": inside}
        ),
        "export": record({"file": TEXT, "name": TEXT}),
        "merge": record({"name": TEXT, "entries": many(record(merged))}),
        "import-preview": record({"name": TEXT, "entries": named(WHOLE)}),
        "import": _tracker_import(),
    }


def _tracker_import() -> Schema:
    counts = {"done": WHOLE, "skipped": WHOLE, "known": WHOLE}
    habit = record({"theirs": TEXT, "behavior": TEXT, "name": TEXT, "new": TRUTH, **counts})
    left_out = many(record({"what": TEXT, "why": TEXT}))
    return record({"kind": TEXT, "habits": many(habit), "tasks": many(TEXT), "left_out": left_out})


def _others(definitions: Definitions) -> dict[str, Schema]:
    finding = {"subject": TEXT, "verdict": definitions.model(CheckLevel), "sentence": TEXT, "hint": TEXT}
    package = record({"name": TEXT, "version": TEXT, "wanted": TEXT, "problem": TEXT})
    extra = {"name": TEXT, "state": definitions.model(State), "packages": many(package), "install": TEXT}
    issues = many(record({"path": TEXT, "message": TEXT}))
    return {
        "serving": record({"url": TEXT}),
        "health": record({"findings": many(record(finding))}, {"extras": many(record(extra))}),
        "api": record({"url": TEXT, "openapi": TEXT}),
        "completion-script": record({"shell": TEXT, "script": TEXT}),
        "error": record({"title": TEXT, "message": TEXT, "hint": TEXT, "issues": issues, "exit_code": WHOLE}),
    }
