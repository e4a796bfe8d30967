"""What one can do in the guide."""

from habitos_tui.ui.kit.command import Command


class GuideText(Command, id="guide.text", key="right,l,enter", action="open", label="Read on", palette=False):
    """Go to the text of the section; tab comes back."""


class GuideSearch(
    Command, id="guide.search", key="slash", action="filter", label="Search", key_display="/", palette=False
):
    """Show only sections that contain what you type."""


class CloseGuide(Command, id="guide.close", key="escape,q", action="close", label="Back", palette=False):
    """Go back to where you were."""


class GuideDown(Command, id="guide.down", key="j", action="scroll_down", label="Down", hidden=True):
    """Scroll the text down."""


class GuideUp(Command, id="guide.up", key="k", action="scroll_up", label="Up", hidden=True):
    """Scroll the text up."""
