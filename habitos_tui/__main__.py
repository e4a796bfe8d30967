"""Entry point: `habitos-tui` and `python -m habitos_tui`."""

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        from habitos_tui.cli.crash import install
        from habitos_tui.cli.main import cli

        install()
        cli.main(prog_name="habitos-tui")
    except KeyboardInterrupt:
        # Only while modules are being loaded; the command line itself answers every later one.
        sys.exit(130)


if __name__ == "__main__":
    main()
