"""Where a request comes from."""

from __future__ import annotations

from werkzeug.wrappers import Request

from shared.kernel.network import NOWHERE, asker


def address_of(request: Request, proxies: int) -> str:
    """The address of whoever asks, as `asker` finds it; NOWHERE for none."""
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return asker(request.remote_addr, forwarded, proxies) or NOWHERE
