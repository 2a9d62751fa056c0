#!/bin/sh
# What `make image` runs from the root of the checkout: images of the services named (all when none is), with
# docker, podman or buildah, whichever is there.  [BASE=image] [BUILD_OPTIONS=...] sh infra/docker/build.sh [service ...]
# var/images/<service>.base and .dpkg say afterwards which base, by digest, and which Debian packages are in the image.
set -eu
[ "$#" -gt 0 ] || set -- declaration audit committee docgen notify gateway
if command -v docker >/dev/null && docker info >/dev/null 2>&1; then engine=docker; build="docker build"
elif command -v podman >/dev/null; then engine=podman; build="podman build --format docker"
elif command -v buildah >/dev/null; then engine=buildah; build="buildah bud --format docker --layers"
else echo "no docker engine, podman or buildah here; on Debian: apt-get install buildah" >&2; exit 1
fi

digest_of() { # of a base without one in its name: what the registry gave for its tag, or what an image of one's own is
  case $engine in
    buildah) buildah pull -q "$1" >/dev/null && buildah inspect --type image --format '{{.FromImageDigest}}' "$1" ;;
    *) { $engine image inspect "$1" >/dev/null 2>&1 || $engine pull -q "$1" >/dev/null; } \
        && $engine image inspect --format '{{if .RepoDigests}}{{index .RepoDigests 0}}{{else}}{{.Id}}{{end}}' "$1" ;;
  esac | sed 's/^.*@//'
}

list_of_debian() {
  if [ "$engine" = buildah ]; then
    container=$(buildah from "$1")
    buildah run "$container" -- cat /var/lib/dpkg/status
    buildah rm "$container" >/dev/null
  else $engine run --rm --network none --entrypoint cat "$1" /var/lib/dpkg/status
  fi
}

version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
base=${BASE:-$(sed -n 's/^ARG BASE=//p' infra/docker/Dockerfile)}
case $base in
  *@sha256:*) named=${base%@*}; digest=${base##*@} ;;
  *) named=$base; digest=$(digest_of "$base") ;;
esac
case $digest in sha256:*) ;; *) echo "no digest of $base can be had" >&2; exit 1 ;; esac
case ${named##*/} in *:*) ;; *) named=$named:latest ;; esac
mkdir -p var/images
for service; do
  test -d "services/$service" || { echo "no service '$service'" >&2; exit 1; }
  $build ${BUILD_OPTIONS:-} --build-arg BASE="$base" --build-arg SERVICE="$service" \
    --label org.opencontainers.image.base.name="$named" --label org.opencontainers.image.base.digest="$digest" \
    -f infra/docker/Dockerfile -t "zhiping/$service" -t "zhiping/$service:$version" .
  echo "$named@$digest" >"var/images/$service.base"
  list_of_debian "zhiping/$service:$version" >"var/images/$service.dpkg"
  echo "zhiping/$service:$version from $named@$digest"
done
