# ./x bench ledger [--members N] [--runs N]: operations a second beside their floor, the day's jobs over N
# members (1,000,000 unless told otherwise) while a till writes, look-ups among them; on both engines.
build release bench_ledger
build/release/bench_ledger "$@"
