"""The suite that both databases must pass, on PostgreSQL."""

from tests.support.persistence_suite.delivery import *  # noqa: F403
from tests.support.persistence_suite.epochs import *  # noqa: F403
from tests.support.persistence_suite.schema import *  # noqa: F403
from tests.support.persistence_suite.stores import *  # noqa: F403
from tests.support.persistence_suite.trail import *  # noqa: F403
from tests.support.persistence_suite.transactions import *  # noqa: F403
