"""What settings ask for: one value, colours that are shown while they are chosen, and another password or none."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.text.settings_words import MEALS_MEANING
from habitos_tui.errors import InvalidInputError, TooManyTriesError, WrongPasswordError
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.meals import EXAMPLE, MEALS, Meals
from habitos_tui.ui.kit.app_context import context_of
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import BAD, Field, FormRow
from habitos_tui.ui.kit.login_wait import LoginWait
from habitos_tui.ui.kit.on_top import OnTop
from habitos_tui.ui.kit.password_work import PasswordWorked, work_with_password
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.themes import category_variable

AUTOMATIC = ""
_OTHERS = "Others"
"""Meals without a name."""
_SAVING = "Saving…"
_STAYS_OPEN = f"{_SAVING} This stays open until it is known what came of it."
_ABOUT_PASSWORD = "Leave the new password empty to have none. It keeps others out of the app, not out of the file."  # noqa: S105


class ValueDialog(FormDialog[str]):
    """Returns the text once `check`, which may raise InvalidInputError about "value", accepts it."""

    AUTO_FOCUS = "#value"

    def __init__(self, label: str, about: str, value: str, check: Callable[[str], object], *, unit: str = "") -> None:
        """`about` explains the value; `unit` follows the field."""
        super().__init__(safe(label))
        self._label, self._about, self._value, self._unit = label, about, value, unit
        self._check = check

    def compose_fields(self) -> ComposeResult:
        """Yield the one row."""
        yield Static(safe(self._about), classes="hint")
        field = Field(self._value, id="value", max_length=20)
        yield FormRow(self._label, field, paths={"value": ""}, note=self._unit)

    def typed(self) -> str:
        """Return what was typed."""
        return self.query_one("#value", Field).value

    def action_save(self) -> None:
        """Save only a changed value, since a number shown rounded would lose digits."""
        if self.typed() == self._value:
            self.dismiss(None)
        else:
            super().action_save()

    def submit(self) -> str:
        """Return the value, if valid."""
        self._check(self.typed())
        return self.typed()

    def entered(self) -> None:
        """Save, since there is no other field."""
        self.action_save()


class ThemeDialog(Dialog[str]):
    """Returns the name of a theme, empty for automatic; `show` previews the one under the cursor."""

    DEFAULT_CSS = """
    ThemeDialog #themes { height: auto; max-height: 45vh; background: $surface; border: none; padding: 0; }
    ThemeDialog #sample { height: auto; margin-top: 1; }
    """

    def __init__(self, names: Sequence[str], chosen: str, show: Callable[[str], None]) -> None:
        """`names` are listed after the automatic choice."""
        super().__init__(Content("Theme"))
        self._names = (AUTOMATIC, *names)
        self._chosen = chosen if chosen in self._names else AUTOMATIC
        self._show = show

    def compose_box(self) -> ComposeResult:
        """Show the names over a sample of the colours."""
        yield OptionList(*(Option(safe(name or "automatic")) for name in self._names), id="themes", compact=True)
        yield Static(_sample(), id="sample")

    def on_mount(self) -> None:
        """Put the cursor on the current theme."""
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._chosen)
        options.focus()

    def action_close(self) -> None:
        """Restore the previous theme and close."""
        self._show(self._chosen)
        self.dismiss(None)

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        self._show(self._names[event.option_index])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])


def _sample() -> Content:
    """Return words in the colours of categories, success and error."""
    words = [Content.styled(category, f"${category_variable(category)}") for category in CATEGORIES]
    signs = (("✓ good  ", "$text-success"), ("✗ bad  ", "$text-error"), ("muted", MUTED))
    return Content("\n").join([Content(" ").join(words), Content.assemble(*signs)])


class PasswordDialog(FormDialog[Profile]):
    """Returns the profile with its new password."""

    AUTO_FOCUS = "Field"

    def __init__(self, accounts: Accounts, profile: Profile) -> None:
        """`profile` is the profile to change."""
        super().__init__(safe(f"Password of {profile.name}"))
        self._accounts, self._profile = accounts, profile
        self._working = False
        self._on_top = OnTop(self)

    @cached_property
    def wait(self) -> LoginWait:
        """The wait after too many wrong passwords."""
        return LoginWait(self, context_of(self.app).data_directory.clock, self._say_wait)

    def _say_wait(self, sentence: str, over: bool) -> None:
        self._say(safe(sentence, MUTED) if over else safe(BAD + sentence, "$text-error"))

    def compose_fields(self) -> ComposeResult:
        """Yield the old password if there is one, and the new one twice."""
        yield Static(safe(_ABOUT_PASSWORD), classes="hint")
        if self._profile.protected:
            yield FormRow("Current", Field(id="old", password=True), paths={"old": ""})
        yield FormRow("New", Field(id="new", password=True), paths={"password": ""})
        yield FormRow("Repeat", Field(id="again", password=True), paths={"again": ""})

    def typed(self) -> tuple[str, ...]:
        """Return what was typed."""
        return tuple(field.value for field in self.query(Field))

    def submit(self) -> None:
        """Validate the fields, then change the password in a thread."""
        if self._working or self.wait.seconds:
            return  # what was typed stays for when the wait is over
        old = self.query_one("#old", Field).value if self._profile.protected else None
        new, again = (self.query_one(f"#{name}", Field).value for name in ("new", "again"))
        if new != again:
            raise InvalidInputError("The new passwords differ.", issues=(("again", "is not the same"),))
        self.show_issues(())
        self._working = True
        self._say(safe(_SAVING))
        change = partial(self._accounts.change_password, self._profile, old, new or None)
        work_with_password(self, "change password", change)

    def action_close(self) -> None:
        """Close, but not while the password is changed: that goes on, and nobody would hear that it came about."""
        if self._working:
            self._say(safe(_STAYS_OPEN, "$text-warning"))
        else:
            super().action_close()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last."""
        if event.input.id == "again":
            event.prevent_default()
            self.action_save()

    @on(PasswordWorked)
    def _worked(self, event: PasswordWorked) -> None:
        self._on_top.do(partial(self._done, event))

    def _done(self, event: PasswordWorked) -> None:
        self._working = False
        error = event.error
        if event.profile is not None:
            self.dismiss(event.profile)
        elif isinstance(error, TooManyTriesError):
            self.wait.begin(error.seconds)
        elif error is not None:
            self._say(safe(""))
            issues = error.issues if isinstance(error, InvalidInputError) else ()
            path = "old" if isinstance(error, WrongPasswordError) else ""
            self.show_issues(issues or ((path, error.message),))


class MealsDialog(FormDialog[bool]):
    """Returns True once the time for meals is kept as typed."""

    AUTO_FOCUS = "Field"

    def __init__(self, meals: Meals) -> None:
        """`meals` are those of the profile."""
        super().__init__(Content("Meals"))
        self._meals, self._kept = meals, meals.lines()

    def compose_fields(self) -> ComposeResult:
        """Yield a row for each meal."""
        yield Static(safe(MEALS_MEANING), classes="hint")
        for meal, line in self._kept.items():
            field = Field(line, id=meal, placeholder=EXAMPLE, max_length=300)
            yield FormRow(_OTHERS if meal == MEALS[-1] else meal, field)

    def typed(self) -> dict[str, str]:
        """Return what was typed, by meal."""
        return {meal: self.text_of(meal) for meal in self._kept}

    def meaning(self) -> str:
        """Return where busy time is found."""
        return "They are busy time, beside work and sleep on Rules. Empty keeps no time."

    def submit(self) -> bool:
        """Keep the time for meals; InvalidInputError for a line that says no times."""
        self._meals.keep(self.typed())
        return True
