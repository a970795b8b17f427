# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Running the fuzz targets; the caller stands in the project's directory.

seeds=build/fuzz/seeds
# A reader must come to its verdict with little of both.
limits="-timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=64"
export ASAN_OPTIONS=quarantine_size_mb=16

targets() {
    for file in tests/fuzz/fuzz-*.c; do
        basename "$file" .c | sed 's/^fuzz-//'
    done
}

make_seeds() {
    rm -rf "$seeds"
    tests/fuzz/make-seeds "$seeds"
}

# fuzz TARGET OPTION... DIRECTORY...: what it says is left in build/fuzz/TARGET.log; what
# crashes it in build/fuzz/crashes.
fuzz() {
    local target=$1
    shift
    mkdir -p build/fuzz/crashes
    # shellcheck disable=SC2086 # a list of options
    nice "build/fuzz/fuzz-$target" $limits -close_fd_mask=1 -print_final_stats=1 \
        "-artifact_prefix=build/fuzz/crashes/$target-" "$@" >"build/fuzz/$target.log" 2>&1
}

# The input directories of a target: committed finds and seeds.
inputs_of() {
    mkdir -p "tests/fuzz/corpus/$1" "$seeds/$1"
    echo "tests/fuzz/corpus/$1" "$seeds/$1"
}

executions_of() { sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$1.log"; }

# The last number of branches covered.
coverage_of() { sed -n 's/^#.* cov: \([0-9]*\) .*/\1/p' "build/fuzz/$1.log" | tail -n 1; }
