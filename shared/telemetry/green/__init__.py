"""The health door of a green process; loads eventlet, which the rest of this package does without."""

from shared.telemetry.green.certificate import GreenDoorCertificate
from shared.telemetry.green.server import HealthServer, holds_in_time

__all__ = ["GreenDoorCertificate", "HealthServer", "holds_in_time"]
