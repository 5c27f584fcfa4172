# The Debian packages this project needs, in one place, and how they get there. Sourced by the
# other scripts: install_packages LIST… installs what is missing of the named lists and nothing
# else, so that a second run needs neither network nor rights.

# What it takes to build the program and to run its demo.
packages_program="
  cmake ninja-build g++ pkg-config ca-certificates
  libgdal-dev libproj-dev proj-data libgeos-dev libtbb-dev libicu-dev
  libpqxx-dev libpq-dev libssl-dev libxlsxwriter-dev
  libtomlplusplus-dev libcli11-dev libspdlog-dev libfmt-dev nlohmann-json3-dev
  esbuild libjs-leaflet
  libpugixml-dev
  postgresql-15 postgresql-15-postgis-3 postgresql-15-postgis-3-scripts"

# What the tests and the benchmarks need beside it.
packages_tests="libgtest-dev libgmock-dev libbenchmark-dev python3-gdal python3-qgis chromium systemd"
# A node from elsewhere brings its own npm, and Debian's would not go beside it.
command -v npm >/dev/null || packages_tests="$packages_tests nodejs npm"

# Those of the packages "$@" that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      echo "$package"
    fi
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Packages are missing; run this once as root or as a user who may sudo." >&2
    return 1
  fi
}

# Installing a PostgreSQL server makes and starts a cluster on port 5432 unless told otherwise.
# Nothing here needs it: the embedded database and the tests keep their own. The word to
# postgresql-common stands only while we install; clusters that exist are not touched.
cluster_word=/etc/postgresql-common/createcluster.d/uavt-sync.conf

install_packages() {
  local list name packages="" missing
  for list in "$@"; do
    name="packages_$list"
    packages="$packages ${!name}"
  done
  # shellcheck disable=SC2086  # the lists are words
  missing="$(missing_packages $packages)"
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This is not Debian: install the equivalents of these yourself:" $missing >&2
    return 1
  fi
  echo "Installing $(echo "$missing" | wc -l) packages:" $missing >&2
  local apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -y
    -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
  local status=0 log=build/packages.log
  mkdir -p build
  trap 'as_root rm -f "$cluster_word"' EXIT
  as_root mkdir -p "${cluster_word%/*}"
  echo "create_main_cluster = false" | as_root tee "$cluster_word" >/dev/null
  { as_root $apt update && as_root $apt install --no-install-recommends $missing; } \
    >"$log" 2>&1 </dev/null || status=$?
  as_root rm -f "$cluster_word"
  trap - EXIT
  if [ $status -ne 0 ]; then
    tail -20 "$log" >&2
    echo "The packages could not be installed; all of it is in $log." >&2
  fi
  return $status
}
