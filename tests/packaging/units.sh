#!/bin/bash
# Installs into a folder of its own and asks systemd about the units there: nothing to complain of, the
# night at two, little left open to the service.
set -euo pipefail
cmake="$1" build="$2"
most_exposure=15  # tenths, of systemd's 0 (nothing) … 10 (everything)

if ! command -v systemd-analyze >/dev/null; then
  echo "systemd-analyze is missing: install the package systemd" >&2
  exit 1
fi
root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT
DESTDIR="$root" "$cmake" --install "$build" >"$root/install.log" || { cat "$root/install.log"; exit 1; }
prefix="$(sed -n 's/^CMAKE_INSTALL_PREFIX:[A-Z]*=//p' "$build/CMakeCache.txt")"
units="$root$prefix/lib/systemd/system"
for file in "$root$prefix/bin/uavt-sync" "$units/uavt-sync.service" "$units/uavt-sync.timer" \
  "$root$prefix/lib/sysusers.d/uavt-sync.conf" \
  "$root$prefix/share/doc/uavt-sync/examples/uavt-sync.toml"; do
  [ -f "$file" ] || { echo "not installed: ${file#"$root"}" >&2; exit 1; }
done

# The program is not at its place on this machine: the units are read with its place in the folder.
sed -i "s|^ExecStart=|&$root|" "$units/uavt-sync.service"
said="$(systemd-analyze verify "$units/uavt-sync.service" "$units/uavt-sync.timer" 2>&1)" || true
# Of other units on this machine it may speak, too.
complaints="$(grep -F uavt-sync <<<"$said" || true)"
[ -z "$complaints" ] || { echo "$complaints" >&2; exit 1; }

for line in SuccessExitStatus="1 6" ProtectSystem=strict NoNewPrivileges=yes PrivateTmp=yes \
  StateDirectory=uavt-sync User=uavt-sync; do
  grep -qxF "$line" "$units/uavt-sync.service" || { echo "no $line" >&2; exit 1; }
done
grep -qxF Persistent=true "$units/uavt-sync.timer"
calendar="$(systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$units/uavt-sync.timer")")"
grep -qF 'Normalized form: *-*-* 02:00:00' <<<"$calendar"

# A spoilt unit must be complained of, or the test says nothing.
sed 's/^ProtectSystem=.*/ProtectSystem=perhaps/' "$units/uavt-sync.service" >"$units/uavt-sync-spoilt.service"
spoilt="$(systemd-analyze verify "$units/uavt-sync-spoilt.service" 2>&1)" || true
grep -q perhaps <<<"$spoilt" || { echo "systemd takes whatever it is given" >&2; exit 1; }

exposure="$(systemd-analyze security --offline=true --no-pager "$units/uavt-sync.service" |
  grep -o 'exposure level for .*')"
echo "$exposure"
tenths="$(sed -E 's/.*: ([0-9]+)\.([0-9]).*/\1\2/' <<<"$exposure")"
[ "$((10#$tenths))" -le "$most_exposure" ]
