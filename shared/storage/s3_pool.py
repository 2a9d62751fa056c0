"""Connections to an S3 server."""

from __future__ import annotations

from typing import Any

import urllib3

from shared.kernel.errors import unavailable
from shared.kernel.transport_security import certificate_fault


class _Pool(urllib3.PoolManager):
    def urlopen(self, method: str, url: str, redirect: bool = True, **kw: Any) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
        """Send one request; unavailable `storage_unavailable` when nobody answers whose certificate holds."""
        try:
            return super().urlopen(method, url, redirect=redirect, **kw)
        except urllib3.exceptions.MaxRetryError as error:
            code = certificate_fault(error) or "no answer"
            raise unavailable("storage_unavailable", code=code) from error


def s3_pool(ca_file: str | None) -> urllib3.PoolManager:
    """Certificates are checked, name included, and the file of the authority is opened at each connection.

    Its requests raise unavailable `storage_unavailable` when nobody answers.
    """
    retries = urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
    timeout = urllib3.Timeout(connect=5, read=30)
    return _Pool(maxsize=16, timeout=timeout, retries=retries, cert_reqs="CERT_REQUIRED", ca_certs=ca_file)
