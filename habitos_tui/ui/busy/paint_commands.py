"""Keys of the grid on which weekly busy time is painted."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class PaintWork(Command):
    """Mark as work."""

    id, key, action, label = "paint.work", "w", "paint('Work')", "Work"
    help = "Paint what is selected as work"
    palette = False


class PaintSleep(Command):
    """Mark as sleep."""

    id, key, action, label = "paint.sleep", "s", "paint('Sleep')", "Sleep"
    help = "Paint what is selected as sleep"
    palette = False


class PaintFree(Command):
    """Mark as free."""

    id, key, action, label = "paint.free", "x,delete,backspace", "paint('')", "Free"
    help = "Free what is selected"
    palette = False


class PaintAgain(Command):
    """Use the last brush again."""

    id, key, action, label = "paint.again", "space", "paint_again", "Paint"
    help = "Paint with the last brush; what has its colour already becomes free"
    palette = False


class PaintUp(Command):
    """The day above."""

    id, key, action, label = "paint.up", "up,k", "move(-1, 0)", "Up"
    help = "Go to the day above"
    footer, palette = False, False


class PaintDown(Command):
    """The day below."""

    id, key, action, label = "paint.down", "down,j", "move(1, 0)", "Down"
    help = "Go to the day below"
    footer, palette = False, False


class PaintLeft(Command):
    """Half an hour earlier."""

    id, key, action, label = "paint.left", "left,h", "move(0, -1)", "Earlier"
    help = "Go half an hour back"
    footer, palette = False, False


class PaintRight(Command):
    """Half an hour later."""

    id, key, action, label = "paint.right", "right,l", "move(0, 1)", "Later"
    help = "Go half an hour on"
    footer, palette = False, False


class PaintDayBegin(Command):
    """Midnight."""

    id, key, action, label = "paint.home", "home", "move(0, -48)", "Day's begin"
    help = "Go to midnight"
    footer, palette = False, False


class PaintDayEnd(Command):
    """The last half hour."""

    id, key, action, label = "paint.end", "end", "move(0, 48)", "Day's end"
    help = "Go to the last half hour"
    footer, palette = False, False


class PaintFirstDay(Command):
    """The first day."""

    id, key, action, label = "paint.pageup", "pageup", "move(-6, 0)", "First day"
    help = "Go to the first day"
    footer, palette = False, False


class PaintLastDay(Command):
    """The last day."""

    id, key, action, label = "paint.pagedown", "pagedown", "move(6, 0)", "Last day"
    help = "Go to the last day"
    footer, palette = False, False


class SelectUp(Command):
    """Stretch to the day above."""

    id, key, action, label = "paint.selectup", "shift+up,K", "stretch(-1, 0)", "Select up"
    help = "Stretch the selection to the day above"
    footer, palette = False, False


class SelectDown(Command):
    """Stretch to the day below."""

    id, key, action, label = "paint.selectdown", "shift+down,J", "stretch(1, 0)", "Select down"
    help = "Stretch the selection to the day below"
    footer, palette = False, False


class SelectLeft(Command):
    """Stretch to an earlier time."""

    id, key, action, label = "paint.selectleft", "shift+left,H", "stretch(0, -1)", "Select left"
    help = "Stretch the selection by half an hour back"
    footer, palette = False, False


class SelectRight(Command):
    """Stretch to a later time."""

    id, key, action, label = "paint.selectright", "shift+right,L", "stretch(0, 1)", "Select right"
    help = "Stretch the selection by half an hour on"
    footer, palette = False, False


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
