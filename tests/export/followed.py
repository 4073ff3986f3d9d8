"""The library of FollowTheMoney as tests have it: without ICU, which nothing here asks of it."""

import csv
import io
import json
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.export.reading import Data

Record = dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class Followed:
    """What the two files hold, and the dossier that they are of."""

    file: bytes
    """The statements as they stand in the file."""
    entities: dict[str, Record]
    rows: list[dict[str, str]]
    statements: list[Any]
    """Every row as the library's own reader has it."""
    dossier: Record
    at: dict[str, str]
    """The entity of each record of the dossier, by the address that both give."""

    @classmethod
    def of(cls, whole: Data) -> "Followed":
        from followthemoney.statement.serialize import read_csv_statements  # noqa: PLC0415

        lines = map(json.loads, whole.text("data/entities.ftm.json").splitlines())
        entities = {entity["id"]: entity for entity in lines}
        file = whole.files["data/statements.csv"]
        text = io.StringIO(file.decode("utf-8"), newline="")
        return cls(
            file,
            entities,
            list(csv.DictReader(text, dialect=csv.unix_dialect)),
            list(read_csv_statements(io.BytesIO(file))),
            whole.json("data/dossier.json"),
            {
                url: one["id"]
                for one in entities.values()
                if one["schema"] != "Documentation"
                for url in one["properties"].get("sourceUrl", [])
            },
        )

    @property
    def events(self) -> list[Record]:
        events: list[Record] = self.dossier["events"]
        return events

    @property
    def claims(self) -> list[Record]:
        return [claim for event in self.events for claim in event["claims"]]

    def told(self, record: Record) -> Record:
        """The properties of a record's entity."""
        properties: Record = self.entities[self.at[record["url"]]]["properties"]
        return properties
