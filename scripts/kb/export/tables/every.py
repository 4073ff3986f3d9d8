"""Every table in which the dossier is published, and what a reader of any of them must know."""

from typing import Any

from kb.export.tables.columns import Table
from kb.export.tables.entity_tables import ENTITIES, UPDATES
from kb.export.tables.link_tables import LINKS
from kb.export.tables.record_tables import RECORDS

TABLES: tuple[Table[Any], ...] = (*RECORDS, *ENTITIES, *LINKS, *UPDATES)
"""In the order in which they are told of."""

ABOUT = """\
Claims about what happened, said by somebody and carried by evidence. Keep with a claim who says \
it and its status: the column `statement` has all three. Dates are as precise as their source: \
`…_text` and `…_edtf` say the date, `…_kind` and `…_precision` how to read it; year, month and day \
are empty where they are not known, and `…_earliest` and `…_latest` are the days between which it \
must lie, never the date itself."""
LICENCE = "Creative Commons Attribution 4.0 International"
QUOTES = "Of our own words; quotes belong to those who wrote them."
