"""What every published record says in the same way: its address, its name for good, its dates."""

from dataclasses import dataclass

from kb.dates.edtf import parse_edtf
from kb.dates.when import When
from kb.dossier import Dated, Question, Record, Target
from kb.export import shapes
from kb.public.addresses import permalink, tag
from kb.public.dates import human


@dataclass(frozen=True, slots=True)
class Telling:
    """Knows where the site is published."""

    site_url: str
    """Ends with a slash."""

    def url(self, target: Target | Question | str) -> str:
        """Return the whole address of a record, or of a page’s file."""
        return permalink(target, self.site_url)

    def tag(self, target: Target | Question | str) -> str:
        """Return what names a record for good."""
        return tag(target, self.site_url)

    def record(self, record: Record, target: Target | Question) -> dict[str, object]:
        """Return what every record has; `target` is the record itself."""
        return {
            "id": record.id,
            "tag": self.tag(target),
            "url": self.url(target),
            "updated": str(record.updated.latest) if record.updated else None,
            "unverified": dict(record.unverified),
        }


def date_of(dated: Dated) -> shapes.Date:
    """Return a date as precise as it is known."""
    when = dated.when
    return shapes.Date(
        edtf=when.edtf,
        kind=when.kind,
        precision=when.precision,
        earliest=_bound(when.earliest),
        latest=_bound(when.latest),
        is_doubtful=when.is_soft,
        text=human(when),
        wording=known(dated.wording),
        counted_from=_counted(when, dated),
    )


def when_of(date: shapes.Date) -> When:
    """Return a published date as pages know it: `date_of` the other way round."""
    texts = date.edtf.strip("[]").split("," if date.kind == "one-of" else "/")
    parts = tuple(None if text == ".." else parse_edtf(text) for text in texts)
    return When(date.edtf, date.kind, parts)


def day_of(day: str) -> When:
    """Return a day that is written `2022-06-17`."""
    return When(day, "at", (parse_edtf(day),))


def known(text: str) -> str | None:
    """Return nothing for an empty text: what is not known is left out of the data."""
    return text or None


def _counted(when: When, dated: Dated) -> shapes.CountedFrom | None:
    if not when.derivation or not dated.anchor:
        return None
    counted = when.derivation
    return shapes.CountedFrom(
        event=dated.anchor.id, direction=counted.direction, by=known(counted.by)
    )


def _bound(day: object) -> str | None:
    return str(day) if day else None
