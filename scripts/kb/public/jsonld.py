"""What machines read of a page: schema.org in JSON-LD, each node named by its permanent address."""

import json
from collections.abc import Iterable, Mapping

Node = Mapping[str, object]
"""A thing with its `@type` and `@id`; it names other things by their `@id` alone."""

LANGUAGE = "en-GB"


def written(nodes: Iterable[Node]) -> str:
    """Return the JSON-LD of a page; whoever puts it into HTML must escape `<`."""
    whole = {"@context": "https://schema.org", "@graph": [*nodes]}
    return json.dumps(whole, ensure_ascii=False)


def of_page(url: str, site_url: str, title: str) -> str:
    """Return the JSON-LD of a page that is no record’s: which site it is part of."""
    site = {"@type": "WebSite", "@id": site_url, "name": title}
    page = {"@type": "WebPage", "@id": url, "inLanguage": LANGUAGE, "isPartOf": ref(site_url)}
    return written((page, site))


def ref(url: str) -> Node:
    """Return what names a thing that is told of elsewhere."""
    return {"@id": url}
