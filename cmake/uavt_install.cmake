# What a package or `cmake --install` puts where: the program, the nightly units, their user, an
# example configuration. The units name the program where it is installed.
include(GNUInstallDirs)

install(TARGETS uavt-sync RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

foreach(unit uavt-sync.service uavt-sync.timer)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    "${CMAKE_SOURCE_DIR}/packaging/systemd/${unit}")
  file(READ "${CMAKE_SOURCE_DIR}/packaging/systemd/${unit}" text)
  string(REPLACE "/usr/bin/" "${CMAKE_INSTALL_FULL_BINDIR}/" text "${text}")
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/packaging/${unit}" CONTENT "${text}" @ONLY)
  install(FILES "${CMAKE_BINARY_DIR}/packaging/${unit}" DESTINATION lib/systemd/system)
endforeach()

install(FILES packaging/sysusers/uavt-sync.conf DESTINATION lib/sysusers.d)
install(FILES config/examples/ornek.toml
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples" RENAME uavt-sync.toml)
