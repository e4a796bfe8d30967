"""In the interface user text reaches widgets through the gate only."""

import ast
from pathlib import Path

import pytest

from tests.support.text_lint import holes
from tests.support.text_types import Types

UI = Path(__file__).parents[1] / "habitos_tui" / "ui"


def test_no_widget_is_given_raw_user_text() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(UI.rglob("*.py"))}
    types = Types(trees.values())
    found = [
        f"{path.relative_to(UI.parent)}:{hole.line}: {hole.advice}"
        for path, tree in trees.items()
        for hole in holes(tree, types)
    ]
    assert found == [], "\n".join(["raw text in widgets:", *found])


def holes_in(source: str) -> int:
    tree = ast.parse(source)
    return len(holes(tree, Types([tree])))


@pytest.mark.parametrize(
    "source",
    [
        "Static(behavior.name)",
        "Label(f'{behavior.name} today')",
        "Label(f'{name}')",
        "Button(label=row['name'])",
        "Option('Edit ' + behavior.name, id='x')",
        "Option('Edit %s' % behavior.name)",
        "Checkbox('Edit {}'.format(name))",
        "Label(', '.join(names))",
        "Label(str(error))",
        "Static(behavior.name.upper())",
        "Static(clean(name))",
        "Static(behavior.name if behavior else '')",
        "Static(behavior.name or '?')",
        "Static(name_of.title, markup=False)",
        "Collapsible(Static(''), title=rule.name)",
        "TabPane(result.engine)",
        "self.query_one('#x', Static).update(f'{name}')",
        "self.query_one(Static).update(view.sentence)",
        "Content.from_markup(f'[b]{name}[/b]')",
        "box.border_title = self._title",
        "widget.tooltip = behavior.note",
        "self.sub_title = profile.name",
        "Content(behavior.name)",
        "Content.styled(f'{behavior.name}', 'bold')",
        "Content.assemble('a ', (behavior.name, 'bold'))",
        "Content(', '.join(each.name for each in behaviors))",
        "Segment(behavior.name.ljust(10))",
        "Text(behavior.name)",
        "table.add_row('x', behavior.name, key='k')",
        "table.add_row(safe(name))",
        "table.add_column(Content('x'))",
        "table.update_cell(row, column, f'{name}')",
        "tree.root.add_leaf(safe(name))",
        "self.notify('Saved')",
        "notify(f'{name}', title='x')",
        "self.screen.notify('Saved', markup=True)",
        "class A:\n def __init__(self, title: str):\n  self._title = title\n def f(self): Label(self._title)",
        "class A:\n _title: Content\nclass B:\n _title: str\n def f(self): Label(self._title)",
    ],
)
def test_an_obvious_hole_is_found(source: str) -> None:
    assert holes_in(source) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Static('Nothing planned yet')",
        "Static(safe(behavior.name))",
        "Static(Content.assemble(safe(behavior.name), ' ', (clean(behavior.note), 'dim')))",
        "Label(heading)",
        "Label(headline(view))",
        "Label(HEADING + '!')",
        "Label(words.HEADING)",
        "Label(WEEKDAYS[day][:2])",
        "Label(f'{len(rows)} sessions, {share:.0%}, {minutes:d} min')",
        "Label(f'{SIGN} done')",
        "Label(self._note_label, markup=False)",
        "Content(f'{minutes} min of {clean(behavior.name)}')",
        "Content.styled(shorten(behavior.name, 20), 'bold')",
        "Segment(fit(title, width), style)",
        "Option(safe(name), id=behavior.id)",
        "Button('Save', id=self.key)",
        "self.title = clean(profile.name)",
        "box.border_title = safe(title)",
        "table.add_row(*cells, key=behavior.id)",
        "table.add_row(Text(clean(behavior.name)), '3')",
        "values.update(minutes=behavior.minutes)",
        "workspace.behaviors.update(self.draft)",
        "bar.update(total=view.total)",
        "self.app.notify(f'{name} is saved.')",
        "self.notify('Saved', markup=False)",
        "announce(self, f'{name} is saved.')",
        "class A(App):\n def notify(self, message): ...\n def f(self): self.notify('Saved')",
        "class A:\n def __init__(self, title: Content):\n  self._title = title\n def f(self): Label(self._title)",
        "class A:\n def __init__(self, a: Content, b: str):\n  self._a, self._b = a, b\n def f(self): Label(self._a)",
        "class A:\n def __init__(self, t: str):\n  self._t = safe(t)\nclass B(A):\n def f(self): Label(self._t)",
        "class V:\n headline: Content\nclass W:\n def f(self): Label(self.view.headline)",
        "class V:\n @property\n def headline(self) -> Content: ...\nLabel(view.headline)",
    ],
)
def test_harmless_code_is_left_alone(source: str) -> None:
    assert holes_in(source) == 0
