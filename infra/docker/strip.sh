#!/bin/sh
# Takes out of the file system at ROOT what installs, fetches or builds software, with its caches: whoever gets a shell
# in a container finds none of it. dpkg's list of packages stays, for the bill of materials and for scanners.
#   sh infra/docker/strip.sh /
set -eu
root=${1%/}
for library in "$root"/usr/lib/python3* "$root"/usr/local/lib/python3*; do
  [ -d "$library" ] || continue
  rm -rf "$library"/ensurepip "$library"/venv "$library"/lib2to3 "$library"/idlelib "$library"/turtledemo "$library"/config-3*
  for tool in pip setuptools wheel pkg_resources _distutils_hack distutils-precedence; do
    rm -rf "$library"/*-packages/$tool "$library"/*-packages/$tool-*.dist-info "$library"/*-packages/$tool-*.egg-info \
      "$library"/*-packages/$tool.pth
  done
done
for programs in "$root"/usr/local/bin "$root"/usr/bin "$root"/usr/sbin "$root"/bin "$root"/sbin; do
  [ -d "$programs" ] || continue
  for program in 'pip*' 'easy_install*' wheel 'idle*' '2to3*' 'pydoc*' 'python*-config' 'pyvenv*' \
    apt 'apt-*' dpkg 'dpkg-*' 'deb-*' debconf 'debconf-*' gpgv curl wget \
    gcc 'gcc-*' '*-linux-gnu-*' cc c89 c99 'cpp*' c++ 'g++*' clang 'clang-*' as ld 'ld.*' ar make perl 'perl5*'; do
    rm -f "$programs"/$program
  done
done
rm -rf "$root"/usr/lib/apt "$root"/usr/lib/dpkg "$root"/usr/libexec/dpkg "$root"/etc/apt "$root"/var/lib/apt \
  "$root"/usr/share/python-wheels "$root"/var/cache/apt "$root"/var/cache/debconf "$root"/var/log/apt \
  "$root"/var/log/dpkg.log "$root"/root/.cache "$root"/usr/include
[ ! -d "$root/var/lib/dpkg" ] || find "$root/var/lib/dpkg" -mindepth 1 -maxdepth 1 ! -name 'status*' -exec rm -rf {} +
