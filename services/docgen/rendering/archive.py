"""Zip packages with a fixed date: unchanged members keep their bytes, so a re-render is identical."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from isal import isal_zlib

_DATE = 0x21  # 1980-01-01, the first day a zip can name
_UTF8_NAME = 0x800
_DEFLATED, _STORED = 8, 0
_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file of a package; `data` holds the bytes as they stand in the archive (`method` 8 deflated, 0 stored)."""

    name: str
    data: bytes
    crc: int
    size: int
    method: int


def deflated(name: str, content: bytes, level: int = 1) -> ArchiveMember:
    """Compresses `content` with isal (level 0-3)."""
    squeeze = isal_zlib.compressobj(level, isal_zlib.DEFLATED, -15)
    return ArchiveMember(
        name, squeeze.compress(content) + squeeze.flush(), zlib.crc32(content), len(content), _DEFLATED
    )


def stored(name: str, content: bytes) -> ArchiveMember:
    """Keeps `content` as it is: pictures are compressed already."""
    return ArchiveMember(name, content, zlib.crc32(content), len(content), _STORED)


def read_members(package: bytes) -> list[ArchiveMember]:
    """Every file of a package, in its order, still compressed."""
    found = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for item in archive.infolist():
            name_length, extra_length = struct.unpack_from("<HH", package, item.header_offset + 26)
            start = item.header_offset + 30 + name_length + extra_length
            data = package[start : start + item.compress_size]
            found.append(ArchiveMember(item.filename, data, item.CRC, item.file_size, item.compress_type))
    return found


def content_of(member: ArchiveMember) -> bytes:
    """The uncompressed bytes of a member."""
    return member.data if member.method == _STORED else zlib.decompress(member.data, -15)


def write_package(members: Iterable[ArchiveMember]) -> bytes:
    """The zip file holding `members` in this order, dated 1980-01-01."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        common = (20, _UTF8_NAME, member.method, 0, _DATE, member.crc, len(member.data), member.size, len(name), 0)
        local = struct.pack("<IHHHHHIIIHH", _LOCAL, *common) + name
        directory.append(struct.pack("<IHHHHHHIIIHHHHHII", _CENTRAL, 20, *common, 0, 0, 0, 0, offset) + name)
        chunks += [local, member.data]
        offset += len(local) + len(member.data)
    table = b"".join(directory)
    end = struct.pack("<IHHHHIIH", _END, 0, 0, len(directory), len(directory), len(table), offset, 0)
    return b"".join([*chunks, table, end])
