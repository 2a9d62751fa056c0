"""The one place that wires the declaration service; production, the embedded stack and tests all call it."""

from __future__ import annotations

from sqlalchemy import Connection

from services.declaration.config import ACCESS, NAME, photo_limits
from services.declaration.domain.photo import PhotoLimits
from services.declaration.store.attachments import MaterialRows, RevisionRows, StepRows
from services.declaration.store.declarations import DeclarationRows
from services.declaration.store.notices import NoticeRows
from services.declaration.store.persons import PersonRows
from services.declaration.store.projections import CaseRows, IntegrityRows, OrganisationRows, SessionRows
from services.declaration.store.rechecks import RecheckRows
from services.declaration.usecases.concerns import RESOLVERS
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import Clock
from shared.messaging import Application, Settings
from shared.security import Keyring, install_keyring
from shared.storage import ObjectStore, store_from_url


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Install the keyring, open the file store, bind repositories to connections."""
    if settings.keyring:
        install_keyring(Keyring.from_json(settings.keyring))
    files, limits = store_from_url(settings.storage_url), photo_limits(settings.environ)
    return Application.wire(
        NAME, settings, clock, lambda connection: ports_on(connection, files, limits), ACCESS, resolvers=RESOLVERS
    )


def ports_on(connection: Connection, files: ObjectStore, limits: PhotoLimits) -> Ports:
    """The real ports on one connection."""
    return Ports(
        notices=NoticeRows(connection),
        persons=PersonRows(connection),
        declarations=DeclarationRows(connection),
        materials=MaterialRows(connection),
        revisions=RevisionRows(connection),
        rechecks=RecheckRows(connection),
        organisations=OrganisationRows(connection),
        cases=CaseRows(connection),
        sessions=SessionRows(connection),
        integrity=IntegrityRows(connection),
        steps=StepRows(connection),
        files=files,
        photo_limits=limits,
    )
