#!/bin/bash
# Builds twice and runs every test once: with the release build as it is delivered the scenarios, the
# laws over whole cities, the forms of reports, real data, the page in a browser and the rooms that only
# write; the rooms that read files, compute and speak with the database under the address and
# undefined-behaviour sanitizers (without those of their checks that double the build and find nothing
# the address sanitizer does not). The others run under them by hand:
# `cmake --preset san && cmake --build --preset san && ctest --test-dir build/san`.
# Works on a bare Debian 12 with git, as root or as a user who may sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/install-packages.sh
. scripts/build.sh

real_data=../shared/data/README.md
if [ "${CI:-}" = true ] && [ ! -e "$real_data" ]; then
  echo "CI runs with the real data, and it is not there: ../shared/data" >&2
  exit 1
fi

# tested PRESET [ctest options]: runs them and keeps ctest's own words for the end.
tested() {
  local preset="$1"
  shift
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error \
    --parallel $(($(nproc) + 1)) "$@" 2>&1 | tee "build/$preset-tests.log"
}

# What ctest says at its end: how many passed, the time by label, what failed.
summary() {
  echo
  echo "── $1 ──"
  sed -n '/tests passed/,$p' "build/$1-tests.log"
}

# timed WORDS COMMAND…: how long each part took is said at the end.
took=""
timed() {
  local words="$1" from=$SECONDS status=0
  shift
  "$@" || status=$?
  took="$took$words $((SECONDS - from)) s · "
  return $status
}

# What the tests of the page and of the forms take from npm: fetched anew only when a lock file is
# newer.
node_tools() {
  local folder
  for folder in tests/browser tests/forms; do
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && continue
    npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
  done
}

install_packages program tests
status=0
timed "node tools" node_tools
release_rooms="house config report city exporters night exports forms real browser packaging"
san_rooms="geo sync importers sql"
configure release "-DUAVT_TEST_ROOMS=${release_rooms// /;}" -DUAVT_TESTS_BY_ROOM=ON
timed "release built" build release all
timed "tested" tested release || status=$?
configure san "-DUAVT_TEST_ROOMS=${san_rooms// /;}" -DUAVT_TESTS_BY_ROOM=ON
# shellcheck disable=SC2086  # the rooms are words
timed "sanitized" build san $(printf 'test_%s ' $san_rooms)
timed "tested" tested san || status=$?

summary release
summary san
echo
echo "Run: scenarios, laws, large cities, forms, the page, units (release); geo, sync, importers, sql (san)."
if [ -e "$real_data" ]; then
  echo "Real-data tests were run."
else
  echo "Real-data tests were NOT run: there is no ../shared/data."
fi
echo "${took% · }"
exit $status
