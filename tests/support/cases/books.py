"""Pool workbooks with one thing the matter: made by openpyxl, then edited inside the archive where it cannot."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from shared.kernel.errors import ZhipingError
from tests.support.adversary.files import HEADER, expert, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def column(name):
    """The letter of a column of the pool."""
    return "ABCDEFGHIJKLMNOP"[HEADER.index(name)]


def pool(*rows, header=HEADER):
    """A workbook of these rows, or of two good experts."""
    return workbook(*(rows or (expert("E1"), expert("E2", 手机="13900000002"))), header=header)


def with_cells(cells, *rows):
    """The pool with other values at these places: {"A2": value or (value, number format)}."""
    book = pool(*rows)
    for place, value in cells.items():
        cell = book.active[place]
        cell.value, cell.number_format = value if isinstance(value, tuple) else (value, "General")
    return book


def edited(content, *changes, part=SHEET):
    """The archive with a part rewritten by (pattern, replacement) pairs; each of them must change something."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _rewritten(data.decode(), changes).encode() if name == part else data)
    return out.getvalue()


def _rewritten(text, changes):
    for pattern, replacement in changes:
        text, times = re.subn(pattern, replacement, text)
        assert times, pattern
    return text


def compound(*streams):
    """An OLE container whose directory names these streams: what Excel before 2007 wrote, and what a password makes."""
    entries = [_entry("Root Entry", 5, 1 if streams else FREE)]
    entries += [_entry(name, 2, FREE, right=n + 2 if n + 1 < len(streams) else FREE) for n, name in enumerate(streams)]
    directory = b"".join(entries)[: SECTOR * 4].ljust(SECTOR * 4, b"\x00")
    fat = struct.pack("<128I", FAT, 2, 3, 4, END, *[FREE] * 123)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + fat + directory


def _entry(name, kind, child, right=FREE):
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", FREE, right, child) + bytes(36) + struct.pack("<IQ", END, 0)


LOCKED = compound("EncryptionInfo", "EncryptedPackage")
"""What Excel and WPS store when a password is set: the package lies encrypted inside."""
OLD = compound("Workbook", "\x05SummaryInformation")
"""What Excel 97 to 2003 stored, and what .et files of WPS are."""


class Import:
    """What came of an import: rows kept, cells named, whole refusal, warnings."""

    def __init__(self, world, book):
        world.begin()
        content = book if isinstance(book, bytes) else saved(book)
        self.world, self.error, self.answer = world, None, {}
        committee_id = world.register()
        try:
            self.answer = world.import_pool(committee_id, 1, content)
        except ZhipingError as error:
            self.error = error

    @property
    def kept(self):
        """Numbers of the experts now in the pool."""
        return sorted(row["expert_no"] for row in self.world.rows("experts"))

    def told(self):
        """Cell -> what is said of it, whether the row or the whole file was refused."""
        found = {cell["cell"]: cell["message"] for cell in self.answer.get("rejected", [])}
        for rows in self.error.details.values() if self.error else ():
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, dict) and "cell" in row:
                    found[row["cell"]] = row["message"]
        return found

    def names(self, cell, *words):
        """Whether the cell is refused in Chinese with all of these words."""
        said = self.told().get(cell, "")
        return bool(said) and all(word in said for word in words)

    def warned(self, *things):
        """Whether a warning speaks of all of these."""
        return all(thing in str(self.answer.get("warnings", "")) for thing in things) and bool(
            self.answer.get("warnings")
        )


__all__ = ["HEADER", "LOCKED", "OLD", "SHEET", "Import", "column", "compound", "edited", "expert", "pool", "saved",
           "with_cells"]  # fmt: skip
