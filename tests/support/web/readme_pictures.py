"""`python -m tests.support.web.readme_pictures [FOLDER]`: the pictures of the READMEs, from what `make demo` left.

A certificate and a form as LibreOffice prints them, and the timeline as a browser shows it, all of the person whose
story comes first.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from infra.demo.story.console import HOME
from infra.demo.story.pictures import PICTURES
from infra.paths import ROOT, VAR
from tests.support.web.chromium import browser

PLACE = ROOT / "docs" / "pictures"
PAPERS = {"certificate.png": "passed-certificate-1.png", "evaluation-form.png": "passed-evaluation_form-2.png"}
"""Name in docs/pictures, name in the demonstration."""
TIMELINE = "section[aria-labelledby=passed] .timeline"
WIDTH, HEIGHT = 900, 800
QUALITY = 60
"""A long picture of text: a third of the bytes, and still read well."""


def main(demo: Path) -> None:
    """Replace them."""
    absent = [name for name in (*(f"{PICTURES}/{one}" for one in PAPERS.values()), HOME) if not (demo / name).exists()]
    if absent:
        raise SystemExit(
            f"not in {demo}: {', '.join(absent)}; run make demo where LibreOffice and poppler are installed"
        )
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, source in PAPERS.items():
        shutil.copy(demo / PICTURES / source, PLACE / name)
    with browser() as started:
        page = started.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((demo / HOME).as_uri())
        page.locator(TIMELINE).screenshot(path=PLACE / "timeline.jpg", type="jpeg", quality=QUALITY)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else VAR / "demo")
