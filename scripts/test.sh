#!/bin/bash
# Builds everything and runs every test: the release build as it is delivered, then the same tests
# under the address and undefined-behaviour sanitizers, all but those labelled `large` or `browser`.
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
    --parallel "$(nproc)" "$@" 2>&1 | tee "build/$preset-tests.log"
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

# The browser tests' own tools: fetched anew only when the lock file is newer.
page_tools() {
  local tools=tests/browser/node_modules
  [ "$tools/.package-lock.json" -nt tests/browser/package-lock.json ] && return 0
  npm ci --prefix tests/browser --no-audit --no-fund
}

install_packages program tests
npm ci --prefix tests/forms --no-audit --no-fund --loglevel=error
status=0
timed "page tools" page_tools
configure release
timed "release built" build release all
timed "tested" tested release || status=$?
configure san
timed "sanitized" build san all
timed "tested" tested san -LE '^(large|browser)$' || status=$?

summary release
summary san
echo
if [ -e "$real_data" ]; then
  echo "Labels run: release all; san all but large and browser. Real-data tests were run."
else
  echo "Labels run: release all but real; san all but real, large and browser."
  echo "Real-data tests were NOT run: there is no ../shared/data."
fi
echo "${took% · }"
exit $status
