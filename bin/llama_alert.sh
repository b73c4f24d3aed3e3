#!/bin/sh
# Started by splunkd for the alert action llama_alert. POSIX sh only; LF line ends; mode 0755.
. "${0%/*}/launch.sh"
start_alert_action llama_alert "$@"
