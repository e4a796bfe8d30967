"""Keys of the paint grid for weekly busy time."""

from typing import Final

from habitos_tui.ui.kit.command import Area

paint = Area("paint")
PaintWork = paint.footer_only("work", "w", "paint('Work')", "Work").does("Paint what is selected as work")
PaintSleep = paint.footer_only("sleep", "s", "paint('Sleep')", "Sleep").does("Paint what is selected as sleep")
PaintMeals = paint.footer_only("meals", "m", "paint('Meals')", "Meals").does("Paint what is selected as meals")
PaintFree = paint.footer_only("free", "x,delete,backspace", "paint('')", "Free").does("Free what is selected")
PaintAgain = paint.footer_only("again", "space", "paint_again", "Paint").does(
    "Paint with the last brush; what has its colour already becomes free"
)
PaintUp = paint.hidden("up", "up,k", "move(-1, 0)", "Up").does("Go to the day above")
PaintDown = paint.hidden("down", "down,j", "move(1, 0)", "Down").does("Go to the day below")
PaintLeft = paint.hidden("left", "left,h", "move(0, -1)", "Earlier").does("Go half an hour back")
PaintRight = paint.hidden("right", "right,l", "move(0, 1)", "Later").does("Go half an hour on")
PaintDayBegin = paint.hidden("home", "home", "move(0, -48)", "Day's begin").does("Go to midnight")
PaintDayEnd = paint.hidden("end", "end", "move(0, 48)", "Day's end").does("Go to the last half hour")
PaintFirstDay = paint.hidden("pageup", "pageup", "move(-6, 0)", "First day").does("Go to the first day")
PaintLastDay = paint.hidden("pagedown", "pagedown", "move(6, 0)", "Last day").does("Go to the last day")
SelectUp = paint.hidden("selectup", "shift+up,K", "stretch(-1, 0)", "Select up").does(
    "Stretch the selection to the day above"
)
SelectDown = paint.hidden("selectdown", "shift+down,J", "stretch(1, 0)", "Select down").does(
    "Stretch the selection to the day below"
)
SelectLeft = paint.hidden("selectleft", "shift+left,H", "stretch(0, -1)", "Select left").does(
    "Stretch the selection by half an hour back"
)
SelectRight = paint.hidden("selectright", "shift+right,L", "stretch(0, 1)", "Select right").does(
    "Stretch the selection by half an hour on"
)

PAINT_COMMANDS: Final = tuple(paint)
