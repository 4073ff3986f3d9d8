"""A timeline of many events, seeded: what a large dossier asks of the page that lists it whole."""

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from random import Random

from kb.render.templating import Templates
from tests.conftest import connected
from tests.gates.site import Site

_HEAD = """\
dossier: {title: Many, lede: L., focus: 2022-06, contact: C.}
"""
_EVENT = """\
  e{n}:
    title: The event of number {n}
    when: {when}
    place: p{place}
    actors: {{a{actor}: part, a{other}: witness}}
    topics: [t{topic}]
    claims:
      c: {{text: It happened., kind: happened, evidence: [{{source: s{source}, reports: So.}}]}}
      d: {{text: It was said., kind: said, by: a{actor}, evidence: [{evidence}]}}
"""
_SOURCES = "".join(
    f"s{n}: {{publisher: S{n}, language: en, kind: newspaper, read: full}}\n" for n in range(9)
)


def timeline_of(events: int, folder: Path, site: Site) -> str:
    """Return the timeline of so many made-up events, dressed as a page of the site."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources/references.yaml").write_text(_SOURCES, "utf-8")
    (folder / "timeline.yaml").write_text(_text(events, Random(1)), "utf-8")
    dossier = connected(folder)
    text = Templates(dossier, site.url).fill("timeline.md", "timeline.md", dossier)
    body: str = import_module("markdown").markdown(
        text.split("\n---\n", 1)[1], extensions=["attr_list", "md_in_html"]
    )
    page = site.file("timeline/").read_text("utf-8")
    before, after = page.split('<article class="page">')[0], page.split("</article>")[-1]
    return f'{before}<article class="page">{body}</article>{after}'


def _text(events: int, chance: Random) -> str:
    names = {
        "places": ("p", 30, ""),
        "topics": ("t", 12, ""),
        "actors": ("a", 200, ", kind: person"),
    }
    records = "".join(
        f"{group}:\n" + "".join(f"  {key}{n}: {{name: {key} {n}{more}}}\n" for n in range(size))
        for group, (key, size, more) in names.items()
    )
    return _HEAD + records + "events:\n" + "".join(_event(n, chance) for n in range(events))


def _event(number: int, chance: Random) -> str:
    begin = date(2019, 1, 1) + timedelta(chance.randrange(5 * 365))
    span = chance.choice(("", "", "", f"/{begin + timedelta(chance.randrange(1, 40))}"))
    actor = chance.randrange(200)
    stances = [
        f"{{source: s{n}, reports: So., stance: {stance}}}"
        for n, stance in enumerate(_stances(chance))
    ]
    return _EVENT.format(
        n=number,
        when=f"{begin}{span}",
        place=chance.randrange(30),
        topic=chance.randrange(12),
        actor=actor,
        other=(actor + 1 + chance.randrange(198)) % 200,
        source=chance.randrange(9),
        evidence=", ".join(stances),
    )


def _stances(chance: Random) -> list[str]:
    return ["supports", *chance.choices(("supports", "disputes"), k=chance.randrange(3))]
