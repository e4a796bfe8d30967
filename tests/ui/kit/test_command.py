from habitos_tui.ui.kit.command import Command, PaneInfo, go_to


def test_the_docstring_is_what_users_read() -> None:
    class MoveOn(Command, id="test.on", key="j,down", action="step(1)", label="On", hidden=True):
        """Go on by one line, and
        one more.

        Over a slow line keys come in bunches.
        """

    binding = MoveOn.binding()
    assert MoveOn.help == binding.tooltip == "Go on by one line, and one more"
    assert MoveOn.title == MoveOn.label == binding.description
    assert not binding.show
    assert not MoveOn.palette


def test_the_first_letter_of_its_title_leads_to_a_pane() -> None:
    (command,) = go_to("rules", [PaneInfo("Slots", "the slots", "the parts of the day")], module="rules.commands")
    assert (command.id, command.key, command.action) == ("rules.go_slots", "S", "show_pane('slots')")
    assert (command.title, command.help) == ("Show the slots", "Go to the parts of the day")
    assert command.__module__ == "rules.commands"
