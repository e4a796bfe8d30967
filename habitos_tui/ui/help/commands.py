"""Commands of the guide."""

from habitos_tui.ui.kit.command import Area

guide = Area("guide")
GuideText = guide.footer_only("text", "right,l,enter", "open", "Read on")
GuideText.does("Go to the text of the section; tab comes back")
GuideSearch = guide.footer_only("search", "slash", "filter", "Search")
GuideSearch.does("Show only sections that contain what you type")
CloseGuide = guide.footer_only("close", "escape,q", "close", "Back").does("Go back to where you were")
GuideDown = guide.hidden("down", "j", "scroll_down", "Down").does("Scroll the text down")
GuideUp = guide.hidden("up", "k", "scroll_up", "Up").does("Scroll the text up")
