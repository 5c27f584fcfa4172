#!/bin/bash
# Builds the program and shows three nights of a made-up municipality. Works on a bare Debian 12
# with git, as root or as a user who may sudo; run again, it starts from nothing again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/install-packages.sh
. scripts/build.sh

install_packages program
# A folder that is configured already, with its tests, stays as it is.
if [ ! -f build/release/build.ninja ]; then
  configure release -DUAVT_TESTS=OFF -DUAVT_BENCH=OFF
fi
build release uavt-sync
exec build/release/uavt-sync demo build/demo "$@"
