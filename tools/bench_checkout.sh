# ./x bench checkout [--seconds N] [--runs N]: durable checkouts per second with 1, 8 and 32 clients beside the
# floor of the same run, on SQLite and PostgreSQL.
build release bench_checkout
build/release/bench_checkout "$@"
