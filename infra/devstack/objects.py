"""A private S3 server: SeaweedFS in one process, on loopback; one user per service, each with its prefixes."""

import hashlib
import json
import os
import secrets
import shutil
import signal
import sys
from pathlib import Path

from minio.error import S3Error
from urllib3.exceptions import HTTPError

from infra.devstack import environment
from infra.devstack.ports import accepts, free_port
from infra.devstack.processes import eventually
from infra.devstack.server import Server
from infra.devstack.state import locked
from infra.store_users import Administration
from shared.contracts.store_users import ADMINISTRATOR, DOCUMENTS, USERS, seaweedfs
from shared.kernel.errors import ZhipingError
from shared.storage import ObjectStore, store_from_url

REGION = "us-east-1"
BUCKET = "zhiping"
_TRIED = "ready"
"""The bucket in which the server shows that it can store."""
_PARTS = ("master", "volume", "filer", "s3")
_DOORS = ("JWT_SIGNING", "JWT_SIGNING_READ")
_MEMORY = "512MiB"
_MASTER = "[master.volume_growth]\ncopy_1 = 1\n"
"""A bucket's first object makes one volume (a file that grows with what is in it) and not seven."""
_OPTIONS = (
    "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer.disableHttp", "-s3.port.iceberg=0", "-s3.port.lance=0",
    "-master.telemetry=false", "-master.electionTimeout=1s", "-master.volumeSizeLimitMB=64", "-volume.max=10000",
    "-volume.preStopSeconds=0", "-s3.autoCreateBucket=false",
)  # fmt: skip


def binary() -> str | None:
    """The weed of this virtual environment, or of the system; None when there is none."""
    beside = Path(sys.executable).parent / "weed"
    return str(beside) if beside.exists() else shutil.which("weed")


class ObjectServer(Server):
    """S3 on loopback. Behind it the filer has no HTTP door, and a volume gives out what this process has signed for."""

    key = "objects"
    stop_seconds = 3.0  # it has written everything by then, and would wait another ten for its own parts

    def prepare(self) -> None:
        if not self.facts.get("secret"):
            ports = {name: free_port() for part in _PARTS for name in (part, f"{part}.grpc")}
            self.state.update(self.key, port=ports["s3"], ports=ports, secret=secrets.token_hex(16), buckets=[BUCKET])
        (self.folder / "data").mkdir(exist_ok=True)
        (self.folder / "master.toml").write_text(_MASTER)  # found there: it is the server's working folder
        self._write_users()

    def command(self) -> list[str]:
        found = binary()
        if found is None:
            raise RuntimeError("weed is missing: run `make venv`")
        ports = self.facts["ports"]
        own = [f"-{part}.port{tail}={ports[part + tail]}" for part in _PARTS for tail in ("", ".grpc")]
        places = [f"-dir={self.folder / 'data'}", f"-s3.config={self._users_file}"]
        shown = [f"-s3.cert.file={self.tls.certificate}", f"-s3.key.file={self.tls.key}"] if self.tls.on else []
        return [found, f"-logdir={self.folder}", "server", "-filer", "-s3", *own, *places, *shown, *_OPTIONS]

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("WEED_", "AWS_"))}
        return inherited | {"GOMEMLIMIT": _MEMORY} | {f"WEED_{door}_KEY": self.secret_of(door) for door in _DOORS}

    def ready(self) -> bool:
        """Whether something can be stored: the port opens before the volumes are found again."""
        if not accepts(self.facts["port"]):
            return False
        try:
            for bucket in (BUCKET, _TRIED):
                Administration(self.url(bucket)).make_bucket()
            store = store_from_url(self.url(_TRIED))
            store.delete("tried")
            store.put("tried", b"1", "text/plain")
        except (S3Error, HTTPError, ZhipingError):
            return False
        return True

    def stop(self) -> None:
        super().stop()
        for name, port in self.facts.get("ports", {}).items():  # it makes them there, whatever it is told
            Path(f"/tmp/seaweedfs-{name.replace('.', '-')}-{port}.sock").unlink(missing_ok=True)

    def create_bucket(self, name: str) -> str:
        """Create a bucket when missing; returns its storage URL for the administrator. Nobody else has rights in it."""
        Administration(self.url(name)).make_bucket()
        return self.url(name)

    def admit(self, name: str) -> dict[str, str]:
        """Give every user its rights in a bucket; the variables of an env file."""
        self.create_bucket(name)
        with locked(self.folder / ".users.lock"):
            self.state.update(self.key, buckets=sorted({*self.facts["buckets"], name}))
            self._write_users()
        if process := self.process:
            process.send_signal(signal.SIGHUP)
        asked = store_from_url(self.url(name, "docgen"))
        eventually(lambda: _is_admitted(asked), 10, f"rights in the bucket {name}")
        return self.addresses(name)

    def addresses(self, bucket: str = BUCKET) -> dict[str, str]:
        """The variables of an env file: the storage URL of each user."""
        return {environment.store_of(user): self.url(bucket, user) for user in USERS}

    def url(self, bucket: str = BUCKET, user: str = ADMINISTRATOR) -> str:
        """The ZHIPING_STORAGE_URL of a bucket for one user."""
        where = f"127.0.0.1:{self.facts['port']}/{bucket}?region={REGION}"
        if self.tls.on:
            return f"s3+https://{user}:{self.secret_of(user)}@{where}&{self.tls.query()}"
        return f"s3+http://{user}:{self.secret_of(user)}@{where}"

    def secret_of(self, user: str) -> str:
        """Each user's own; who knows one cannot tell another."""
        return hashlib.sha256(f"{self.facts['secret']} {user}".encode()).hexdigest()[:40]

    @property
    def _users_file(self) -> Path:
        return self.folder / "users.json"

    def _write_users(self) -> None:
        known = {user: self.secret_of(user) for user in USERS}
        administrator = (ADMINISTRATOR, self.secret_of(ADMINISTRATOR))
        fresh = self.folder / "users.fresh"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(seaweedfs(known, self.facts["buckets"], administrator), out)
        fresh.replace(self._users_file)


def _is_admitted(store: ObjectStore) -> bool:
    try:
        store.stat(f"{DOCUMENTS}none")
    except ZhipingError:
        return False
    return True
