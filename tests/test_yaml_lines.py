"""Text of any kind comes back from YAML as it was, up to white space."""

from hypothesis import example, given
from hypothesis import strategies as st

from kb.edit.yaml_lines import WIDTH, Value, entry_lines, folded
from kb.node import Mapping, plain
from kb.read.yaml_file import read_yaml

SIGNS = [*"-:#?!&*{}[],\"'\\|>%@`~=“”\n\t \x00\x85\u2028\ufeff\u202e\ud800😀"]
MARKS = ["---", "...", ": ", " #", "- ", ">-", "\r\n", "<<", "[id]"]
WORDS = ["null", "word", "2022-06", "a:"]
HOSTILE = st.lists(st.sampled_from([*SIGNS, *MARKS, *WORDS * 3]), max_size=30).map("".join)
ANY = st.one_of(HOSTILE, HOSTILE.map("a".__add__), st.text(max_size=400))
TEXTS = ANY.filter(lambda text: bool(folded(text)))
KEYS = st.sampled_from(["note", "title", "when", "via"])


def read(key: str, value: Value) -> object:
    """What the dossier's own reader makes of a record that holds the value."""
    lines = [line.text for line in entry_lines("event", {"first": "x", key: value, "last": "y"}, 2)]
    root, problems = read_yaml(("a:\n" + "\n".join(lines) + "\n").encode(), "timeline.yaml")
    assert problems == []
    assert isinstance(root, Mapping)
    whole = plain(root)
    assert isinstance(whole, dict)
    record = whole["a"]["event"]
    assert list(record) == ["first", key, "last"]
    return record[key]


@given(KEYS, TEXTS)
def test_a_text_is_read_as_it_was(key: str, text: str) -> None:
    assert read(key, text) == folded(text)


@given(KEYS, st.lists(TEXTS, min_size=1, max_size=3))
def test_a_list_of_texts_is_read_as_it_was(key: str, texts: list[str]) -> None:
    assert read(key, texts) == tuple(map(folded, texts))


@given(st.dictionaries(TEXTS.map(folded), TEXTS, min_size=1, max_size=3))
@example({"-": "a:?"})
def test_what_stands_in_braces_is_read_as_it_was(pairs: dict[str, str]) -> None:
    pairs.pop("<<", None)  # refused as a key, wherever it comes from
    if pairs:
        assert read("when", pairs) == {key: folded(text) for key, text in pairs.items()}


@given(st.lists(st.text("abc,", min_size=4, max_size=12), min_size=30, max_size=60))
def test_long_prose_is_folded_within_the_width(words: list[str]) -> None:
    lines = [line.text for line in entry_lines("summary", " ".join(words), 4)]

    assert lines[0] == "    summary: >-"
    assert max(map(len, lines)) <= WIDTH


def test_short_lists_stand_in_brackets_and_prose_does_not() -> None:
    record: Value = {"topics": ["oil", "coal"], "when": {"between": ["2022-06-13", "2022-06-19"]}}
    lines = [line.text for line in entry_lines("event", record, 2)]

    assert lines == [
        "  event:",
        "    topics: [oil, coal]",
        "    when: {between: [2022-06-13, 2022-06-19]}",
    ]
