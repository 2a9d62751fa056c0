"""The door as a process: threads that answer, figures, health, and an end that lets requests in flight finish."""

from services.gateway.server.run import run_gateway

__all__ = ["run_gateway"]
