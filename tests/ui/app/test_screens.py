import subprocess
import sys

from habitos_tui.ui.app.screens import LOADERS
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.modes import MODES
from tests.support.cli import ROOT, environment


def test_every_mode_has_a_screen_of_its_own() -> None:
    assert list(LOADERS) == [mode.id for mode in MODES]
    for mode, load in LOADERS.items():
        screen = load()
        assert isinstance(screen, HabitosScreen)
        assert mode == screen.MODE


def test_all_screens_are_imported_while_nobody_waits() -> None:
    code = (
        "import sys\n"
        "from habitos_tui.ui.app.screens import LOADERS, load_all\n"
        "screens = {f'habitos_tui.ui.{mode}.screen' for mode in LOADERS}\n"
        "assert not screens & set(sys.modules)\n"
        "load_all()\n"
        "assert screens <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), check=True)
