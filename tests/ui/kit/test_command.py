from habitos_tui.ui.kit.command import Area, PaneInfo


def test_a_command_is_declared_once_for_key_footer_palette_and_help() -> None:
    area = Area("test")
    move_on = area.hidden("on", "j,down", "step(1)", "On").does("Go on by one line")
    binding = move_on.binding()
    assert (move_on.id, move_on.area, binding.id) == ("test.on", "test", "test.on")
    assert move_on.help == binding.tooltip == "Go on by one line"
    assert move_on.title == move_on.label == binding.description
    assert not binding.show
    assert not move_on.palette


def test_where_a_command_is_offered() -> None:
    area = Area("test")
    made = (
        area.command("everywhere", "a", "a", "A"),
        area.footer_only("here", "b", "b", "B"),
        area.palette_only("there", "c", "c", "C"),
    )
    assert [(command.footer, command.palette) for command in made] == [(True, True), (True, False), (False, True)]
    assert all(command.guide for command in made)
    assert tuple(area) == made


def test_what_a_key_plainly_does_is_offered_by_that_key_alone() -> None:
    pick = Area("test").unlisted("pick", "space", "pick", "Pick").does("Tick this")
    assert [pick.footer, pick.palette, pick.guide] == [False, False, False]
    assert pick.binding().tooltip == "Tick this"


def test_the_first_letter_of_its_title_leads_to_a_pane() -> None:
    (command,) = Area("rules").go_to([PaneInfo("Slots", "the slots", "the parts of the day")])
    assert (command.id, command.key, command.action) == ("rules.go_slots", "S", "show_pane('slots')")
    assert (command.title, command.help) == ("Show the slots", "Go to the parts of the day")
