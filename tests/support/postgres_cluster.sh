#!/usr/bin/env bash
# Prints the folder of a PostgreSQL server's Unix socket, for tests; starts the server when none runs.
# The server stops, and its folder goes, a minute after the last process that held the lock
# <home>/users (shared flock) let go of it. HUIJI_POSTGRES_HOME names another place for a server of one's own.
set -euo pipefail
home=${HUIJI_POSTGRES_HOME:-${TMPDIR:-/tmp}/huiji-postgres-$(id -u)}
linger=${HUIJI_POSTGRES_LINGER:-60}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb || { echo "PostgreSQL is not installed" >&2; exit 1; })")

# initdb and postgres refuse to run as root.
as_owner=()
if [ "$(id -u)" = 0 ]; then
  owner=$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)
  as_owner=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups --)
fi

mkdir -p -m 755 "$home"
[ -O "$home" ] || { echo "$home belongs to someone else" >&2; exit 1; }
exec 8>"$home/starting"
flock 8
exec 9>"$home/users"
flock -s 9 # until this script ends, so that the keeper does not stop what we hand out

alive() { [ -f "$home/run/data/postmaster.pid" ] && "${as_owner[@]}" "$bin/pg_ctl" -D "$home/run/data" status >/dev/null 2>&1; }

start() {
  rm -rf "$home/run"
  mkdir -m 700 "$home/run"
  [ ${#as_owner[@]} = 0 ] || chown "$owner" "$home/run"
  cd "$home/run"
  "${as_owner[@]}" "$bin/initdb" -D data -U huiji -A trust -E UTF8 --locale=C.UTF-8 >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
  cat >>data/postgresql.conf <<TEXT
listen_addresses = ''
unix_socket_directories = '$home/run'
unix_socket_permissions = 0700
max_connections = 300
shared_buffers = 128MB
fsync = on
synchronous_commit = on
log_min_messages = warning
TEXT
  "${as_owner[@]}" "$bin/pg_ctl" -D data -l server.log -w -t 60 start >/dev/null 2>&1 8>&- 9>&- || { cat server.log >&2; exit 1; }
}

keep() { # stops the server when nobody has used it for a while, or its folder was taken away
  local idle=0 server
  server=$(head -1 "$home/run/data/postmaster.pid")
  while true; do
    sleep 1
    [ -d "$home/run" ] || { kill -QUIT "$server" 2>/dev/null || true; return; }
    if flock -n -x "$home/users" true; then idle=$((idle + 1)); else idle=0; fi
    [ "$idle" -ge "$linger" ] || continue
    exec 8>"$home/starting"
    if flock -n 8 && flock -n -x "$home/users" true; then
      "${as_owner[@]}" "$bin/pg_ctl" -D "$home/run/data" -m immediate stop >/dev/null 2>&1 || true
      rm -rf "$home/run"
      return
    fi
    exec 8>&-
  done
}

if ! alive; then
  start
  (exec 8>&- 9>&-; cd /; keep) </dev/null >/dev/null 2>&1 &
  disown
fi
echo "$home/run"
