from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area, PaneInfo


def test_a_command_is_declared_once_for_key_footer_palette_and_help() -> None:
    area = Area("test")
    move_on = area.hidden("on", verbs.DOWN, "step(1)", "On").does("Go on by one line")
    binding = move_on.binding()
    assert (move_on.id, move_on.area, binding.id) == ("test.on", "test", "test.on")
    assert move_on.help == binding.tooltip == "Go on by one line"
    assert move_on.title == move_on.label == binding.description
    assert not binding.show
    assert not move_on.palette


def test_a_command_has_the_keys_of_its_verbs() -> None:
    edit = Area("test").command("edit", (verbs.EDIT, verbs.OPEN), "edit", "Edit")
    assert (edit.key, edit.verbs) == ("e,enter", (verbs.EDIT, verbs.OPEN))


def test_where_a_command_is_offered() -> None:
    area = Area("test")
    made = (
        area.command("everywhere", verbs.NEW, "a", "A"),
        area.footer_only("here", verbs.EDIT, "b", "B"),
        area.palette_only("there", verbs.COPY, "c", "C"),
    )
    assert [(command.footer, command.palette) for command in made] == [(True, True), (True, False), (False, True)]
    assert all(command.guide for command in made)
    assert tuple(area) == made


def test_what_a_key_plainly_does_is_offered_by_that_key_alone() -> None:
    pick = Area("test").unlisted("pick", verbs.MARK, "pick", "Pick").does("Tick this")
    assert [pick.footer, pick.palette, pick.guide] == [False, False, False]
    assert pick.binding().tooltip == "Tick this"


def test_a_letter_of_its_title_leads_to_a_pane() -> None:
    (command,) = Area("rules").go_to([PaneInfo("Slots", "the slots", "the parts of the day")])
    assert (command.id, command.key, command.action) == ("rules.go_slots", "S", "show_pane('slots')")
    assert (command.title, command.help) == ("Show the slots", "Go to the parts of the day")


def test_a_pane_can_have_another_letter_of_its_title() -> None:
    assert PaneInfo("Rules", "the rules", "what a week must respect", place=1).letter == "U"
