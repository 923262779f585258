"""``python -m bvgraph``, and what the installed command starts."""

from __future__ import annotations

import gc


def run() -> None:
    """Run the command line of this process and end it."""
    gc.disable()  # nothing that is loaded is garbage, and looking for some takes a twentieth of the time of a question
    from bvgraph.cli import main  # noqa: PLC0415 - that is what the line before is for

    gc.enable()
    main()


if __name__ == "__main__":
    run()
