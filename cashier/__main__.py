"""Where the program starts: the window without a command, else the command line."""

import gc
import sys

from cashier import system_needs

_NO_DEVICE = 3  # as for every device that cannot be reached: nothing is lost, try again
_WINDOW_OPTIONS = {"--demo", "--data-dir"}


def main() -> None:
    """Run the window, or the command that was asked for, and leave with its exit code."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0].partition("=")[0] in _WINDOW_OPTIONS:
        if not system_needs.window_can_open():
            sys.exit(_NO_DEVICE)
        gc.disable()  # what a start makes stays: there is nothing to collect
        from cashier.app import quick_start  # noqa: PLC0415 - commands need no window

        quick_start.prepare()
        from cashier.app.window import run_window  # noqa: PLC0415 - after what makes it quick

        sys.exit(run_window(arguments))
    from cashier.cli import main as run_command  # noqa: PLC0415 - the window needs no commands

    sys.exit(run_command(arguments))


if __name__ == "__main__":
    main()
