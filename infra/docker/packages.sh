#!/bin/sh
# First stage of an image: a virtual environment with what the lock names and nothing that installs more.
#   sh infra/docker/packages.sh /opt/venv requirements.txt
set -eu
venv=$1
lock=$2
python3 -m venv "$venv"
PIP_NO_CACHE_DIR=1 PIP_ONLY_BINARY=:all: sh "$(dirname "$0")/../install_locked.sh" "$venv/bin/python" "$lock"
# what only an installation, the demonstration and other people's tests need
rm -rf "$venv"/lib/python3*/site-packages/Crypto/SelfTest
find "$venv" -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
"$venv/bin/python" -m pip uninstall -q -y faker setuptools pip
rm -f "$venv"/bin/[Aa]ctivate*
