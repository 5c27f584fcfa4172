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

# build PRESET TARGET…
build() {
  local preset="$1"
  shift
  echo "Building $* ($preset) on $(nproc) cores …" >&2
  cmake --build "build/$preset" --target "$@" --parallel $(($(nproc) + 1)) >&2
}
