"""Draw `docs/assets/cards/<type>.png`, the pictures that links to our pages show elsewhere.

Run it by hand when the look or the page types change, with the path of a Chromium:

    python scripts/draw_cards.py /usr/bin/chromium

The types and their words stand in `overrides/partials/card.html`, the drawing in `cards.html`.
"""

import base64
import re
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CARDS = ROOT / "docs" / "assets" / "cards"
PARTIALS = ROOT / "overrides" / "partials"
DRAWING = ROOT / "scripts" / "cards.html"
WIDTH, HEIGHT = 1200, 630
PALETTE = 64
"""Colours of a card: enough for eight inks with soft edges, and a third of the bytes."""
PIXELS = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const rgba = canvas.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < rgba.length; at += 4096)
    text += String.fromCharCode(...rgba.subarray(at, at + 4096));
  return btoa(text);
}"""
Colour = tuple[int, ...]


def main() -> None:
    """Draw every card."""
    CARDS.mkdir(exist_ok=True)
    for name, pixels in draw(sys.argv[1]):
        (CARDS / f"{name}.png").write_bytes(png(pixels))


def draw(chromium: str) -> Iterator[tuple[str, list[Colour]]]:
    """Yield each type of page with the pixels of its card, by rows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(DRAWING.as_uri())
        page.locator("#sprite").evaluate("(sprite, marks) => sprite.innerHTML = marks", marks())
        for name, words in card_words().items():
            page.locator("h1").evaluate("(heading, words) => heading.textContent = words", words)
            yield name, seen(page)
        browser.close()


def seen(page: Page) -> list[Colour]:
    """Return the pixels of the window; the browser itself unpacks its picture."""
    packed = base64.b64encode(page.screenshot()).decode("ascii")
    rgba = base64.b64decode(page.evaluate(PIXELS, packed))
    return list(zip(rgba[0::4], rgba[1::4], rgba[2::4], strict=True))


def png(pixels: list[Colour]) -> bytes:
    """Return a PNG with a palette of the commonest colours; each other one takes the nearest."""
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(PALETTE)]
    index = {colour: nearest(colour, palette) for colour in counted}
    numbers = bytes(index[colour] for colour in pixels)
    rows = b"".join(b"\0" + numbers[at : at + WIDTH] for at in range(0, len(numbers), WIDTH))
    head = struct.pack(">2I5B", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(rows, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in (*parts, (b"IEND", b"")))


def nearest(colour: Colour, palette: Iterable[Colour]) -> int:
    """Return the place in the palette of the colour that differs least."""
    far = [sum((a - b) ** 2 for a, b in zip(colour, one, strict=True)) for one in palette]
    return far.index(min(far))


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a PNG with its length and its sum."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def card_words() -> dict[str, str]:
    """Return the words of each type of page."""
    text = (PARTIALS / "card.html").read_text("utf-8")
    table = text[text.index("{% set cards") : text.index("%}", text.index("{% set cards"))]
    return dict(re.findall(r'"([a-z]+)": "([^"]+)"', table))


def marks() -> str:
    """Return the five marks, as every page has them."""
    return "".join(re.findall("<symbol.*</symbol>", (PARTIALS / "marks.html").read_text("utf-8")))


if __name__ == "__main__":
    main()
