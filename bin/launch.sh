# Sourced by the launchers beside it: finds Node and becomes it. POSIX sh, and no other program is run
# where it can be helped, because splunkd starts a search command several times for each search.

# splunkd's own libraries, and settings meant for another Node, must not reach ours.
unset LD_LIBRARY_PATH DYLD_LIBRARY_PATH LIBPATH LD_PRELOAD OPENSSL_CONF NODE_OPTIONS NODE_PATH

case $0 in
  */*) here=${0%/*} ;;
  *) here=. ;;
esac

# Sets $node to the first Node there is: the one named by LLAMA_NODE, the app's own, one of the system.
# PATH is not searched: splunkd's begins with a folder that holds a very old Node up to Splunk 10.0.
find_node() {
  node=$LLAMA_NODE
  [ -n "$node" ] && [ -x "$node" ] && return 0
  for node in "$here"/../*/bin/node; do
    if [ -x "$node" ]; then
      case $(uname -sm 2>/dev/null) in
        'Linux x86_64') node=$here/../linux_x86_64/bin/node ;;
        'Linux aarch64') node=$here/../linux_aarch64/bin/node ;;
        'Darwin arm64') node=$here/../darwin_arm64/bin/node ;;
        'Darwin x86_64') node=$here/../darwin_x86_64/bin/node ;;
      esac
      [ -x "$node" ] && return 0
      break
    fi
  done
  for node in /usr/local/bin/node /usr/bin/node /opt/homebrew/bin/node; do
    [ -x "$node" ] && return 0
  done
  return 1
}

# V8 otherwise lets short-lived objects pile up to 48 MB; measured: 30 MB less at the same speed.
node_options='--no-warnings --max-semi-space-size=2'

# start_search_command NAME: without a Node, answers the getinfo chunk with an error that splunkd shows.
start_search_command() {
  command=$1
  shift
  find_node && exec "$node" $node_options "$here/start.cjs" "$command" "$@"
  LC_ALL=C
  IFS= read -r header
  length=${header#chunked 1.0,}
  length=${length%%,*}
  case $length in
    '' | *[!0-9]*) ;;
    *) [ "$length" -gt 0 ] && dd bs=1 count="$length" >/dev/null 2>&1 ;;
  esac
  error="$command needs Node.js 20.19 or newer, and none was found on this search head. Install the app with Node inside, or Node itself, or name one with LLAMA_NODE in splunk-launch.conf."
  metadata='{"finished":true,"error":"'$error'"}'
  printf 'chunked 1.0,%d,0\n%s' "${#metadata}" "$metadata"
  exit 1
}

# start_alert_action NAME: without a Node, says so where splunkd.log shows it.
start_alert_action() {
  action=$1
  shift
  find_node && exec "$node" $node_options "$here/start.cjs" "$action" "$@"
  echo "ERROR $action needs Node.js 20.19 or newer, and none was found on this search head. Install the app with Node inside, or Node itself, or name one with LLAMA_NODE in splunk-launch.conf. The alert was not taken." >&2
  exit 1
}
