"""What the search is made from: every name, every claim with who says it, and the facets."""

import json
import re

from kb.connect.text_parts import in_parts
from kb.dossier import Actor, Dossier, Place, Topic
from kb.public.addresses import address_of, page_of
from kb.render.findable import facets_of, months, names_of
from kb.render.pages import render_findable


def findable(golden: Dossier) -> dict[str, str]:
    return {file.path: file.text for file in render_findable(golden)}


def test_every_record_can_be_found_at_its_address(golden: Dossier) -> None:
    found = findable(golden)

    assert set(found) == set(facets_of(golden))
    assert {f"events/{event.id}/" for event in golden.events} <= set(found)


def test_a_claim_is_found_with_who_says_it_and_its_status(golden: Dossier) -> None:
    found = findable(golden)

    for claim in golden.claims:
        page = found[f"events/{claim.event.id}/"]
        (heading,) = re.findall(f'<h2 id="{claim.id}">(.*?)</h2>', page, re.DOTALL)
        assert heading.rstrip().endswith(f"— {claim.standing.mark}")
        if not claim.is_bare:
            assert not heading.startswith("Happened")


def test_a_long_text_is_found_page_by_page(golden: Dossier) -> None:
    (source,) = (source for source in golden.sources if source.kept)
    whole, cut = source.paragraphs, in_parts(source.paragraphs, most=1)
    source.paragraphs = cut
    try:
        found = {path: text for path, text in findable(golden).items() if source.id in path}
        assert set(found) <= set(facets_of(golden))
    finally:
        source.paragraphs = whole

    assert len(found) == len(cut)
    for number, text in enumerate(found.values(), 1):
        assert re.findall(r'<h2 id="para-(\d+)">', text) == [str(number)]


def test_names_come_in_every_form_and_the_most_mentioned_first(golden: Dossier) -> None:
    rows = json.loads(json.dumps(names_of(golden)))
    entities: list[Actor | Place | Topic] = [*golden.actors, *golden.places, *golden.topics]
    mentions = {address_of(page_of(entity)): len(entity.mentions) for entity in entities}

    counts = [mentions[row["address"]] for row in rows]
    assert counts == sorted(counts, reverse=True)
    forms = {form for row in rows for form in row["forms"]}
    assert {name for entity in entities for name in (*entity.names.values(), *entity.also)} <= forms


def test_an_event_is_in_every_month_in_which_it_may_have_been(golden: Dossier) -> None:
    for event in golden.events:
        found = months(event)

        assert list(found) == sorted(found)
        if event.when.earliest and event.when.latest:
            assert found[0] == f"{event.when.earliest:%Y-%m}"
            assert found[-1] == f"{event.when.latest:%Y-%m}"
