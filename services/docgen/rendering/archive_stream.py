"""A zip written front to back with fixed dates, for members too large to hold in memory."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import BinaryIO

from isal import isal_zlib

from .archive import ArchiveMember

_DATE = 0x21
_FLAGS, _FLAGS_STREAMED = 0x800, 0x808
_LOCAL, _CENTRAL, _END, _DESCRIPTOR = 0x04034B50, 0x02014B50, 0x06054B50, 0x08074B50


class ArchiveStream:
    """Call `add` and `stream` in the order of the members, then `close`."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._offset = 0
        self._directory: list[bytes] = []

    def add(self, member: ArchiveMember) -> None:
        """A member whose bytes are at hand."""
        figures = (member.crc, len(member.data), member.size)
        self._enter(member.name, _FLAGS, member.method, figures)
        self._local(member.name, _FLAGS, member.method, figures)
        self._write(member.data)

    def stream(self, name: str, chunks: Iterable[bytes]) -> None:
        """A member that is compressed as it comes; its figures follow it."""
        start = self._offset
        self._local(name, _FLAGS_STREAMED, 8, (0, 0, 0))
        squeeze = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
        crc = size = packed = 0
        for chunk in chunks:
            crc, size = isal_zlib.crc32(chunk, crc), size + len(chunk)
            packed += self._write(squeeze.compress(chunk))
        packed += self._write(squeeze.flush())
        self._write(struct.pack("<IIII", _DESCRIPTOR, crc, packed, size))
        self._enter(name, _FLAGS_STREAMED, 8, (crc, packed, size), start)

    def close(self) -> None:
        """Writes the directory of the archive."""
        table = b"".join(self._directory)
        count = len(self._directory)
        start = self._offset
        self._write(table)
        self._write(struct.pack("<IHHHHIIH", _END, 0, 0, count, count, len(table), start, 0))

    def _enter(
        self, name: str, flags: int, method: int, figures: tuple[int, int, int], start: int | None = None
    ) -> None:
        offset = self._offset if start is None else start
        title = name.encode()
        head = (_CENTRAL, 20, 20, flags, method, 0, _DATE, *figures, len(title), 0, 0, 0, 0, 0, offset)
        self._directory.append(struct.pack("<IHHHHHHIIIHHHHHII", *head) + title)

    def _local(self, name: str, flags: int, method: int, figures: tuple[int, int, int]) -> None:
        title = name.encode()
        self._write(struct.pack("<IHHHHHIIIHH", _LOCAL, 20, flags, method, 0, _DATE, *figures, len(title), 0) + title)

    def _write(self, data: bytes) -> int:
        self._target.write(data)
        self._offset += len(data)
        return len(data)
