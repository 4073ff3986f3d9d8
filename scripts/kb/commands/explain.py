"""`check --explain`: why each claim of an event has its status."""

import argparse
import sys

from kb.checked import read_dossier
from kb.edit.explain import claims_of, explained
from kb.nearest import near_hint
from kb.problems import InvalidDossier, as_text, counted, seen_from_here


def add_explain(command: argparse.ArgumentParser) -> None:
    """Add the option."""
    does = "tell how the status of each claim comes about, of EVENT or EVENT/CLAIM"
    command.add_argument("--explain", metavar="EVENT", help=does)


def explain(options: argparse.Namespace) -> int:
    """Print it; return 1 where the dossier has problems or no such claim is published."""
    try:
        dossier = read_dossier(options.dossier)
    except InvalidDossier as invalid:
        print(as_text(seen_from_here(invalid.problems, options.dossier)))
        print(counted(invalid.problems), file=sys.stderr)
        return 1
    event, _, claim = options.explain.partition("/")
    if claims := claims_of(dossier, event, claim):
        print(explained(claims))
        return 0
    known = [record.id for record in dossier.events] + [one.ref for one in dossier.claims]
    hint = near_hint(options.explain, known) or "a draft has no status before it is published"
    print(f"no event or claim '{options.explain}' is published\n    {hint}", file=sys.stderr)
    return 1
