"""What is to be done once: tasks."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from habitos_tui.cli.dates import optional_day
from habitos_tui.cli.documents import task_document
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import DayText, Document, Tool
from habitos_tui.services.tasks import USUAL_MINUTES
from habitos_tui.services.workspace import Workspace

TaskText = Annotated[
    str, Field(max_length=200, description="Its id, its name, or a part of either that fits only one.")
]
PieceMinutes = Annotated[int, Field(ge=1, le=1440, description="Minutes of a piece, where it is done in several.")]


class Tasks(Tool):
    """What is to be done once: what is left of it, by when, and what is planned of it; overdue ones first.

    fits false means that there is no room for it until it is due, and later the day by which there would be. Its pieces
    are logged with done; then finish_task, change_task.
    """

    NAME: ClassVar[str] = "tasks"
    TITLE: ClassVar[str] = "What is to be done once"
    KIND: ClassVar[str] = "tasks"

    finished: Annotated[bool, Field(description="List those that are done, instead of those still to do.")] = False

    def run(self, call: Call) -> Document:
        """Return the tasks."""
        tasks = call.workspace.tasks
        found = tasks.all(finished=self.finished)
        too_long = {} if self.finished else {each.behavior: each for each in tasks.too_long(found)}
        return {"tasks": [task_document(state, too_long.get(state.behavior.id)) for state in found]}


class AddTask(Tool):
    """Add something to be done once, by a day or whenever there is time; plan then finds time for it.

    fits false in the answer means that there is no room until it is due: tell the person, with the day later.
    """

    NAME: ClassVar[str] = "add_task"
    TITLE: ClassVar[str] = "Add a task"
    KIND: ClassVar[str] = "task"
    WRITES: ClassVar[bool] = True

    name: Annotated[str, Field(min_length=1, max_length=200, description="What is to be done, in the person's words.")]
    due: DayText | None = None
    minutes: Annotated[int, Field(ge=1, le=100_000, description="In all.")] = USUAL_MINUTES
    shortest_piece: PieceMinutes | None = None
    longest_piece: PieceMinutes | None = None
    objectives: Annotated[tuple[str, ...], Field(description="Objectives that it serves; see profile.")] = ()

    def run(self, call: Call) -> Document:
        """Return the task with its id."""
        workspace = call.workspace
        given = [piece for piece in (self.shortest_piece, self.longest_piece) if piece is not None]
        document = workspace.tasks.document(
            self.name,
            due=optional_day(workspace, self.due),
            minutes=self.minutes,
            pieces=(given[0], given[-1]) if given else None,
            objectives=self.objectives,
        )
        return _told(workspace, workspace.tasks.add(document))


class ChangeTask(Tool):
    """Let a task be due on another day, or on none; its other fields are those of change_behavior."""

    NAME: ClassVar[str] = "change_task"
    TITLE: ClassVar[str] = "Change when a task is due"
    KIND: ClassVar[str] = "task"
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    task: TaskText
    due: Annotated[DayText | None, Field(description="A day such as 2026-12-18 or fri; left out, none.")] = None

    def run(self, call: Call) -> Document:
        """Return the task."""
        workspace = call.workspace
        found = workspace.tasks.find(self.task)
        return _told(workspace, workspace.tasks.set_due(found.id, optional_day(workspace, self.due)))


class FinishTask(Tool):
    """Finish a task: what is left of it is logged as done just now, and it is put away.

    A piece of it is logged with done instead.
    """

    NAME: ClassVar[str] = "finish_task"
    TITLE: ClassVar[str] = "Finish a task"
    KIND: ClassVar[str] = "task"
    WRITES: ClassVar[bool] = True

    task: TaskText
    minutes: Annotated[
        int | None,
        Field(ge=0, le=1440, description="Minutes that it took today; left out, what was left; 0 logs none."),
    ] = None

    def run(self, call: Call) -> Document:
        """Return the task."""
        workspace = call.workspace
        finished = workspace.tasks.finish(workspace.tasks.find(self.task).id, self.minutes)
        (state,) = (s for s in workspace.tasks.all(finished=True) if s.behavior.id == finished.id)
        return task_document(state, None)


def _told(workspace: Workspace, behavior: Behavior) -> Document:
    (state,) = (s for s in workspace.tasks.all() if s.behavior.id == behavior.id)
    too_long = next(iter(workspace.tasks.too_long((state,))), None)
    return task_document(state, too_long)


TOOLS = (Tasks, AddTask, ChangeTask, FinishTask)
