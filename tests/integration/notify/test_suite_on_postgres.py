"""Reminders and messages on PostgreSQL."""

from tests.support.notify_suite.redating import *  # noqa: F403
from tests.support.notify_suite.reminding import *  # noqa: F403
from tests.support.notify_suite.telling import *  # noqa: F403
