"""All that stands above the YAML reader: any timeline beside good sources is checked to the end."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from kb.checked import problems_in
from kb.model import Timeline
from tests.fuzz.promises import check_problems

_CASES = Path(__file__).parents[1] / "problems"
_MINIMAL = _CASES / "minimal"
_SMALL = 1500
SEEDS = [
    path.read_bytes()
    for path in (_MINIMAL / "timeline.yaml", *sorted(_CASES.glob("*.yaml")))
    if path.stat().st_size < _SMALL
]
_SCHEMA = Timeline.model_json_schema()
WORDS = [
    *(f"{key}: " for shape in _SCHEMA["$defs"].values() for key in shape["properties"]),
    *("fire", "burnt", "mayor", "harbour-log", "gazette", "[burnt]", "[x](fire)", "fire/burnt"),
    *(
        "happened",
        "denied",
        "disputes",
        "true",
        "unnamed",
        "none",
        "1911-05",
        "{between: [1911, 1912]}",
    ),
    *("{after: fire, by: 1 day}", "{question: q}", "reaction", "- ", ", ", "\n    ", "\n      "),
]


def try_one(content: bytes) -> None:
    """Check a dossier whose timeline holds the bytes; its sources are those of `minimal/`."""
    folder = _folder()
    (folder / "timeline.yaml").write_bytes(content)
    for problem in problems_in(folder):
        check_problems([problem], (folder / problem.at.file).read_bytes())


@cache
def _folder() -> Path:
    """A folder whose timeline is written over for each input."""
    return Path(shutil.copytree(_MINIMAL, Path(mkdtemp(prefix="fuzz-")) / "dossier"))
