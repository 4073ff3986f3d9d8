"""The library of FollowTheMoney as tests have it: without ICU, which nothing here asks of it."""

import sys
from types import ModuleType
from typing import Any


class _Identity:
    """Stands in for ICU’s transliterator, which the library only uses to compare names."""

    @classmethod
    def createInstance(cls, *_: object) -> "_Identity":  # noqa: N802  its name in ICU
        return cls()

    def transliterate(self, text: str) -> str:
        return text


def library() -> Any:
    """Return the library’s model, with a stand-in where it would import ICU."""
    if "icu" not in sys.modules:
        stand_in: Any = ModuleType("icu")
        stand_in.Transliterator = _Identity
        sys.modules["icu"] = stand_in
    from followthemoney import model  # noqa: PLC0415  only once ICU has its stand-in

    return model
