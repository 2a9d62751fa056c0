"""Classes that lie elsewhere in 0.2.0, under the names of today."""

from __future__ import annotations

try:
    from shared.calls import RpcClient
    from shared.kernel.settings import Settings
    from shared.security import TokenIssuer
except ImportError:  # 0.2.0
    from shared.messaging import Settings
    from shared.messaging.rpc.client import RpcClient
    from shared.security import DevIssuer as TokenIssuer

__all__ = ["RpcClient", "Settings", "TokenIssuer"]
