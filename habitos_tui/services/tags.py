"""Tags: words of the user's own on behaviors and on what was done, to find and compare by, and for rules."""

from collections import Counter
from dataclasses import dataclass

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.domain.model.rule import Frequency, Scope, ScopedRule, TimeBudget
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.store import Store


@dataclass(frozen=True, slots=True)
class TagUse:
    """How often a tag is used."""

    tag: str
    behaviors: int
    """Those put away too."""
    entries: int
    """Entries of the log that have it themselves, whatever their behavior has."""
    rules: int

    @property
    def in_words(self) -> str:
        """Such as "2 behaviors, 1 rule, 14 entries"."""
        kinds = (self.behaviors, ("behavior",)), (self.rules, ("rule",)), (self.entries, ("entry", "entries"))
        return ", ".join(count(number, *kind) for number, kind in kinds if number)


class Tags:
    """The tags of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[TagUse, ...]:
        """Return every tag in use, in alphabetical order."""
        with self._store.database.reading():
            behaviors = Counter(tag for behavior in self._behaviors() for tag in behavior.tags)
            rules = Counter(rule.scope.tag for rule in self._rules())
            entries = self._store.completions.tag_counts()
        tags = sorted({*behaviors, *entries, *(tag for tag in rules if tag is not None)})
        return tuple(TagUse(tag, behaviors[tag], entries.get(tag, 0), rules[tag]) for tag in tags)

    def rename(self, tag: str, new: str) -> TagUse:
        """Give a tag another name wherever it is used, and return what had it; one that is there already takes it in.

        NotFoundError when nothing has it; InvalidInputError for a name that cannot be a tag.
        """
        old = str(plain_tag(tag))
        wanted = self._name(new)
        with self._store.change(f"Renamed the tag “{old}” to “{wanted}”"):
            uses = self.all()
            use = next((use for use in uses if use.tag == old), None)
            if use is None:
                hint = did_you_mean(old, (use.tag for use in uses)) or "See: habitos-tui tags"
                raise NotFoundError(f"Nothing is tagged “{old}”.", hint=hint)
            for behavior in self._behaviors():
                if old in behavior.tags:
                    self._store.behaviors.update(_retagged(behavior, old, wanted))
            for rule in self._rules():
                if rule.scope.tag == old:
                    scope = rule.scope.model_copy(update={"tag": wanted})
                    self._store.rules.update(rule.model_copy(update={"scope": scope}))
            self._store.completions.rename_tag(old, wanted)
        return use

    def _behaviors(self) -> tuple[Behavior, ...]:
        return (*self._store.behaviors.all(), *self._store.behaviors.all(archived=True))

    def _rules(self) -> list[TimeBudget | Frequency]:
        return [rule for rule in self._store.rules.all() if isinstance(rule, ScopedRule) and rule.scope.tag is not None]

    @staticmethod
    def _name(text: str) -> str:
        try:
            return str(validated(lambda: Scope(tag=text), "This tag").tag)
        except InvalidInputError as error:
            # It has no fields: what is wrong is wrong with the new name.
            raise InvalidInputError(error.message, issues=tuple(("new", text) for _, text in error.issues)) from error


def _retagged(behavior: Behavior, old: str, new: str) -> Behavior:
    tags = {new if tag == old else tag for tag in behavior.tags}
    return behavior.model_copy(update={"tags": tuple(sorted(tags))})
