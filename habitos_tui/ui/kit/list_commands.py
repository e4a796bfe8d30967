"""Keys of a list drawn line by line."""

from typing import Final

from habitos_tui.ui.kit.command import Area

line_list = Area("list")
ListUp = line_list.hidden("up", "up,k", "step(-1)", "Up").does("Move to the line above")
ListDown = line_list.hidden("down", "down,j", "step(1)", "Down").does("Move to the line below")
ListPageUp = line_list.hidden("pageup", "pageup", "page(-1)", "Page up").does("Move a screenful up")
ListPageDown = line_list.hidden("pagedown", "pagedown", "page(1)", "Page down").does("Move a screenful down")
ListTop = line_list.hidden("top", "home,g", "edge(0)", "Top").does("Move to the first line")
ListBottom = line_list.hidden("bottom", "end,G", "edge(-1)", "Bottom").does("Move to the last line")
ListOpen = line_list.footer_only("open", "enter", "open", "Details").does("Open the line under the cursor")

LIST_COMMANDS: Final = tuple(line_list)
