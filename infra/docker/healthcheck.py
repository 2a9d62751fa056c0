"""What the HEALTHCHECK of the image runs: does its own door answer `/live`, over TLS where it has a certificate."""

import os
import ssl
import urllib.request

secure = bool(os.environ.get("ZHIPING_HEALTH_CERT"))
trusted = ssl.create_default_context(cafile=os.environ.get("ZHIPING_CA_FILE") or None) if secure else None
door = f"{'https' if secure else 'http'}://127.0.0.1:{os.environ['ZHIPING_HEALTH_PORT']}/live"
urllib.request.urlopen(door, timeout=4, context=trusted).close()
