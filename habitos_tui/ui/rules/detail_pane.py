"""What the chosen line means for this week, beside the panes of a large screen."""

from typing import Any

from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.rules.pane import Pane


class DetailPane(Static):
    """Sentences about the line under the cursor of the pane that has the focus."""

    def __init__(self) -> None:
        super().__init__("", id="detail", classes="pane", markup=False)
        self.border_title = "This week"
        self._agenda: WeekAgenda | None = None
        """Read once after each change, and only where there is room to show it."""

    def forget(self) -> None:
        """Read the week again before it is shown next."""
        self._agenda = None

    def tell(self, pane: Pane[Any], workspace: Workspace) -> None:
        """Show what the line under the cursor of a pane means."""
        if not self.display:
            return
        if self._agenda is None:
            self._agenda = workspace.tracking.week(workspace.planning.this_week())
        sentences = [safe(sentence) for sentence in pane.detail(self._agenda)]
        self.update(Content("\n").join(sentences), layout=False)
