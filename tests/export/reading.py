"""What tests of the data read: every file that the export stage makes of a dossier, by its path."""

import json
import re
from dataclasses import dataclass
from typing import Any

from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.publish import publish

SITE = "https://dossier.example/"


@dataclass(frozen=True, slots=True)
class Data:
    """The files below the site's root."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, dossier: Dossier, site_url: str = SITE) -> "Data":
        return cls(
            {file.path: file.data for file in export_files(dossier, publish(dossier, site_url))}
        )

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8")

    def json(self, path: str) -> Any:
        return json.loads(self.text(path))

    def lines(self, path: str) -> list[Any]:
        """Each value of a file of JSON: one, or one a line."""
        if path.endswith(".ftm.json"):
            return [json.loads(line) for line in self.text(path).splitlines()]
        return [self.json(path)]

    def unfolded(self, path: str) -> str:
        """The text of a file, with the signs that its format escapes as they are meant."""
        if path.endswith(".ics"):
            return re.sub(r"\\([\\,;])", r"\1", self.text(path).replace("\r\n ", ""))
        if path.endswith(("json", "jsonld")):
            return json.dumps(self.lines(path), ensure_ascii=False).replace('\\"', '"')
        return self.text(path).replace('""', '"')
