# A room is a folder, a namespace and a static library. ROOMS are the rooms it may include,
# USES the outside libraries that only its own .cpp files see, HEADERS what most of its files include
# and takes long to read, theirs or ours: compiled once. (Sources include what they use all the same:
# `-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON` builds.)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

# -O2: the hot loops gain nothing measurable from -O3, and every build is a third shorter.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

option(UAVT_WERROR "Warnings are errors" ON)

function(uavt_target name)
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
    # g++ 12 sees overflows in std::string that are not there (GCC bugs 105329, 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds>
    # Memory is there; collecting the compiler's own costs a tenth of a build.
    "$<$<CXX_COMPILER_ID:GNU>:SHELL:--param ggc-min-expand=1000 --param ggc-min-heapsize=1048576>"
    $<$<BOOL:${UAVT_WERROR}>:-Werror>)
  target_compile_definitions(${name} PRIVATE UAVT_VERSION="${PROJECT_VERSION}")
endfunction()

function(uavt_room name)
  cmake_parse_arguments(room "" "" "ROOMS;USES;HEADERS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${name}/*.cpp")
  add_library(${name} STATIC ${sources})
  uavt_target(${name})
  target_link_libraries(${name} PUBLIC ${room_ROOMS} PRIVATE ${room_USES} fmt::fmt Threads::Threads)
  target_precompile_headers(${name} PRIVATE <algorithm> <array> <cstdint> <map> <memory> <optional>
    <span> <string> <string_view> <unordered_map> <vector> <fmt/format.h> ${room_HEADERS})
endfunction()
