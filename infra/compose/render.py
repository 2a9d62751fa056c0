"""Write `store/seaweedfs.sh`, which starts that server with the suite's users: `python -m infra.compose.render`."""

import json
from pathlib import Path

from shared.contracts.store_users import ADMINISTRATOR, USERS, seaweedfs

SCRIPT = Path(__file__).parent / "store" / "seaweedfs.sh"
BUCKET = "zhiping"
_TEXT = """\
#!/bin/sh
# Written by `make manifests` from shared/contracts/store_users.py; change that. Passwords come from files.
# All on loopback, and haproxy beside it hands S3 on: who reaches the gRPC port of any part (that of S3 takes new users
# and policies from everybody) needs no password.
set -eu
umask 077
secrets=${{SECRETS:-/run/secrets}}
{passwords}
users=${{TMPDIR:-/tmp}}/users.json
cat > "$users" <<USERS
{users}
USERS
exec weed server -dir=/data -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.telemetry=false -filer -filer.disableHttp \\
  -s3 -s3.allowedOrigins="${{ORIGINS:-*}}" \\
  -s3.port=8333 -s3.port.iceberg=0 -s3.port.lance=0 -s3.autoCreateBucket=false \\
  -s3.cert.file=/run/certificates/tls.crt -s3.key.file=/run/certificates/tls.key \\
  -s3.config="$users"
"""


def rendered() -> str:
    """The script as text."""
    users = (ADMINISTRATOR, *USERS)
    read = [f'{user}=$(cat "$secrets/storage_password_{user}")' for user in users]  # a missing one ends the script
    told = {user: f"${{{user}}}" for user in users}
    shown = json.dumps(seaweedfs(told, [BUCKET], (ADMINISTRATOR, told[ADMINISTRATOR])), indent=1)
    return _TEXT.format(passwords="\n".join(read), users=shown)


def main() -> None:
    """Write it."""
    SCRIPT.write_text(rendered())


if __name__ == "__main__":
    main()
