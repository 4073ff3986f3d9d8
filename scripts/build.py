"""The command line of a dossier. Exit 0 good, 1 problems, 2 wrong use."""

import argparse
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

COMMANDS = {
    "check": "check",
    "build": "make",
    "serve": "make",
    "add": "add",
    "add-source": "add_source",
    "diff": "diff",
    "release": "release",
    "links": "links",
    "schema": "schema",
}
"""Each command with its module in `kb/commands`; the one that is asked for is alone imported."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    asked = {module for name, module in COMMANDS.items() if name in arguments[:1]}
    for module in asked or dict.fromkeys(COMMANDS.values()):
        import_module(f"kb.commands.{module}").register(commands)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may know few letters
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
    except BrokenPipeError:  # whoever read the output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = 130  # as shells have it of Ctrl-C
    gc.freeze()  # all goes with the process: no use in looking through it for garbage
    sys.exit(code)
