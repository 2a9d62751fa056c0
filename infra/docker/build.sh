#!/bin/sh
# What `make image` runs from the root of the checkout: images of the services named (all five when none is), with
# docker, podman or buildah, whichever is there.  [BASE=image] [BUILD_OPTIONS=...] sh infra/docker/build.sh [service ...]
set -eu
[ "$#" -gt 0 ] || set -- declaration audit committee docgen notify
if command -v docker >/dev/null && docker info >/dev/null 2>&1; then build="docker build"
elif command -v podman >/dev/null; then build="podman build --format docker"
elif command -v buildah >/dev/null; then build="buildah bud --format docker --layers"
else echo "no docker engine, podman or buildah here; on Debian: apt-get install buildah" >&2; exit 1
fi
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
for service; do
  test -d "services/$service" || { echo "no service '$service'" >&2; exit 1; }
  $build ${BUILD_OPTIONS:-} ${BASE:+--build-arg BASE="$BASE"} --build-arg SERVICE="$service" \
    -f infra/docker/Dockerfile -t "zhiping/$service" -t "zhiping/$service:$version" .
done
