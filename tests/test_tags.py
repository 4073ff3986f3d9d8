"""What names a record for good: a `tag:` URI, in letters that RFC 4151 allows."""

import re

import pytest

from kb.public.addresses import tag

_URI = r"tag:[A-Za-z0-9.%-]+,\d{4}:[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*"


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://dossier.example/", "tag:dossier.example,2026:events/x"),
        ("http://dossier.example:8000/", "tag:dossier.example,2026:events/x"),
        ("https://owner.example/June 2022/", "tag:owner.example,2026:June%202022/events/x"),
        ("https://exämple.org/Ü/", "tag:xn--exmple-cua.org,2026:%C3%9C/events/x"),
        ("https://a..b/", "tag:a..b,2026:events/x"),
        ("/", "tag:localhost,2026:events/x"),
    ],
)
def test_a_tag_is_of_the_name_of_the_site_and_the_id(site: str, expected: str) -> None:
    assert tag("events/x.md", site) == expected
    assert re.fullmatch(_URI, expected)


def test_a_part_of_a_page_has_no_hash_in_its_tag() -> None:
    assert tag("events/x.md#y", "https://dossier.example/") == "tag:dossier.example,2026:events/x/y"
