"""Keys of the grid on which weekly busy time is painted."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class PaintWork(Command, id="paint.work", key="w", action="paint('Work')", label="Work", palette=False):
    """Paint what is selected as work."""


class PaintSleep(Command, id="paint.sleep", key="s", action="paint('Sleep')", label="Sleep", palette=False):
    """Paint what is selected as sleep."""


class PaintFree(Command, id="paint.free", key="x,delete,backspace", action="paint('')", label="Free", palette=False):
    """Free what is selected."""


class PaintAgain(Command, id="paint.again", key="space", action="paint_again", label="Paint", palette=False):
    """Paint with the last brush; what has its colour already becomes free."""


class PaintUp(Command, id="paint.up", key="up,k", action="move(-1, 0)", label="Up", hidden=True):
    """Go to the day above."""


class PaintDown(Command, id="paint.down", key="down,j", action="move(1, 0)", label="Down", hidden=True):
    """Go to the day below."""


class PaintLeft(Command, id="paint.left", key="left,h", action="move(0, -1)", label="Earlier", hidden=True):
    """Go half an hour back."""


class PaintRight(Command, id="paint.right", key="right,l", action="move(0, 1)", label="Later", hidden=True):
    """Go half an hour on."""


class PaintDayBegin(Command, id="paint.home", key="home", action="move(0, -48)", label="Day's begin", hidden=True):
    """Go to midnight."""


class PaintDayEnd(Command, id="paint.end", key="end", action="move(0, 48)", label="Day's end", hidden=True):
    """Go to the last half hour."""


class PaintFirstDay(Command, id="paint.pageup", key="pageup", action="move(-6, 0)", label="First day", hidden=True):
    """Go to the first day."""


class PaintLastDay(Command, id="paint.pagedown", key="pagedown", action="move(6, 0)", label="Last day", hidden=True):
    """Go to the last day."""


class SelectUp(Command, id="paint.selectup", key="shift+up,K", action="stretch(-1, 0)", label="Select up", hidden=True):
    """Stretch the selection to the day above."""


class SelectDown(
    Command, id="paint.selectdown", key="shift+down,J", action="stretch(1, 0)", label="Select down", hidden=True
):
    """Stretch the selection to the day below."""


class SelectLeft(
    Command, id="paint.selectleft", key="shift+left,H", action="stretch(0, -1)", label="Select left", hidden=True
):
    """Stretch the selection by half an hour back."""


class SelectRight(
    Command, id="paint.selectright", key="shift+right,L", action="stretch(0, 1)", label="Select right", hidden=True
):
    """Stretch the selection by half an hour on."""


PAINT_COMMANDS: Final = (
    PaintWork,
    PaintSleep,
    PaintFree,
    PaintAgain,
    PaintUp,
    PaintDown,
    PaintLeft,
    PaintRight,
    PaintDayBegin,
    PaintDayEnd,
    PaintFirstDay,
    PaintLastDay,
    SelectUp,
    SelectDown,
    SelectLeft,
    SelectRight,
)
