"""Private RabbitMQ, PostgreSQL and S3 servers under `var/stack/<name>`, on free loopback ports."""

from infra.devstack.stack import DevStack

__all__ = ["DevStack"]
