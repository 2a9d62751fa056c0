"""The console: pages for people, rendered by the server."""

from services.gateway.console.register import register

__all__ = ["register"]
