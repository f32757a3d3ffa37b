# Run by ctest: cmake -DSOURCE=<project> -DFOLDER=<build folder> -DOPTIONS=<for cmake> -DPRINTED=<regex> -P consumer.cmake
file(REMOVE_RECURSE ${FOLDER})
foreach(command "-S;${SOURCE};-B;${FOLDER};${OPTIONS}" "--build;${FOLDER}")
  execute_process(COMMAND ${CMAKE_COMMAND} ${command} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND ${FOLDER}/consumer OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "${PRINTED}")
  message(FATAL_ERROR "printed\n${output}\nwhich does not match\n${PRINTED}")
endif()
