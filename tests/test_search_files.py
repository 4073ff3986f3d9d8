"""What stands beside the index of the search: the commonest words of a large dossier."""

from kb.search import commonest


def test_the_commonest_words_come_first_and_tags_are_none() -> None:
    texts = [f'<p class="word">The minister &amp; guest{n}</p>' for n in range(100)]
    texts += ["<p>The minister</p>", "<p>The</p>"]

    assert list(commonest(texts)) == ["the", "minister"]


def test_a_small_dossier_has_none() -> None:
    assert list(commonest([])) == []
