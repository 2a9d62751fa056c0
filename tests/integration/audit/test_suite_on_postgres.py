"""The whole service on PostgreSQL."""

from tests.support.audit_suite.deciding import *  # noqa: F403
from tests.support.audit_suite.refusing import *  # noqa: F403
