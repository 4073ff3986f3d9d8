"""What docs/operate.md tells people to run, as it stands there: the tests run the very same."""

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "operate.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """Return each block of code in a language, in the order of the page."""
    found = _BLOCK.findall(PAGE.read_text("utf-8"))
    return [text for told, text in found if told == language]


def block(language: str, words: str = "") -> str:
    """Return the one block of a language that holds these words."""
    (found,) = (text for text in blocks(language) if words in text)
    return found
