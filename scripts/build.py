"""The command line of a dossier. Exit 0 good, 1 problems, 2 wrong use."""

import argparse
import os
import sys

from kb.commands import add, add_source, check, diff, make, release, schema

COMMANDS = (check, make, add, add_source, diff, release, schema)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.register(commands)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read the output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
