# The page of report.html: esbuild bundles report/page/ with Debian's Leaflet into one script and one
# style sheet, and these become string literals of the room. Nothing is fetched: both tools come from
# Debian packages. Run by itself (cmake -P) this file writes the literals.

if(CMAKE_SCRIPT_MODE_FILE)
  # A raw string literal is limited in length: the text is cut into pieces the compiler joins.
  function(append_literal name file)
    file(READ "${file}" text)
    string(LENGTH "${text}" length)
    set(pieces "")
    set(from 0)
    while(from LESS length)
      string(SUBSTRING "${text}" ${from} 8000 piece)
      string(APPEND pieces "R\"uavtpage(${piece})uavtpage\"\n")
      math(EXPR from "${from} + 8000")
    endwhile()
    set(body "${body}std::string_view page_${name}() {\n  return\n${pieces};\n}\n\n" PARENT_SCOPE)
  endfunction()
  set(body "#include \"report/html_page.hpp\"\n\nnamespace uavt::report {\n\n")
  append_literal(skeleton "${SKELETON}")
  append_literal(style "${STYLE}")
  append_literal(script "${SCRIPT}")
  file(WRITE "${OUTPUT}" "${body}}  // namespace uavt::report\n")
  return()
endif()

function(uavt_page room)
  find_program(ESBUILD esbuild)
  find_path(LEAFLET_DIR leaflet.esm.js PATHS /usr/share/javascript/leaflet NO_DEFAULT_PATH)
  if(NOT ESBUILD OR NOT LEAFLET_DIR)
    message(FATAL_ERROR "The page of report.html needs esbuild and Leaflet to be built: "
      "apt-get install esbuild libjs-leaflet (or scripts/install-packages.sh's list `program`; "
      "elsewhere -DESBUILD=… -DLEAFLET_DIR=the folder of leaflet.esm.js)")
  endif()
  set(source "${CMAKE_SOURCE_DIR}/${room}/page")
  set(made "${CMAKE_BINARY_DIR}/page")
  file(GLOB parts CONFIGURE_DEPENDS "${source}/*.ts" "${source}/*.css")
  add_custom_command(
    OUTPUT "${made}/main.js" "${made}/main.css"
    COMMAND "${ESBUILD}" "${source}/main.ts" --bundle --minify --format=iife --target=es2020
      --legal-comments=inline --log-level=warning --loader:.png=dataurl
      "--alias:leaflet=${LEAFLET_DIR}/leaflet.esm.js"
      "--alias:leaflet-style=${LEAFLET_DIR}/leaflet.css" "--outdir=${made}"
    DEPENDS ${parts} "${LEAFLET_DIR}/leaflet.esm.js" "${LEAFLET_DIR}/leaflet.css"
    COMMENT "Bundling the page of report.html" VERBATIM)
  set(output "${CMAKE_BINARY_DIR}/embedded/${room}_page.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DSKELETON=${source}/page.html" "-DSTYLE=${made}/main.css"
      "-DSCRIPT=${made}/main.js" "-DOUTPUT=${output}"
      -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPENDS "${source}/page.html" "${made}/main.js" "${made}/main.css"
      "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    VERBATIM)
  target_sources(${room} PRIVATE "${output}")
endfunction()
