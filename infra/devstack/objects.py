"""A private S3 server: `rclone serve s3` over a folder (real storage, refuses bad signatures)."""

import os
import secrets
import shutil
import sys
from pathlib import Path

from infra.devstack.ports import accepts, free_port
from infra.devstack.server import Server
from shared.storage import store_from_url

REGION = "us-east-1"
BUCKET = "zhiping"


def binary() -> str | None:
    """The rclone of this virtual environment, or of the system; None when there is none."""
    beside = Path(sys.executable).parent / "rclone"
    return str(beside) if beside.exists() else shutil.which("rclone")


class ObjectServer(Server):
    """S3 on loopback; a bucket is a folder."""

    key = "objects"

    def prepare(self) -> None:
        if not self.facts.get("secret"):
            self.state.update(self.key, port=free_port(), access=secrets.token_hex(8), secret=secrets.token_hex(16))
        self.create_bucket(BUCKET)

    def command(self) -> list[str]:
        found = binary()
        if found is None:
            raise RuntimeError("rclone is missing: run `make venv`")
        facts = self.facts
        serve = [
            found,
            "serve",
            "s3",
            "--addr",
            f"127.0.0.1:{facts['port']}",
            "--auth-key",
            f"{facts['access']},{facts['secret']}",
        ]
        shown = ["--cert", str(self.tls.certificate), "--key", str(self.tls.key)] if self.tls.on else []
        return [*serve, *shown, "--vfs-cache-mode", "off", str(self.folder / "buckets")]

    def environment(self) -> dict[str, str]:
        own = {"RCLONE_CONFIG": str(self.folder / "rclone.conf"), "RCLONE_CACHE_DIR": str(self.folder / "cache")}
        return dict(os.environ) | own

    def ready(self) -> bool:
        return accepts(self.facts["port"])

    def create_bucket(self, name: str) -> str:
        """Create a bucket when missing; returns its storage URL.

        A running server is asked to do it, because it caches what it knows of the folder; with a cache time of 0
        rclone locks itself up when several clients write.
        """
        if self.ready():
            store_from_url(self.url(name))
        else:
            (self.folder / "buckets" / name).mkdir(parents=True, exist_ok=True)
        return self.url(name)

    def url(self, bucket: str = BUCKET) -> str:
        """The ZHIPING_STORAGE_URL of a bucket."""
        facts, scheme, query = self.facts, "s3+http", f"region={REGION}"
        if self.tls.on:
            scheme, query = "s3+https", f"{query}&{self.tls.query()}"
        return f"{scheme}://{facts['access']}:{facts['secret']}@127.0.0.1:{facts['port']}/{bucket}?{query}"
