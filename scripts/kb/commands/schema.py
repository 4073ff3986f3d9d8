"""`schema`: the JSON Schema of `timeline.yaml`, as committed."""

import argparse
import sys

from kb.commands.options import Commands
from kb.schema import schema_text


def register(commands: Commands) -> None:
    """Add the command."""
    does = "print the JSON Schema of timeline.yaml"
    commands.add_parser("schema", help=does, description=does).set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    sys.stdout.write(schema_text())
    return 0
