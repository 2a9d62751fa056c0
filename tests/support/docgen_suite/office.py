"""LibreOffice and poppler: what a document looks like on paper. A missing program fails the tests that need it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import services.docgen

FONTS = Path(services.docgen.__file__).parent / "fonts" / "fonts.conf"


@dataclass(frozen=True)
class Printout:
    """One PDF: pages in points (width, height), text per page in reading order of lines.

    `text` is all of it without white space, line by line and then block by block: wrapped cells are whole there.
    """

    path: Path
    pages: list[tuple[float, float]]
    texts: list[str]
    text: str

    def fonts(self):
        """(name, embedded) of every font."""
        lines = run("pdffonts", self.path).splitlines()[2:]
        return [(line.split()[0], line.split()[-5] == "yes") for line in lines]

    def image(self, page=1, dpi=50):
        """(width, height, grey bytes) of one page."""
        data = subprocess.run(
            ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), self.path],
            check=True,
            capture_output=True,
        ).stdout
        width, height = map(int, re.match(rb"P5\s(\d+) (\d+)\s", data).groups())
        return width, height, data[-width * height :]


def squeeze(text):
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def run(*command):
    """Standard output as text."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def print_all(files, folder):
    """PDFs of many documents in one start of LibreOffice; returns {file stem: Printout}."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"FONTCONFIG_FILE": str(FONTS), "HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        env=environment,
        timeout=240,
    )
    return {file.stem: read(Path(folder) / f"{file.stem}.pdf") for file in files}


def read(pdf):
    """Pages and texts of a PDF."""
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", run("pdfinfo", "-l", "999", pdf))
    texts = run("pdftotext", "-layout", pdf, "-").split("\f")[: len(sizes)]
    blocks = run("pdftotext", pdf, "-")
    return Printout(
        pdf, [(float(width), float(height)) for width, height in sizes], texts, squeeze("".join([*texts, blocks]))
    )


def distance(one, other):
    """Mean difference of two images of one size, 0-255."""
    assert one[:2] == other[:2]
    return sum(abs(a - b) for a, b in zip(one[2], other[2], strict=True)) / len(one[2])
