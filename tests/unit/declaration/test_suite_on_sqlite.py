"""The declaration service on SQLite."""

from tests.support.declaration_suite.amending import *  # noqa: F403
from tests.support.declaration_suite.asking import *  # noqa: F403
from tests.support.declaration_suite.barring import *  # noqa: F403
from tests.support.declaration_suite.declaring import *  # noqa: F403
from tests.support.declaration_suite.following import *  # noqa: F403
from tests.support.declaration_suite.following_committees import *  # noqa: F403
from tests.support.declaration_suite.photographing import *  # noqa: F403
from tests.support.declaration_suite.publicising import *  # noqa: F403
from tests.support.declaration_suite.registering import *  # noqa: F403
from tests.support.declaration_suite.routing import *  # noqa: F403
from tests.support.declaration_suite.units import *  # noqa: F403
