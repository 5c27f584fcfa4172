# One way to build, for all scripts. Sourced by them.

# configure PRESET [-D…]: what cmake says is shown only when it fails.
configure() {
  local preset="$1"
  shift
  mkdir -p build
  if ! cmake --preset "$preset" "$@" >"build/$preset.log" 2>&1; then
    cat "build/$preset.log" >&2
    return 1
  fi
}

# build PRESET TARGET
build() {
  echo "Building $2 ($1) on $(nproc) cores …" >&2
  cmake --build "build/$1" --target "$2" --parallel "$(nproc)" >&2
}
