"""The plain build has the same Markdown and nothing of ours beside it."""

from pathlib import Path

import yaml

from tests.bench.plain import plain_config, write_plain

ROOT = Path(__file__).parent.parent


def extensions(config: str) -> object:
    """Return the part that has no `!ENV`, which only MkDocs reads."""
    part = config[config.index("markdown_extensions:") :]
    return yaml.safe_load(part.split("\n\n")[0])


def test_the_plain_site_is_stock_with_our_extensions() -> None:
    ours = (ROOT / "mkdocs.yml").read_text("utf-8")

    plain = yaml.safe_load(plain_config(ours))

    assert plain["theme"]["name"] == "material"
    assert plain["plugins"] == ["search"]
    assert len(plain["nav"]) == 2
    assert extensions(plain_config(ours)) == extensions(ours)
    assert not {"hooks", "extra_css"} & plain.keys()
    assert "custom_dir" not in plain["theme"]


def test_only_pages_and_assets_are_copied(tmp_path: Path) -> None:
    docs, folder = tmp_path / "docs", tmp_path / "plain"
    for name in ("index.md", "events/one.md", "events/one.txt", "data/all.json"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(name, "utf-8")

    assert write_plain(docs, ROOT, folder) == 2

    copied = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {"docs/index.md", "docs/events/one.md", "docs/assets/kb.css", "mkdocs.yml"} <= copied
    assert not any(name.endswith((".txt", "all.json")) for name in copied)
