"""The whole service on SQLite."""

from tests.support.audit_suite.deciding import *  # noqa: F403
from tests.support.audit_suite.refusing import *  # noqa: F403
