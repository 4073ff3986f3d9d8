"""From each page of a list that is cut, a reader comes up, on and back."""

from datetime import date

from kb.render.parts import Part, part_of
from kb.render.ways import Way, time_of, ways_of

DAYS = [
    date(2020, 3, 1),
    date(2021, 5, 1),
    *(date(2022, 6, day) for day in (1, 1, 9, 17, 17)),
    *(date(2022, 7, day) for day in (1, 2)),
    date(2023, 1, 1),
]


def begins(day: date) -> date:
    return day


def ways() -> dict[str, Way[date]]:
    return {way.part.name: way for way in ways_of(part_of(DAYS, begins, 2))}


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
