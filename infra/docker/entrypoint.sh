#!/bin/sh
# Without arguments run the service of this image; with arguments be the `zhiping` command line.
set -eu
[ "$#" -gt 0 ] || set -- run "$SERVICE"
exec python -m infra.cli "$@"
