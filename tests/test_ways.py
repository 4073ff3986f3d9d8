"""From each page of a list that is cut, a reader comes up, on and back."""

from datetime import date

import pytest

from kb.render.parts import Part, part_of
from kb.render.ways import (
    LongList,
    PartPage,
    in_order,
    in_words,
    numbered_pages,
    pages_below,
    pages_of,
    time_of,
)

DAYS = [
    date(2020, 3, 1),
    date(2021, 5, 1),
    *(date(2022, 6, day) for day in (1, 1, 9, 17, 17)),
    *(date(2022, 7, day) for day in (1, 2)),
    date(2023, 1, 1),
]


def begins(day: date) -> date:
    return day


def days() -> LongList[date]:
    return LongList("mentions", None, "actors/quill.md", part_of(DAYS, begins, 2))


def ways() -> dict[str, PartPage[date]]:
    return {way.part.name: way for way in pages_of(days())}


def name_of(part: Part[date] | None) -> str | None:
    return part.name if part else None


def test_every_page_comes_after_the_one_that_leads_to_it() -> None:
    seen: set[str] = set()
    for name, way in ways().items():
        assert {part.name for part in way.above} <= seen
        seen.add(name)

    assert seen == {part.name for part in part_of(DAYS, begins, 2).pages}


def test_pages_that_list_stand_in_one_row() -> None:
    found, row, name = ways(), [], "2020"
    while name:
        row.append(name)
        name = name_of(found[name].after) or ""

    parts = [f"2022-06-part-{number}" for number in (1, 2, 3)]
    assert row == ["2020", "2021", *parts, "2022-07", "2023"]
    assert [name_of(found[name].before) for name in row] == [None, *row[:-1]]


def test_a_page_that_leads_to_others_stands_between_its_like() -> None:
    found = ways()

    assert (name_of(found["2022"].before), name_of(found["2022"].after)) == ("2021", "2023")
    assert (name_of(found["2022-06"].before), name_of(found["2022-06"].after)) == (
        "2021",
        "2022-07",
    )
    assert (found[""].before, found[""].after) == (None, None)


def test_a_page_says_what_time_it_covers() -> None:
    told = {name: time_of(way.part, begins) for name, way in ways().items() if name}

    assert told == {
        "2020": "2020",
        "2021": "2021",
        "2022": "2022",
        "2022-06": "June 2022",
        "2022-06-part-1": "1 June 2022",
        "2022-06-part-2": "9 to 17 June 2022",
        "2022-06-part-3": "17 June 2022",
        "2022-07": "July 2022",
        "2023": "2023",
    }


def test_the_parts_of_a_record_stand_below_it() -> None:
    pages = [way.page for way in pages_below(days())]

    assert pages[:3] == [f"actors/quill/{year}.md" for year in (2020, 2021, 2022)]


def test_what_goes_on_from_page_to_page_begins_where_the_whole_stands() -> None:
    whole = in_order([("a", "b"), ("c",), ("d",)])
    first, second, third = numbered_pages(LongList("text", None, "chains/a.md", whole))

    assert [way.page for way in (first, second, third)] == [
        "chains/a.md",
        "chains/a/part-2.md",
        "chains/a/part-3.md",
    ]
    assert (first.before, first.after) == (None, second.part)
    assert (second.before, second.after) == (first.part, third.part)
    assert whole.items == ("a", "b", "c", "d")


def test_of_nothing_there_is_no_page() -> None:
    assert [*numbered_pages(LongList("text", None, "chains/a.md", in_order([])))] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2020s", "2020s"),
        ("0990s", "0990s"),
        ("0988", "988"),
        ("2022", "2022"),
        ("2022-06", "June 2022"),
        ("2022-06-part-12", "June 2022, part 12"),
        ("b", "B"),
        ("b-part-2", "B, part 2"),
        ("0-9", "0–9"),
        ("0-9-part-2", "0–9, part 2"),
        ("other", "Other letters"),
        ("other-part-2", "Other letters, part 2"),
        ("part-2", "Part 2"),
        ("", "Part 1"),
    ],
)
def test_each_part_has_a_name_in_words(name: str, words: str) -> None:
    assert in_words(name) == words
