# The command's output and exit codes. Run by ctest: cmake -DMLE=<binary> -P test.cmake
function(expect_run exit_code out err)
  execute_process(COMMAND ${MLE} ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT code STREQUAL exit_code)
    message(SEND_ERROR "mle ${ARGN}: exit code ${code}, not ${exit_code}")
  endif()
  if(NOT output MATCHES "${out}")
    message(SEND_ERROR "mle ${ARGN} printed\n${output}\nwhich does not match\n${out}")
  endif()
  if(NOT error MATCHES "${err}")
    message(SEND_ERROR "mle ${ARGN} wrote to stderr\n${error}\nwhich does not match\n${err}")
  endif()
endfunction()

set(demo "log-likelihood (y=1, p=0.8): -0.2231435513142097
loss (y=1, p=0.8): 0.2231435513142097
Bernoulli NLL (y=1, p=0.8): 0.2231435513142097
Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part: 0.125
Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole: 1.0439385332046727
")
execute_process(COMMAND ${MLE} demo RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE error)
if(NOT code STREQUAL "0" OR NOT output STREQUAL demo OR NOT error STREQUAL "")
  message(SEND_ERROR "mle demo (exit ${code}) printed\n${output}${error}\nnot\n${demo}")
endif()

expect_run(0 "usage: mle <verb>" "^$")
expect_run(0 "usage: mle <verb>" "^$" help)
expect_run(0 "usage: mle <verb>" "^$" --help)
expect_run(2 "^$" "unknown verb \"dmeo\"" dmeo)
expect_run(2 "^$" "takes no arguments, got \"now\"" demo now)
