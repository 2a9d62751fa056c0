"""A render worker: one process that fills orders from its socket until the socket closes.

Started by `pool.py` as `python -m services.docgen.rendering.worker <fd> <template folder>`.
A reply is one status byte (`+` document, `t` template fault, `r` render fault) and the document or the reason.
"""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path

from services.docgen.domain.order import RenderOrder

from .errors import RenderFault, TemplateFault
from .frames import receive_frame, send_frame
from .library import Library

DONE, TEMPLATE_FAULT, RENDER_FAULT = b"+", b"t", b"r"


def answer(library: Library, frame: bytes) -> bytes:
    """The reply to one order; every fault becomes an answer, so that the process lives on."""
    try:
        return DONE + library.fill(RenderOrder.from_bytes(frame))
    except TemplateFault as fault:
        return TEMPLATE_FAULT + str(fault).encode()
    except RenderFault as fault:
        return RENDER_FAULT + str(fault).encode()
    except Exception as fault:  # the reason must not print values: they may identify a person
        return RENDER_FAULT + type(fault).__name__.encode()


def main(descriptor: int, folder: Path) -> None:
    """Serves orders until the service closes its end; an interrupt at the terminal is the service's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    library = Library(folder)
    with socket.socket(fileno=descriptor) as channel:
        channel.setblocking(True)  # a green parent leaves its sockets non-blocking, and both ends share the flag
        while (frame := receive_frame(channel)) is not None:
            send_frame(channel, answer(library, frame))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
