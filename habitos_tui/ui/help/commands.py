"""Commands of the guide."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

guide = Area("guide")
GuideText = guide.footer_only("text", (verbs.RIGHT, verbs.OPEN), "open", "Read on")
GuideText.does("Go to the text of the section; tab comes back")
GuideSearch = guide.footer_only("search", verbs.FILTER, "filter", "Search")
GuideSearch.does("Show only sections that contain what you type")
CloseGuide = guide.footer_only("close", (verbs.BACK, verbs.LEAVE), "close", "Back").does("Go back to where you were")
GuideDown = guide.hidden("down", verbs.DOWN, "scroll_down", "Down").does("Scroll the text down")
GuideUp = guide.hidden("up", verbs.UP, "scroll_up", "Up").does("Scroll the text up")
