#!/bin/sh
# What make runs from the root of the checkout: a virtual environment with exactly what a lock file names, and Zhiping
# itself, editable. requirements.txt runs everything; requirements-dev.txt holds it and what checks and tests need.
#   [PYTHON=python3.12] sh infra/venv.sh .venv requirements.txt
# Debian keeps python3-venv apart from python3: it is installed when we may, else the message says what to run.
set -eu
venv=$1
lock=$2

python_there() {
  for one in python3 python3.11 python3.12 python3.13 python3.14; do
    "${PYTHON:-$one}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "${PYTHON:-$one}" && return
  done
  return 0 # none: what is said of it, or done about it, comes below
}

can_make_venv() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null
}

install() {
  by_hand="apt-get update && apt-get install --no-install-recommends $*"
  command -v apt-get >/dev/null || { echo "$missing; this is not Debian: install it by hand, or set PYTHON=" >&2; exit 1; }
  if [ "$(id -u)" = 0 ]; then root=""
  elif sudo -n true 2>/dev/null; then root="sudo -n"
  else echo "$missing; as root run: $by_hand" >&2; exit 1
  fi
  echo "$missing; installing $* ..."
  { $root apt-get update -q && $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
    >"$log" 2>&1 || { tail -n 30 "$log" >&2; exit 1; }
}

usable() { # not when there is none yet, when it is half made, its Python is gone, or the checkout was moved
  "$venv/bin/python" -m pip --version >/dev/null 2>&1 || return 1
  [ ! -e "$venv/checkout" ] || [ "$(cat "$venv/checkout")" = "$(pwd -P)" ]
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
python=$(python_there)
if [ -z "$python" ] && [ -z "${PYTHON:-}" ]; then
  missing="Python 3.11 or newer is missing" && install python3 python3-venv
  python=$(python_there)
fi
[ -n "$python" ] || { echo "${PYTHON:-python3} is not Python 3.11 or newer; set PYTHON=/path/to/one" >&2; exit 1; }
if ! can_make_venv "$python"; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  missing="Python $version here lacks its venv module" && install "python$version-venv"
fi
if ! usable; then
  if [ -L "$venv" ]; then # clearing it would empty the environment of another checkout
    echo "$venv is a link to $(readlink "$venv"), which belongs to another checkout; remove the link" >&2
    exit 1
  fi
  echo "creating $venv ..."
  "$python" -m venv --clear "$venv"
fi
echo "installing what $lock locks (about a minute) ..."
here="$venv/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation --editable ."
{ sh infra/install_locked.sh "$venv/bin/python" "$lock" && $here; } \
  >"$venv/install.log" 2>&1 || { tail -n 30 "$venv/install.log" >&2; exit 1; }
pwd -P >"$venv/checkout"
