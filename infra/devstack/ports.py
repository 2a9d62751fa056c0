"""Free loopback ports that stay ours while a server restarts."""

import random
import socket

# Below Linux' range for outgoing connections (32768 and up): no client socket can take a port while its server is down.
LOWEST, HIGHEST = 20000, 31999
_handed_out: set[int] = set()


def free_port(wanted: int = 0) -> int:
    """A loopback TCP port nobody listens on, never handed out twice by this process; the wanted one if it is free."""
    if wanted and wanted not in _handed_out and is_free(wanted):
        _handed_out.add(wanted)
        return wanted
    for _ in range(1000):
        port = random.randint(LOWEST, HIGHEST)  # another stack picks at the same time: no common sequence
        if port not in _handed_out and is_free(port):
            _handed_out.add(port)
            return port
    raise RuntimeError(f"no free port between {LOWEST} and {HIGHEST}")


def is_free(port: int) -> bool:
    """Whether a server could bind the port on loopback now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def accepts(port: int, timeout: float = 1.0) -> bool:
    """Whether something accepts TCP connections on the loopback port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=timeout).close()
    except OSError:
        return False
    return True
