# cmake --install: the headers, and what find_package(mle) needs to give mle::mle.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_DATADIR}/cmake/mle)
install(TARGETS mle EXPORT mle-targets)
install(EXPORT mle-targets NAMESPACE mle:: DESTINATION ${package_folder})
install(DIRECTORY cpp/mle DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)
configure_package_config_file(cpp/cmake/mle-config.cmake.in mle-config.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(mle-config-version.cmake COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/mle-config.cmake ${PROJECT_BINARY_DIR}/mle-config-version.cmake
  DESTINATION ${package_folder})
