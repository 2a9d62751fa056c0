"""HTTP/JSON for portals: one operation per RPC method, problem+json, OpenAPI."""

from services.gateway.http.register import register

__all__ = ["register"]
