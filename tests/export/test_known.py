"""What was known on each day as JSON: held to its schema, and the same in all its files."""

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.public.dates import day_in_words
from tests.export.reading import SITE, Data

Json = dict[str, Any]


@pytest.fixture(params=["data", "real"])
def told(request: pytest.FixtureRequest) -> Data:
    found: Data = request.getfixturevalue(request.param)
    return found


def all_days(told: Data) -> Json:
    found: Json = told.json("data/as-known.json")
    return found


def each_day(told: Data) -> list[Json]:
    """The file of each day, as the file of all days leads to it."""
    return [told.json(day["data"].removeprefix(SITE)) for day in all_days(told)["days"]]


def validator(told: Data) -> Draft202012Validator:
    return Draft202012Validator(told.json("data/as-known.schema.json"))


def test_the_schema_is_a_schema_and_every_file_keeps_it(told: Data) -> None:
    Draft202012Validator.check_schema(told.json("data/as-known.schema.json"))

    for file in (all_days(told), *each_day(told)):
        assert list(validator(told).iter_errors(file)) == []


def test_the_schema_refuses_a_claim_without_who_says_it_or_its_status_today(told: Data) -> None:
    for key in ("attribution", "statement", "today", "then"):
        day = each_day(told)[-1]
        del day["claims"][0][key]
        assert not validator(told).is_valid(day)


def test_every_shape_is_described(told: Data) -> None:
    shapes = told.json("data/as-known.schema.json")["$defs"]

    assert [name for name, shape in shapes.items() if "description" not in shape] == []


def test_there_is_a_file_beside_every_page_of_a_day(told: Data) -> None:
    days = all_days(told)["days"]

    beside = {f"as-known/{day['day']}.json" for day in days}
    assert beside == {path for path in told.files if path.startswith("as-known/")}
    assert [day["url"] for day in days] == [f"{SITE}as-known/{day['day']}/" for day in days]


def test_no_statement_of_a_day_can_be_taken_for_one_of_today(told: Data) -> None:
    for day in each_day(told):
        words = day_in_words(date.fromisoformat(day["day"]))
        for claim in day["claims"]:
            lead = f"As known on {words}: {claim['attribution']}: "
            assert claim["statement"].startswith(lead)
            assert f"Status then: {claim['then']['mark']} (" in claim["statement"]
            assert f"Status today: {claim['today']['mark']} (" in claim["statement"]


def test_today_is_what_the_whole_dossier_says(told: Data) -> None:
    whole = told.json("data/dossier.json")
    today = {
        claim["id"]: {key: claim["status"][key] for key in ("mark", "supporting", "disputing")}
        for event in whole["events"]
        for claim in event["claims"]
    }

    known = [claim for day in each_day(told) for claim in day["claims"]]
    assert known
    assert all(claim["today"] == today[claim["claim"]] for claim in known)
    assert all(claim["today"] == today[claim["claim"]] for claim in all_days(told)["claims"])


def test_the_stages_of_all_days_give_each_day(told: Data) -> None:
    histories = all_days(told)["claims"]
    for day in each_day(told):
        stood = {
            claim["claim"]: [s["then"] for s in claim["stages"] if s["since"] <= day["day"]]
            for claim in histories
        }
        last = {claim: stages[-1] for claim, stages in stood.items() if stages}
        assert {claim["claim"]: claim["then"] for claim in day["claims"]} == last
        assert sum(day["tally"].values()) == len(last)


def test_nothing_stands_otherwise_than_on_the_day_since_which_it_stood(told: Data) -> None:
    days = {day["day"]: day for day in each_day(told)}

    assert any(day["since"] < day["day"] for day in days.values())
    for day in days.values():
        then, since = (
            [(claim["claim"], claim["then"], claim["attribution"]) for claim in one["claims"]]
            for one in (day, days[day["since"]])
        )
        assert then == since


def test_what_is_new_or_changed_is_so_against_the_day_before(told: Data) -> None:
    days = each_day(told)
    for short, before, after in zip(all_days(told)["days"][1:], days, days[1:], strict=False):
        was = {claim["claim"]: claim["then"] for claim in before["claims"]}
        now = {claim["claim"]: claim["then"] for claim in after["claims"]}
        assert set(short["new"]) == now.keys() - was.keys()
        assert {change["claim"]: change["before"] for change in short["changed"]} == {
            claim: was[claim] for claim in was if was[claim]["mark"] != now[claim]["mark"]
        }
        marked = {c["claim"]: c.get("before") for c in after["claims"] if "before" in c}
        assert marked == {c["claim"]: c["before"] for c in short["changed"]}
        assert {c["claim"] for c in after["claims"] if c["is_new"]} == set(short["new"])


def test_every_source_is_counted_once(told: Data) -> None:
    for day in each_day(told):
        counts = day["dated"] + day["later"] + day["undated"]
        assert counts == all_days(told)["sources"]
    whole = told.json("data/dossier.json")
    used = {
        piece["source"]
        for event in whole["events"]
        for claim in event["claims"]
        for piece in claim["evidence"]
    }
    assert all_days(told)["sources"] == len(used)
