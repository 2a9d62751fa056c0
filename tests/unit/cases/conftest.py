"""One world per service, as its own suite begins it."""

from tests.unit.audit.conftest import begun
from tests.unit.audit.conftest import world as audit
from tests.unit.committee.conftest import migrated
from tests.unit.committee.conftest import world as committee
from tests.unit.declaration.conftest import prepared
from tests.unit.declaration.conftest import world as declaration

__all__ = ["audit", "begun", "committee", "declaration", "migrated", "prepared"]
