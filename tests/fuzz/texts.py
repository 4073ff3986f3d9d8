"""Words that mean something to YAML, Markdown, HTML, a shell or a writing system, and dates."""

from collections.abc import Sequence

from hypothesis import strategies as st

_PLAIN = (
    "the",
    "old",
    "quay",
    "burnt",
    "Ada",
    "went",
    "home",
    "by",
    "noon",
    "and",
    "saw",
    "nothing",
)
_ODD = (
    *("*star*", "_under_", "`code`", "<b>", "</p>", "<!--", "&amp;", "&", "|", "#5", "C#", "~~x~~"),
    *(
        "$5",
        "50%",
        "12:30",
        "1.5",
        "No:",
        "- x",
        "{{ x }}",
        "{% x %}",
        "{b}",
        "(a)",
        "\\n",
        "\\",
        "'",
    ),
    *(
        '"',
        "“so”",
        "it’s",
        "naïve",
        "e\u0301",
        "мост",
        "橋梁",
        "שלום",
        "👩\u200d👧",
        "…",
        "—",
        "!",
        "~",
    ),
    *(
        "http://x.example/a_b",
        "www.x.example",
        "a@x.example",
        "x" * 70,
        "\u00a0",
        "\u00ad",
        "\u200b",
    ),
    *("^", "=SUM(A1)", "+1", "@x", "null", "NO", "%s", "{0}", "://", "::", "<script>", "]]>", "1."),
)
DAYS = (
    *("1999", "1999-05", "1999-05~", "1999-05-03", "1999-05-17?", "1999-05-17T15:00+01:00"),
    *("1999-05-XX", "2001-02-28", "0001", "9999-12-31", "3 May 1999"),
)
FULL_DAYS = ("1999-05-03", "2001-02-28", "3 May 1999")
SPANS = ("1999-05-03/1999-05-17", "1999-05-03/..", "../1999-05", "1999/2001")
AMOUNTS = ("1 day", "2 weeks 3 days", "1 month", "30 hours", "9000 years")
LANGUAGES = ("en", "de", "ru", "und", "zh-Hant", "he")

_word = st.one_of(st.sampled_from(_PLAIN), st.sampled_from(_PLAIN), st.sampled_from(_ODD))
_phrase = st.lists(_word, min_size=1, max_size=5).map(" ".join).map(str.strip).filter(bool)


@st.composite
def prose(draw: st.DrawFn, claims: Sequence[str]) -> str:
    """A text of our own, which may name a claim."""
    said = draw(_phrase)
    is_marked = bool(claims) and draw(st.booleans())
    return f"{said} [{draw(st.sampled_from(claims))}]." if is_marked else f"{said}."


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of a source: long enough to be quoted."""
    said = draw(st.lists(_word, min_size=6, max_size=10))
    return f"{' '.join(said)}."


bodies: st.SearchStrategy[list[str]] = st.lists(sentences(), min_size=1, max_size=3, unique=True)


@st.composite
def words(draw: st.DrawFn, sentence: str) -> str:
    """Some words of a sentence, as they stand there."""
    every = sentence.split(" ")
    start = draw(st.integers(0, max(0, len(every) - 4)))
    return " ".join(every[start : start + draw(st.integers(4, 8))])
