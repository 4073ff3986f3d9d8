"""What tests of the data read: every file that the export stage makes of a dossier, by its path."""

import json
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
