"""Length-prefixed frames over a socket: what the service and its render workers speak."""

from __future__ import annotations

import socket
import struct

_HEADER = struct.Struct(">I")
_PIECE = 1 << 20


def send_frame(channel: socket.socket, data: bytes) -> None:
    """One frame of up to 4 GiB."""
    channel.sendall(_HEADER.pack(len(data)))
    channel.sendall(data)


def receive_frame(channel: socket.socket) -> bytes | None:
    """The next frame, None when the other side has closed between two frames; EOFError in the middle of one."""
    header = _receive(channel, _HEADER.size)
    if not header:
        return None
    if len(header) < _HEADER.size:
        raise EOFError("closed inside a frame")
    (size,) = _HEADER.unpack(header)
    data = _receive(channel, size)
    if len(data) < size:
        raise EOFError("closed inside a frame")
    return data


def _receive(channel: socket.socket, size: int) -> bytes:
    """`size` bytes, or fewer when the other side closes."""
    pieces: list[bytes] = []
    missing = size
    while missing:
        piece = channel.recv(min(missing, _PIECE))
        if not piece:
            break
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
