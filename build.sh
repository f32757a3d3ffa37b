#!/usr/bin/env bash
# The only door: sets up, builds, serves and tests the lesson. `./build.sh help` lists the verbs.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
logs=build/logs

NODE_MIN=20.10
NODE_PACKAGE_VERSION=22.23.3
# The oldest and the newest node that the JavaScript package is tested with.
CONSUMER_NODES="18.20.8 24.21.0"
CMAKE_MIN=3.21
EMCC_MIN=3.1.6

help() {
  cat <<'TEXT'
usage: ./build.sh [verb]

  serve        set up, build, and serve the lesson on http://localhost:8000 (or the next free port)
  (no verb)    build everything into dist/: site/, mle-site.zip, mle-tutorial.html, site/embed/, scorm/, npm/, npm-figures/
  test         build and run every test; test --all adds the slow ones
  plots        write the lesson's pictures and their numbers to outputs/
  bench        time the core, natively and in WebAssembly
  fuzz         let libFuzzer look for inputs that break the command or the core, ten minutes each
  coverage     which lines and branches of the core its tests run; fails below every line or 95 % of the branches
  clean        remove everything that was built or fetched
  help         this text

On Debian and Ubuntu, with root or sudo, missing tools are installed. Elsewhere, have emcc, cmake, ninja or make, a
C++20 compiler with CLI11, node and npm on the PATH.

SITE_URL=https://example.org/mle/ ./build.sh builds for that address: with canonical links, sitemap, oEmbed and social pictures.
TEXT
}

# --- Saying what happens -------------------------------------------------------------------------------------

say() { printf '%s\n' "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }

# step NAME COMMAND...: runs it into a log; prints the time, or the log's end and the reason.
step() { run_step quiet "$@"; }
# show NAME COMMAND...: the same, with its output on the screen.
show() { run_step shown "$@"; }

run_step() {
  local mode=$1 name=$2; shift 2
  local log start=$SECONDS
  mkdir -p "$logs"
  log="$logs/$(tr -c 'a-zA-Z0-9\n' '-' <<<"$name").log"
  local status=0
  if [ "$mode" = shown ]; then
    say "• $name"
    "$@" 2>&1 </dev/null | tee "$log" || status=$?
  else
    printf '• %s … ' "$name"
    "$@" >"$log" 2>&1 </dev/null || status=$?
  fi
  if [ "$status" -ne 0 ]; then
    [ "$mode" = shown ] || { say "failed"; tail -n 40 "$log" >&2; }
    die "Stopped at “$name” (exit $status). The whole output is in $log."
  fi
  if [ "$mode" = shown ]; then say "  $name: $((SECONDS - start)) s"; else say "$((SECONDS - start)) s"; fi
}

# --- Tools ---------------------------------------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }
# at_least HAVE WANT: whether version HAVE is WANT or newer.
at_least() { [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
version_of() { "$@" 2>/dev/null | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1 || true; }

compiler() { local c; for c in ${CXX:-} c++ g++ clang++; do has "$c" && { echo "$c"; return; }; done; return 1; }
has_cxx20() {
  local c; c=$(compiler) || return 1
  printf '%s\n' '#include <charconv>' '#include <concepts>' '#include <span>' \
    'int main() { char text[32]; double x; return std::from_chars(text, std::to_chars(text, text + 32, 1.5).ptr, x).ptr == text; }' \
    | "$c" -std=c++20 -fsyntax-only -x c++ - 2>/dev/null
}
has_header() { local c; c=$(compiler) && echo "#include <$1>" | "$c" -std=c++20 -fsyntax-only -x c++ - 2>/dev/null; }
has_fuzzer() {
  has clang++ && mkdir -p build &&
    echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' \
    | clang++ -fsanitize=fuzzer -x c++ - -o build/has-fuzzer 2>/dev/null
}
first_of() { local c; for c in "$@"; do has "$c" && { command -v "$c"; return; }; done; return 1; }
minibrowser() {
  local file
  has MiniBrowser && return
  for file in /usr/lib/*/webkit*gtk-*/MiniBrowser /usr/lib{,64,exec}/webkit*gtk-*/MiniBrowser; do [ -x "$file" ] && return; done
  return 1
}

# One line for each missing tool: what | how Debian brings it | how another system does.
missing_for_build() {
  at_least "$(version_of emcc --version)" "$EMCC_MIN" || echo "emcc (Emscripten) $EMCC_MIN or newer|emscripten|git clone https://github.com/emscripten-core/emsdk, then emsdk install latest; or: brew install emscripten"
  at_least "$(version_of cmake --version)" "$CMAKE_MIN" || echo "cmake $CMAKE_MIN or newer|cmake|brew install cmake"
  has ninja || has make || echo "ninja, or make|ninja-build|brew install ninja"
  has_cxx20 || echo "a C++20 compiler (g++ 11, clang++ 14 or newer)|g++|xcode-select --install; or: brew install gcc"
  has_header CLI/Version.hpp || echo "CLI11 2 (C++ header)|libcli11-dev|brew install cli11"
  has node || echo "node $NODE_MIN or newer|nodejs|brew install node"
  has npm || echo "npm|npm ca-certificates|brew install node"
}
missing_for_test() {
  has_header doctest/doctest.h || echo "doctest 2.4 (C++ header)|doctest-dev|brew install doctest"
  has_header rapidcheck.h || echo "RapidCheck|librapidcheck-dev|https://github.com/emil-e/rapidcheck"
  if ! bundled_browsers; then
    first_of chromium google-chrome >/dev/null || echo "chromium|chromium|https://www.chromium.org/getting-involved/download-chromium"
    first_of firefox-esr firefox >/dev/null || echo "firefox-esr|firefox-esr|https://www.mozilla.org/firefox/enterprise"
  fi
  { has WebKitWebDriver && minibrowser; } || echo "WebKitWebDriver and MiniBrowser (WebKitGTK 2.40 or newer)|webkit2gtk-driver|they come with WebKitGTK, on Linux"
  has Xvfb || echo "Xvfb|xvfb|it comes with X.Org, on Linux"
  [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || ! has apt-get || echo "the DejaVu fonts|fonts-dejavu-core|"
}
missing_for_fuzz() { has_fuzzer || echo "clang++ with libFuzzer|clang libclang-rt-dev|brew install llvm, and its bin/ on the PATH"; }
missing_for_coverage() {
  has_header doctest/doctest.h || echo "doctest 2.4 (C++ header)|doctest-dev|brew install doctest"
  { has g++ && has gcov; } || echo "g++ with gcov|g++|brew install gcc"
}
missing_for_bench() {
  has_header benchmark/benchmark.h || echo "Google Benchmark|libbenchmark-dev|brew install google-benchmark"
  /usr/bin/python3 -c 'import numpy, scipy' 2>/dev/null || echo "NumPy and SciPy for /usr/bin/python3|python3-numpy python3-scipy|/usr/bin/python3 -m pip install numpy scipy"
}

# Ubuntu's chromium and firefox are snaps, which no test runner can drive: there Playwright brings its own.
bundled_browsers() { [ -e /etc/os-release ] && [ "$(. /etc/os-release && echo "$ID")" = ubuntu ]; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
can_install() {
  has apt-get || return 1
  [ "$(id -u)" != 0 ] || return 0
  has sudo || return 1
  # Asks for the password where there is someone to ask.
  sudo -n true 2>/dev/null || { [ -t 0 ] && say "Installing packages needs sudo:" && sudo -v; }
}

# need WHAT: installs or names what `missing_for_WHAT` lists.
need() {
  local lines; lines=$("missing_for_$1")
  [ -n "$lines" ] || return 0
  if can_install; then
    local packages; packages=$(cut -d'|' -f2 <<<"$lines" | tr '\n' ' ')
    step "Installing packages ($1)" install_packages $packages
    lines=$("missing_for_$1")
    [ -n "$lines" ] || return 0
  fi
  say "To ${1/test/run the tests}, these are missing:"
  while IFS='|' read -r what debian other; do
    say "  - $what"
    say "      Debian, Ubuntu: apt-get install $debian"
    [ -z "$other" ] || say "      elsewhere:      $other"
  done <<<"$lines"
  die "Install them and run this again (with root or sudo on Debian or Ubuntu, this script installs them itself)."
}
install_packages() {
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# A node from npm, inside the project, for Linux: sets node_folder to where its `node` is.
fetch_node() {
  local version=$1 arch=x64; [ "$(uname -m)" != aarch64 ] || arch=arm64
  node_folder="$root/build/node-$version/node_modules/node-linux-$arch/bin"
  [ -x "$node_folder/node" ] || step "Fetching node $version from npm" \
    npm install --prefix "build/node-$version" --no-save --no-package-lock "node-linux-$arch@$version"
}

# A node that is old enough to lack what we use is replaced.
use_node() {
  if ! at_least "$(node --version | tr -d v)" "$NODE_MIN"; then
    fetch_node "$NODE_PACKAGE_VERSION"
    PATH="$node_folder:$PATH"
  fi
  # Debian's Emscripten 3.1.6 keeps its optimiser's modules where only Debian's own node looks.
  [ ! -d /usr/share/nodejs ] || export NODE_PATH="/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}"
}

# npm packages of a folder, when its lock file has changed since the last time.
packages() {
  local folder=$1
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  step "npm packages of $folder/" npm ci --prefix "$folder" --no-audit --no-fund
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

# --- Building ------------------------------------------------------------------------------------------------

# Configured every time: what is looked for (doctest, Google Benchmark) may have been installed since.
configure() {
  local folder=$1; shift
  local generator=()
  if [ ! -f "$folder/CMakeCache.txt" ]; then
    if has ninja; then generator=(-G Ninja); else generator=(-G "Unix Makefiles"); fi
  fi
  "$@" -S . -B "$folder" ${generator[@]+"${generator[@]}"} "${cmake_options[@]}"
}
cmake_build() { configure "$@" && cmake --build "$1" --parallel 2 ${targets[@]+--target "${targets[@]}"}; }

set_up() {
  export npm_config_cache="$root/build/npm-cache" npm_config_update_notifier=false PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
  need build
  use_node
}

core() {
  local cmake_options=(-DCMAKE_BUILD_TYPE=Release) targets
  targets=(mle_cli)
  step "Core, native" cmake_build build/native cmake
  targets=(mle_wasm lesson_wasm first_wasm)
  step "Core, WebAssembly" cmake_build build/wasm emcmake cmake
}

# What dist/ is made of: when none of it changed, there is nothing to do.
site_inputs() {
  printf '%s\n' "${SITE_URL:-}"
  find web build.sh -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 cksum
}

site() {
  packages web
  local now; now=$(site_inputs | cksum)
  if [ -f dist/site/index.html ] && [ -f dist/mle-tutorial.html ] && [ -f dist/mle-site.zip ] && [ -f dist/scorm/mle-lesson.zip ] && [ -f dist/npm/index.js ] && [ -f dist/npm-figures/index.js ] && [ "$now" = "$(cat build/site.stamp 2>/dev/null)" ]; then
    say "• Site: nothing changed"
    return
  fi
  show "Site, offline file, embeds" node web/build/build.js
  show "Packages for learning platforms" node web/build/lms.js
  # Last of what writes into dist/site/: it looks at all that stands there.
  show "Site: offline, hosts, compressed" node web/build/hosting.js
  show "JavaScript package" node web/build/npm.js
  show "Figures as a package" node web/build/npm-figures.js
  printf '%s' "$now" >build/site.stamp
}

build() { set_up; core; site; say "Built: dist/site/ (website), dist/mle-site.zip (the same in one file), dist/mle-tutorial.html (one offline file), dist/site/embed/ (one page for each figure), dist/scorm/ (packages for learning platforms), dist/npm/ (the core as a package), dist/npm-figures/ (the figures as one)."; }

serve() { build; exec node web/build/serve.js; }

plots() {
  set_up; core; packages web
  show "Plots" node web/build/plots.js
}

bench() {
  set_up; need bench; core
  packages tests/bench
  step "Core, native, beside its peers" cmake --build build/native --target mle_bench mle_bench_peer
  show "Core, native (Google Benchmark)" ./build/native/mle_bench
  show "Core in WebAssembly against plain JavaScript" node tests/bench/engine.js
  show "Core beside its peers (the table: build/bench.md)" node tests/bench/run.js
}

# Each fuzzer for ten minutes. What they find stays in build/fuzz/: an input that a mend has dealt with belongs to
# tests/fuzz/corpus/. A unit takes hundredths of a second of its own; -timeout counts those of a busy machine too.
run_fuzzers() {
  local subject
  for subject in csv arguments engine; do
    mkdir -p "build/fuzz/$subject"
    "build/sanitized/mle_${subject}_fuzz" "build/fuzz/$subject" "tests/fuzz/corpus/$subject" -dict=tests/fuzz/words.dict \
      -max_total_time=600 -timeout=60 -max_len=2048 -artifact_prefix="build/fuzz/$subject-" -print_final_stats=1
  done
}
sanitized() {
  need fuzz
  local cmake_options=(-DMLE_SANITIZE=ON)
  step "Core with sanitizers, and fuzzers: building" cmake_build build/sanitized env CXX=clang++ cmake
}
fuzz() { set_up; need test; sanitized; show "Fuzzing, half an hour" run_fuzzers; }

# By g++ alone: gcov reads what g++ writes.
count_coverage() {
  find build/coverage -name '*.gcda' -delete && build/coverage/mle_tests && node tests/coverage.js build/coverage
}
coverage() {
  set_up; need coverage
  local cmake_options=(-DCMAKE_BUILD_TYPE=Debug -DMLE_COVERAGE=ON)
  step "Coverage: configuring" configure build/coverage env CXX=g++ cmake
  step "Coverage: building" cmake --build build/coverage --parallel 2 --target mle_tests
  show "Coverage of the core by its tests" count_coverage
}

clean() { rm -rf build dist outputs web/core/wasm web/node_modules tests/node_modules tests/bench/node_modules tests/course/node_modules; say "Removed what was built and fetched."; }

# --- Tests ---------------------------------------------------------------------------------------------------

# The browsers keep their profiles and caches under build/, not in the home of whoever runs the tests.
at_home() {
  mkdir -p build/home
  env HOME="$root/build/home" XDG_CONFIG_HOME="$root/build/home/config" XDG_CACHE_HOME="$root/build/home/cache" "$@"
}
page_tests() { at_home node tests/node_modules/@playwright/test/cli.js test -c tests/page; }

# The JavaScript package in other hands. Elsewhere than on Linux with the node that is there.
consumer_tests() { at_home env MLE_NODES="$consumer_nodes" node --test --test-concurrency=2 tests/consumers/js/*.test.js; }
fetch_consumer_nodes() {
  consumer_nodes=
  [ "$(uname -s)" = Linux ] || return 0
  local version node_folder
  for version in $CONSUMER_NODES; do
    fetch_node "$version"
    consumer_nodes="$consumer_nodes${consumer_nodes:+:}$node_folder/node"
  done
}

# What the tests of courses' software look at; they skip what is not there.
course_software() {
  packages tests/course
  { has mkdocs && has sphinx-build; } || ! can_install ||
    step "Installing packages (courses)" install_packages mkdocs mkdocs-material python3-sphinx python3-myst-parser
}

run_tests() {
  set_up; need test
  build
  packages tests
  if bundled_browsers; then
    export MLE_BUNDLED_BROWSERS=1 PLAYWRIGHT_BROWSERS_PATH="$root/build/browsers"
    step "Browsers from Playwright" node tests/node_modules/@playwright/test/cli.js install --with-deps chromium firefox
  fi
  sanitized
  show "Core tests, native with ASan and UBSan" ctest --test-dir build/sanitized --output-on-failure --parallel 2
  step "Core tests: building WebAssembly" cmake --build build/wasm --parallel 2
  show "Core tests, WebAssembly in node" ctest --test-dir build/wasm --output-on-failure
  show "Command tests" node --test --test-concurrency=2 tests/cli/*.test.js
  show "Types" node web/node_modules/typescript/bin/tsc -p web
  show "Engine tests" node --disallow-code-generation-from-strings --test --test-concurrency=2 tests/engine/*.test.js tests/engine/figures/*.test.js
  [ "$1" != all ] || { export MLE_TEST_ALL=1; course_software; }
  fetch_consumer_nodes
  show "JavaScript package: bundlers, nodes, types" consumer_tests
  if [ "$1" = all ]; then
    coverage
    show "Page tests, every embed: Chromium, Firefox, WebKitGTK" page_tests
    show "Pictures for the README" node tests/page/pictures.js
    show "Heights of the figures' pages" node tests/page/heights.js
  else
    show "Page tests: Chromium, Firefox, WebKitGTK" page_tests
  fi
  say "All tests passed."
}

case "$*" in
  "") build ;;
  serve) serve ;;
  test) run_tests usual ;;
  "test --all") run_tests all ;;
  plots) plots ;;
  bench) bench ;;
  fuzz) fuzz ;;
  coverage) coverage ;;
  clean) clean ;;
  help | -h | --help) help ;;
  *) say "build.sh: there is no verb “$*”." >&2; help >&2; exit 2 ;;
esac
