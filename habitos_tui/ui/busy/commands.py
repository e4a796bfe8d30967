"""Commands of the paint grid for weekly busy time, and of the look at a calendar."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

paint = Area("paint")
PaintWork = paint.footer_only("work", verbs.PAINT_WORK, "paint('Work')", "Work").does("Paint what is selected as work")
PaintSleep = paint.footer_only("sleep", verbs.PAINT_SLEEP, "paint('Sleep')", "Sleep").does(
    "Paint what is selected as sleep"
)
PaintMeals = paint.footer_only("meals", verbs.PAINT_MEALS, "paint('Meals')", "Meals").does(
    "Paint what is selected as meals"
)
PaintFree = paint.footer_only("free", (verbs.PAINT_FREE, verbs.CLEAR), "paint('')", "Free").does(
    "Free what is selected"
)
PaintAgain = paint.footer_only("again", verbs.MARK, "paint_again", "Paint")
PaintAgain.does("Paint with the last brush; what has its colour already becomes free")
PaintUp = paint.hidden("up", verbs.UP, "move(-1, 0)", "Up").does("Go to the day above")
PaintDown = paint.hidden("down", verbs.DOWN, "move(1, 0)", "Down").does("Go to the day below")
PaintLeft = paint.hidden("left", verbs.LEFT, "move(0, -1)", "Earlier").does("Go half an hour back")
PaintRight = paint.hidden("right", verbs.RIGHT, "move(0, 1)", "Later").does("Go half an hour on")
PaintDayBegin = paint.hidden("home", verbs.FIRST, "move(0, -48)", "Day's begin").does("Go to midnight")
PaintDayEnd = paint.hidden("end", verbs.LAST, "move(0, 48)", "Day's end").does("Go to the last half hour")
PaintFirstDay = paint.hidden("pageup", verbs.PAGE_UP, "move(-6, 0)", "First day").does("Go to the first day")
PaintLastDay = paint.hidden("pagedown", verbs.PAGE_DOWN, "move(6, 0)", "Last day").does("Go to the last day")
SelectUp = paint.hidden("selectup", verbs.FAR_UP, "stretch(-1, 0)", "Select up")
SelectUp.does("Stretch the selection to the day above")
SelectDown = paint.hidden("selectdown", verbs.FAR_DOWN, "stretch(1, 0)", "Select down")
SelectDown.does("Stretch the selection to the day below")
SelectLeft = paint.hidden("selectleft", (verbs.FAR_LEFT, verbs.STRETCH_LEFT), "stretch(0, -1)", "Select left")
SelectLeft.does("Stretch the selection by half an hour back")
SelectRight = paint.hidden("selectright", (verbs.FAR_RIGHT, verbs.STRETCH_RIGHT), "stretch(0, 1)", "Select right")
SelectRight.does("Stretch the selection by half an hour on")

calendar = Area("calendar")
KeepCalendar = calendar.footer_only("keep", verbs.ACCEPT, "keep", "Keep")
KeepCalendar.does("Keep the calendar, and read it again before every plan")
ChangeCalendar = calendar.footer_only("change", verbs.EDIT, "change", "Change")
ChangeCalendar.does("Change what counts of the calendar, its name or where it lies")
