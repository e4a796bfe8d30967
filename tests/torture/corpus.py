"""Small files of every kind that the program reads, and what makes them hostile: drawn, the same for the same seed."""

import io
import json
import os
import random
import re
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.exchange.files import plan_json, problem_json
from habitos_tui.exchange.profile_file import profile_json
from habitos_tui.services.profile_files import ProfileFiles
from tests.exchange.trackers.files import LISTED, write_loop, write_zip
from tests.support.calendars import event
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import MONDAY

HABIT: Final = {"id": 1, "name": "Run", "freq_num": 2, "freq_den": 7, "archived": 0, "type": 0, "uuid": "abc"}
CALENDAR: Final = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nX-WR-TIMEZONE:Europe/Berlin\n"
    + event("a", "20261126", "0900", "1000", "Café", "RRULE:FREQ=WEEKLY;COUNT=9\nEXDATE:20261203T090000\n")
    + event("b", "20261127", "1800", "1930", "Chor", "LOCATION:Halle\n")
    + "END:VCALENDAR\n"
)


@dataclass(frozen=True)
class Sample:
    """A file that can be read, and the command that reads it."""

    kind: str
    name: str
    content: bytes
    words: tuple[str, ...]
    """The path of the file takes the place of "FILE", the folder that it lies in that of "FOLDER"."""


def samples(folder: Path, household: DataDirectory) -> list[Sample]:
    """Return one of every kind."""
    alice = household.accounts.profiles()[0]
    space = household.open_workspace(alice)
    problem = space.planning.problem_for(MONDAY)
    run = space.planning.accepted_run(MONDAY)
    assert run is not None
    export = ProfileFiles(household.database, household.accounts, household.clock).export(alice)
    backup = folder / "whole.db"
    with closing(sqlite3.connect(household.paths.database)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
    loop = write_loop(folder / "loop.db", 25, [HABIT], [(1, date(2026, 11, n), 2, "x") for n in range(1, 20)])
    days = "Date,Value,Notes\n2026-11-24,YES_MANUAL,x\n2026-11-23,SKIP,\n"
    archive = write_zip(
        folder / "loop.zip",
        {"Habits.csv": LISTED + "1,Run,YES_NO,,,3,7,#fff,,,,false\n", "001 Run/Checkmarks.csv": days},
    )
    small: dict[str, str] = {"calendar": CALENDAR, "profile": profile_json(export), "problem": problem_json(problem)}
    small |= {"plan": plan_json(space.planning.run(run.id).plan), **TEXTS}
    found = [Sample(kind, NAMES[kind], small[kind].encode(), words) for kind, words in WORDS.items() if kind in small]
    for kind, content in (("loop", archive), ("loop backup", loop), ("backup", backup)):
        found.append(Sample(kind, NAMES[kind], content.read_bytes(), WORDS[kind]))
    return found


TEXTS: Final[Mapping[str, str]] = {
    "folder of calendars": CALENDAR,
    "harsh": "2026-11-24 : Run : y : far : 1.5\n2026-11-23 : Run : s\n",
    "habitbull": "HabitName,CalendarDate,Value,CommentText\nRun,11/23/2026,1,\nRun,2026-11-24,2,far\n",
    "beaver": '{"habits": [{"name": "Run", "records": [{"day": "2026-11-24", "done": true}], "tags": ["a"]}]}',
    "dijo": '[{"type": "Count", "name": "Run", "stats": {"2026-11-24": 3}, "goal": 2}]',
    "taskwarrior": '[{"description": "Call", "status": "pending", "due": "20261130T090000Z", "tags": ["a"]}]',
    "org": '* TODO Run\nSCHEDULED: <2026-11-24 Tue .+2d>\n:STYLE: habit\n- State "DONE" from "TODO" [2026-11-22 Sun]\n',
    "completions": "day,start,minutes,behavior,name,rating\n2026-11-24,07:30,30,run,Run,4\n",
    "behaviors": "id,name,min_minutes,typical_minutes,max_minutes\nswim,Swim,20,30,60\n",
    "behavior": '{"name": "Swim", "min_minutes": 20, "typical_minutes": 30, "max_minutes": 60, "impacts": {}}',
}
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "calendar": ("calendar", "add", "FILE", "--all-day"),
    "folder of calendars": ("calendar", "add", "FOLDER", "--once"),
    "loop": ("import", "loop", "FILE"),
    "loop backup": ("import", "loop", "FILE"),
    "harsh": ("import", "harsh", "FOLDER"),
    "habitbull": ("import", "habitbull", "FILE"),
    "beaver": ("import", "beaver", "FILE"),
    "dijo": ("import", "dijo", "FILE"),
    "taskwarrior": ("import", "taskwarrior", "FILE"),
    "org": ("import", "org", "FILE"),
    "completions": ("import", "--csv", "FILE"),
    "behaviors": ("import", "--csv", "FOLDER"),
    "profile": ("import", "FILE"),
    "backup": ("restore", "FILE", "--yes"),
    "problem": ("verify", "FILE", "FILE"),
    "plan": ("verify", "FILE", "FILE"),
    "behavior": ("behaviors", "add", "FILE"),
}
NAMES: Final[Mapping[str, str]] = {
    "calendar": "work.ics",
    "folder of calendars": "one.ics",
    "loop": "loop.zip",
    "loop backup": "loop.db",
    "harsh": "log",
    "habitbull": "habits.csv",
    "beaver": "beaver.json",
    "dijo": "habit_record.json",
    "taskwarrior": "tasks.json",
    "org": "habits.org",
    "completions": "completions.csv",
    "behaviors": "behaviors.csv",
    "profile": "alice.json",
    "backup": "copy.db",
    "problem": "week.json",
    "plan": "plan.json",
    "behavior": "swim.json",
}

Change = Callable[[bytes, random.Random], bytes]
LARGE: Final = 12 * 1024 * 1024


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def _turned(data: bytes, draw: random.Random) -> bytes:
    content = bytearray(data)
    for _ in range(draw.randint(1, 20)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


def _swapped(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines)


def _doubled(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(line * draw.randint(0, 3) for line in lines)


def _other_numbers(data: bytes, draw: random.Random) -> bytes:
    odd = [
        b"9" * 400,
        b"-1",
        b"1e999",
        b"NaN",
        b"0",
        b"99999999999999999999",
        b"0.1",
        b"\xd9\xa3",
        b"2147483648",
        b"''",
    ]
    return re.sub(rb"\d+", lambda found: draw.choice(odd) if draw.random() < 0.1 else found[0], data)


def _odd_bytes(data: bytes, draw: random.Random) -> bytes:
    odd = [
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\x1b]52;c;aGk=\x07",
        "\u202e\u2028".encode(),
        b"\r",
        b"=cmd|' /C calc'!A0",
    ]
    place = draw.randrange(len(data))
    return data[:place] + draw.choice(odd) * draw.randint(1, 50) + data[place:]


NAMED: Final = re.compile(
    r"Run|Café|Chor|Halle|Swim|Call|far|alice|Morning run|Meditation|Deep work|Reading|Meet friends|health".encode()
)
"""What has a name in the samples."""


def _renamed(data: bytes, draw: random.Random) -> bytes:
    """Return it with hostile names, as a program would write them into such a file."""
    names = {found: draw.choice(HOSTILE_NAMES) for found in sorted(set(NAMED.findall(data)))}
    write = (lambda name: json.dumps(name)[1:-1]) if data[:1] in {b"{", b"["} else str
    return NAMED.sub(lambda found: write(names[found[0]]).encode("utf-8", "surrogatepass"), data)


def _nested(_data: bytes, draw: random.Random) -> bytes:
    pieces = [b"[", b'{"a":', b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\n", b'"', b"(" * 3, b"{", b"PK\x01\x02"]
    return draw.choice(pieces) * draw.choice([50, 999, 100_000])


def _encoded(name: str) -> Change:
    return lambda data, draw: data.decode(errors="replace").encode(name, errors="replace")


def _bomb(data: bytes, draw: random.Random) -> bytes:
    """Return an archive that is small and holds much: zeros, thousands of members, or lies about its size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(draw.choice([1, 1, 30_000])):
            content = b"0," * LARGE * 4 if number == 0 else b""
            archive.writestr(draw.choice([f"{number:03} A/Checkmarks.csv", f"../../{number}.csv"]), content)
        archive.writestr("Habits.csv", LISTED + "1,Run,YES_NO,,,3,7,#fff,,,,false\n")
    size = struct.pack("<L", LARGE * 8)
    return buffer.getvalue().replace(size, struct.pack("<L", 10)) if draw.random() < 0.5 else buffer.getvalue()


def _huge(data: bytes, draw: random.Random) -> bytes:
    """Return megabytes of what is valid at its beginning, or of values that take much memory."""
    line = draw.choice(
        [data, b"{},", b"[],", b'{"":0},', b"1e9,", b",", b"\n", b'"",', b"a,2026-11-24,1\n", b"\0" * 99]
    )
    times = LARGE * draw.choice([1, 1, 1, 8]) // len(line)
    return draw.choice([b"[", b"", data]) + line * times + b"{}]"


CHANGES: Final[Mapping[str, Change]] = {
    "cut": _cut,
    "turned bytes": _turned,
    "swapped lines": _swapped,
    "doubled lines": _doubled,
    "other numbers": _other_numbers,
    "odd bytes": _odd_bytes,
    "hostile names": _renamed,
    "nested": _nested,
    "UTF-16": _encoded("utf-16"),
    "UTF-32": _encoded("utf-32"),
    "Latin-1": _encoded("latin-1"),
    "with a mark": _encoded("utf-8-sig"),
    "bomb": _bomb,
    "huge": _huge,
    "noise": lambda data, draw: draw.randbytes(draw.choice([0, 1, 512, 9999])),
}
"""What is done to a file, by its name."""


def _socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket may have 107 bytes
        try:
            end.bind(path.name)
        finally:
            os.chdir(here)


def _with_holes(path: Path) -> None:
    path.touch()
    os.truncate(path, 100 * 1024 * 1024)


PLACES: Final[Mapping[str, Callable[[Path], object]]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a link to /dev/null": lambda path: path.symlink_to("/dev/null"),
    "a link to /proc/self/mem": lambda path: path.symlink_to("/proc/self/mem"),
    "a socket": _socket,
    "not readable": lambda path: path.touch(0),
    "nothing": lambda path: None,
    "a hundred megabytes with holes": _with_holes,
}
"""What lies there instead of a file."""
ODD_NAMES: Final = ("\x1b[31m\n", "-", "--help", "a" * 250, "\udcff\udcfe", "\u202e", "100%s{}")


LARGE_ONES: Final = frozenset({"bomb", "huge"})


def laid_out(sample: Sample, draw: random.Random, folder: Path, *, large: bool) -> tuple[str, Sequence[str]]:
    """Put what a sample becomes into a folder, a `large` file perhaps; return what it is and the words that read it."""
    name = sample.name
    if draw.random() < 0.1 and sample.words[-1] == "FILE":
        name = draw.choice(ODD_NAMES)
    path = folder / name
    if sample.kind == "harsh":
        (folder / "habits").write_text("! Body\nRun: 3/7\n")
    if draw.random() < 0.15:
        what, put = draw.choice(list(PLACES.items()))
        put(path)
    else:
        what, change = draw.choice([one for one in CHANGES.items() if large or one[0] not in LARGE_ONES])
        content = change(sample.content, draw)
        if draw.random() < 0.2:
            content = CHANGES[other := draw.choice(["cut", "turned bytes", "odd bytes"])](content or b"x", draw)
            what += f", {other}"
        path.write_bytes(content)
    places = {"FILE": str(path), "FOLDER": str(folder)}
    words = [places.get(word, word) for word in sample.words]
    dry = ["--dry-run"] if draw.random() < 0.5 and sample.words[0] in {"import", "calendar"} else []
    return f"{sample.kind}, {what}", [*words, *dry]
