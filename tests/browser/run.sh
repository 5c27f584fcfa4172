#!/bin/sh
# What ctest starts: says how to get node when it is not there, and leaves the rest to run.js.
if ! command -v node >/dev/null; then
  echo "The page's tests run under node: apt-get install nodejs npm" >&2
  exit 1
fi
exec node "$(dirname "$0")/run.js" "$@"
