"""The first run: four pages that create a profile and solve its first week."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, ContentSwitcher, Input, Select, Static

from habitos_tui.errors import HabitosError, InvalidInputError
from habitos_tui.services.demo.catalogue import CATALOGUE, STARTER_IDS
from habitos_tui.services.first_run import create_profile
from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import FieldAbove, FieldBelow
from habitos_tui.ui.kit.field_walk import step_row
from habitos_tui.ui.kit.fields import BAD, Field, FormRow, clear_error, focus_issue, show_issues
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.messages import LoggedIn
from habitos_tui.ui.kit.password_work import PasswordWorked, work_with_password
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.onboarding.commands import NextStep, StepBack
from habitos_tui.ui.onboarding.pages import (
    BehaviorsPage,
    ObjectivesPage,
    PageChoice,
    PersonPage,
    Picks,
    TimesPage,
    WizardPage,
)
from habitos_tui.ui.onboarding.presenter import WizardValues, begin_text, first_week, setup_of

ENTER_GOES_ON: Final = "Without a password, enter goes on."


class WizardScreen(LowTrafficScreen[None]):
    """Posts LoggedIn for the new profile, with its first week to plan."""

    BINDINGS = bindings(NextStep, StepBack, FieldAbove, FieldBelow)
    KEY_WIDGETS = frozenset({PageChoice, Picks, PaintGrid})

    def __init__(self, *, invited: bool = False) -> None:
        """`invited`: opened from the login, so the user can go back to it."""
        super().__init__()
        self._invited = invited
        self._pages: Sequence[WizardPage] = ()
        self._at = 0
        self._creating = False

    def compose(self) -> ComposeResult:
        """Lay out the pages in a box."""
        taken = [profile.name for profile in self.context.data_directory.accounts.profiles()]
        self._pages = (
            PersonPage(taken),
            ObjectivesPage(),
            BehaviorsPage(CATALOGUE, STARTER_IDS),
            TimesPage(self.context.data_directory.clock.now()),
        )
        for number, page in enumerate(self._pages):
            page.id = f"page-{number}"
        with Vertical(id="wizard"):
            yield Static("", id="steps", markup=False)
            with ContentSwitcher(initial="page-0"):
                yield from self._pages
            yield Static("", id="said", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Back  esc", id="back", action="screen.step_back", compact=True)
                yield Button("Next  enter", id="next", action="screen.next_step", variant="primary", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        """Show the first page."""
        self.query_one("#wizard").border_title = "Welcome"
        self._show_page()
        self.context.solver.prepare()

    def values(self) -> WizardValues:
        """Return all values so far."""
        parts: dict[str, Any] = {}
        for page in self._pages:
            parts |= page.typed()
        return WizardValues(**parts)

    def action_next_step(self) -> None:
        """Validate this page, then show the next, or create the profile after the last."""
        if self._creating:
            return
        values, page = self.values(), self._page
        issues = page.issues(values)
        show_issues(page.query(FormRow), issues)
        if issues:
            focus_issue(page.query(FormRow), issues)
            return
        if self._at < len(self._pages) - 1:
            self._at += 1
            self._show_page()
        else:
            self._create(values)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable going back only if possible, and nothing while the profile is being created."""
        if action == "step_back":
            return self._has_way_back and not self._creating
        return super().check_action(action, parameters)

    def action_step_row(self, by: int) -> None:
        """Go to the field above or below."""
        step_row(self, by)

    def action_step_back(self) -> None:
        """Go to the previous page, or from the first to the login; typed values stay."""
        if self._at:
            self._at -= 1
            self._show_page()
        else:
            self.app.pop_screen()

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        """Go on: from the name to the password, from a password to where it is repeated, else to the next page."""
        # What is typed ahead after the name may be a password, which must not appear on the next page.
        onward = {"name": "password", "password": "again" if event.input.value else None}.get(event.input.id or "")
        if onward is None:
            self.action_next_step()
        else:
            self.query_one(f"#{onward}", Field).focus()
            self.say("" if onward == "again" else ENTER_GOES_ON, MUTED)

    @on(Input.Changed)
    def _correct(self, event: Input.Changed) -> None:
        clear_error(event.input)

    @on(Input.Changed)
    @on(PaintGrid.Changed)
    @on(CheckList.Changed)
    @on(Select.Changed)
    def _explain(self) -> None:
        values = self.values()
        self._page.explain(values)
        last = self._at == len(self._pages) - 1
        button = self.query_one("#next", Button)
        button.label = f"{begin_text(values, self.context.data_directory.clock.now()) if last else 'Next'}  enter"
        button.refresh(layout=True)

    @on(PasswordWorked)
    async def _created(self, event: PasswordWorked) -> None:
        self._creating = False
        self.refresh_bindings()
        if event.profile is not None:
            begin = first_week(self.values(), self.context.data_directory.clock.now())
            self.post_message(LoggedIn(event.profile, begin))
        elif event.error is not None:
            self._refused(event.error)
            await self.context.type_ahead.release()

    @property
    def _page(self) -> WizardPage:
        return self._pages[self._at]

    @property
    def _has_way_back(self) -> bool:
        """True if there is a previous page or a login."""
        return self._at > 0 or self._invited

    def _show_page(self) -> None:
        self.query_one(ContentSwitcher).current = self._page.id
        steps = "  ".join(
            f"{'●' if at == self._at else '✓' if at < self._at else '○'} {page.TITLE}"
            for at, page in enumerate(self._pages)
        )
        self.query_one("#steps", Static).update(safe(steps, "$primary"))
        self.query_one("#back", Button).visible = self._has_way_back
        self.refresh_bindings()
        self.say("" if self._has_way_back else "ctrl+q leaves; nothing is saved yet.", MUTED)
        self._explain()
        self.set_focus(self._page.query("Input, CheckList, PaintGrid").first())

    def _create(self, values: WizardValues) -> None:
        """Create the profile; hashes its password."""
        self._creating = True
        self.refresh_bindings()
        self.context.type_ahead.hold()
        self.say("Setting things up…", "$text-warning")
        work_with_password(self, "first run", partial(create_profile, self.context.data_directory, setup_of(values)))

    def _refused(self, error: HabitosError) -> None:
        """Show the page of the invalid field, with its error."""
        issues = error.issues if isinstance(error, InvalidInputError) else ()
        if any(path in {"name", "password"} for path, _ in issues):
            self._at = 0
            self._show_page()
            show_issues(self._page.query(FormRow), issues)
            focus_issue(self._page.query(FormRow), issues)
        self.say(f"{BAD}{error.message} {error.hint}".strip(), "$text-warning")
