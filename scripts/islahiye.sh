#!/bin/bash
# The three nights of İslahiye (docs/real-data.md) from a clean state: each verdict with its tables.
# Needs the built program and the data in ../shared/data. Options go to `uavt-sync`: --lang en.
set -euo pipefail
cd "$(dirname "$0")/.."
program=build/release/uavt-sync
if [ ! -x "$program" ]; then
  echo "There is no $program yet: cmake --preset release && cmake --build build/release" >&2
  exit 2
fi
if [ ! -e ../shared/data/islahiye ]; then
  echo "The data of İslahiye is not part of this project and is not at ../shared/data." >&2
  exit 2
fi

# uavt FOLDER-OF-THE-NIGHT ARGUMENT…
uavt() {
  local night="$1"
  shift
  "$program" -c "config/examples/islahiye-$night.toml" "$@"
}

# A clean state: an empty database, no memory of files, no reports.
server="$(uavt 2024-03 db start)"
psql -q -c 'DROP DATABASE uavt WITH (FORCE)' "$server dbname=postgres"
rm -rf build/islahiye/state/onbellek build/islahiye/reports

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# published NIGHT ARGUMENT…: a run and its report. 1 says that there are new errors to look at, 6 that
# a mahalle waits: the night was published all the same.
published() {
  status=0
  uavt "$@" 2>"$log" || status=$?
  if [ "$status" -gt 1 ] && [ "$status" -ne 6 ]; then
    cat "$log" >&2
    exit "$status"
  fi
  echo
  uavt "$1" "${language[@]}" report --format text | sed '/^BULGULAR$/,$d; /^FINDINGS$/,$d'
}

language=("$@")
for night in 2024-03 2025-02 2026-08; do
  echo "═══ $night"
  published "$night" "${language[@]}" run
  [ "$status" -eq 6 ] || continue
  uavt "$night" "${language[@]}" held
  for batch in $(uavt "$night" held --json | sed -n 's/^ *"batch": \([0-9]*\),$/\1/p'); do
    echo "═══ $night, approve $batch"
    published "$night" "${language[@]}" approve "$batch" --because "deprem"
  done
done
echo "psql \"$server\""
