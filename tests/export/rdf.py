"""JSON-LD as rdflib reads it, which asks nobody: a context that is no object must be given."""

import json
import warnings
from collections.abc import Mapping
from typing import Any

from rdflib import Graph


def read_jsonld(text: str, context: Mapping[str, Any] | None = None) -> Graph:
    """Return the statements; `context` stands in for the one that the text names by an address."""
    said = json.loads(text)
    if context is not None:
        assert isinstance(said["@context"], str)
        said["@context"] = context
    assert isinstance(said["@context"], dict)
    with warnings.catch_warnings():  # of a class that its own parser uses
        warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)
        return Graph().parse(data=json.dumps(said), format="json-ld")
