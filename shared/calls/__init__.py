"""Calling services from outside: what a portal, the door or a command line loads, without the framework of services."""

from shared.calls.client import RpcClient

__all__ = ["RpcClient"]
