# Sourced by ./x bench <name> [arguments]: figures beside a floor measured in the same run.
name=${1:-}
if [ -z "$name" ] || [ ! -f "tools/bench_$name.sh" ]; then
  echo "./x bench <name>, one of:" && ls tools/bench_*.sh | sed -E 's,tools/bench_(.*)\.sh,  \1,'
  [ -z "$name" ] && exit 0 || exit 2
fi
shift
. "tools/bench_$name.sh"
