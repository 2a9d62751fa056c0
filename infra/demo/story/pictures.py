"""Papers as pictures, where LibreOffice and poppler are at hand: Word to PDF in one start, PDF to PNG page by page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import services.docgen

FONTS = Path(services.docgen.__file__).parent / "fonts" / "fonts.conf"
PICTURES = "图片"
"""The folder of pictures, beside the page."""
PROGRAMS = ("soffice", "pdftoppm")
DOTS_PER_INCH = "75"
MOST_PAGES = 2
SECONDS = 600


@dataclass(frozen=True)
class Picture:
    """A page of a paper; `file` is its path beside the page that shows it."""

    file: str
    page: int


def can_photograph() -> bool:
    """Whether the programs are there; nothing is installed for it."""
    return all(shutil.which(name) for name in PROGRAMS)


def photograph(papers: Mapping[str, Path], folder: Path) -> dict[str, list[Picture]]:
    """The first pages of each paper, by the name that its pictures have; nothing without the programs, or where they
    fail."""
    shutil.rmtree(folder / PICTURES, ignore_errors=True)
    if not papers or not can_photograph():
        return {}
    (folder / PICTURES).mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="zhiping-pictures-") as place:
        copies = {
            name: Path(shutil.copy(file, Path(place) / f"{number}{file.suffix}"))
            for number, (name, file) in enumerate(papers.items())
        }
        try:
            _print(list(copies.values()), Path(place))
            return {name: _pages(copy.with_suffix(".pdf"), folder, name) for name, copy in copies.items()}
        except (OSError, subprocess.SubprocessError):
            return {}


def _print(files: Sequence[Path], folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    _run([*command, "--outdir", str(folder), *map(str, files)], {"FONTCONFIG_FILE": str(FONTS), "HOME": str(folder)})


def _pages(pdf: Path, folder: Path, name: str) -> list[Picture]:
    """PNG files of its first pages."""
    _run(["pdftoppm", "-png", "-r", DOTS_PER_INCH, "-l", str(MOST_PAGES), str(pdf), str(pdf.with_suffix(""))], {})
    made = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    found = []
    for number, page in enumerate(made, start=1):
        file = f"{PICTURES}/{name}-{number}.png"
        shutil.move(page, folder / file)
        found.append(Picture(file, number))
    return found


def _run(command: Sequence[str], settings: Mapping[str, str]) -> None:
    surroundings = {"PATH": "/usr/local/bin:/usr/bin:/bin", **settings}
    subprocess.run(command, env=surroundings, capture_output=True, check=True, timeout=SECONDS)
