#!/bin/sh
# Installs exactly what hashed lock files name, and resolves nothing: a release newer than the lock changes nothing.
#   sh infra/install_locked.sh .venv/bin/python requirements.txt [requirements-dev.txt]
# Without --no-deps pip looks up what an extra in a dependency asks for (coverage[toml]>=7), meets a release newer than the
# lock and stops for want of its hash. `pip check` says afterwards that nothing is missing.
set -eu
python=$1
shift
for lock in "$@"; do
  "$python" -m pip install --disable-pip-version-check --no-deps --require-hashes -r "$lock"
done
"$python" -m pip check --disable-pip-version-check
