"""Cards for other sites: one file that asks for nothing and says who says it."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest

from kb.dossier import Dossier
from kb.public.attribution import introduction
from kb.public.plain import plain
from kb.render.cards import cards
from kb.render.pages import render_pages
from kb.render.templating import Templates

SITE = "https://dossier.example/kb/"
Cards = dict[str, str]


@pytest.fixture(scope="module")
def golden_cards(golden: Dossier) -> Cards:
    return {card.path: card.make().text for card in cards(golden, Templates(golden, SITE))}


@pytest.fixture(scope="module")
def real_cards(dossier: Dossier) -> Cards:
    return {card.path: card.make().text for card in cards(dossier, Templates(dossier, SITE))}


def words_of(card: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", card.partition("</head>")[2])).split())


def test_every_event_has_a_card_with_who_says_it_its_status_and_its_counts(
    dossier: Dossier, real_cards: Cards
) -> None:
    for event in dossier.events:
        words, lead = words_of(real_cards[f"embed/{event.id}.html"]), event.lead
        said = f"{introduction(lead)}{'' if lead.is_bare else ':'} {plain(lead.text)}"
        assert f"{event.title} {said} {lead.standing.mark} " in words
        assert all(f"{count} {status}" in words for status, count in event.tally.items()) or (
            len(event.claims) == 1
        )


def test_a_card_allows_nothing_but_its_own_style(golden_cards: Cards) -> None:
    for card in golden_cards.values():
        style = re.findall(r"<style>(.*?)</style>", card, re.DOTALL)
        assert len(style) == 1
        digest = b64encode(sha256(style[0].encode()).digest()).decode()
        assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; " in card
        assert not re.search(
            r"<script|<img|<link(?! rel=\"canonical\")|style=|\son\w+=|url\(", card
        )
        assert '<meta name="robots" content="noindex">' in card


def test_a_card_leads_to_its_event_in_a_window_of_its_own(golden_cards: Cards) -> None:
    card = golden_cards["embed/closure.html"]

    assert f'<link rel="canonical" href="{SITE}events/closure/">' in card
    assert f'<a href="{SITE}events/closure/" target="_blank" rel="noopener">' in card
    assert re.findall(r'href="(?!#)([^"]*)"', card) == [f"{SITE}events/closure/"] * 2


def test_curated_text_comes_out_as_typed(golden_cards: Cards) -> None:
    card = golden_cards["embed/opening.html"]

    assert "Mayor Quill says “never” to a *toll* | <opening> & speech" in words_of(card)
    assert "<opening>" not in card


def test_who_framed_an_event_sees_it_where_it_stands_now_or_why_it_went(
    golden_cards: Cards,
) -> None:
    moved = golden_cards["embed/bridge-opens.html"]

    assert moved == golden_cards["embed/opening.html"]
    assert "It rested on a misread date." in words_of(golden_cards["embed/first-toll.html"])
    assert "first cart" not in golden_cards["embed/first-toll.html"]


def test_what_to_paste_is_a_frame_without_script(golden: Dossier) -> None:
    pages = {page.path: page.text for page in render_pages(golden, SITE)}
    shown = re.search(r'<pre class="form">(&#60;iframe.*?)</pre>', pages["events/opening.md"])
    assert shown
    pasted = unescape(shown[1])

    assert f'src="{SITE}embed/opening.html"' in pasted
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"' in pasted
    assert f'title="Card of the event opening: {golden.title}"' in unescape(pasted)
    assert "<what>" not in pasted
    assert "corroborated" not in pasted, "what is pasted stays as it is, and a status may change"
