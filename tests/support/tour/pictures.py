"""Pictures of pages, small enough to be kept with the code."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.support.tour.walk import SIZES, Shown

TALLEST = {"1366": 1200, "390": 1300, "200%": 900}
"""What is further down is left out: lists go on as they begin."""
QUALITY = 22


def file_of(name: str, size: str) -> str:
    """The picture of a page at a size."""
    return f"{name}.{size.rstrip('%')}.webp"


class Camera:
    """Takes pictures of one browser page into a folder."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, shown: Shown, size: str) -> None:
        """The whole page at this size, down to where it is cut."""
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST[size])
        clip = {"x": 0, "y": 0, "width": SIZES[size][0], "height": height, "scale": 1}
        taken = self._devtools.send(
            "Page.captureScreenshot",
            {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip},
        )
        (self._folder / file_of(shown.name, size)).write_bytes(base64.b64decode(taken["data"]))
