#!/bin/sh
# Started by splunkd for the search command llamadiff. POSIX sh only; LF line ends; mode 0755.
. "${0%/*}/launch.sh"
start_search_command llamadiff "$@"
