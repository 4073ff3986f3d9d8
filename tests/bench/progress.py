"""What a person who waits is told, on stderr: the table itself goes to stdout."""

import sys


def tell(what: str) -> None:
    """Write a line at once."""
    print(f"run bench: {what}", file=sys.stderr, flush=True)  # noqa: T201 - this is its place
