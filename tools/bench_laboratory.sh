# ./x bench laboratory [--baskets N] [--days N] [--products N]: stored baskets replayed through a draft a
# second, on one core, with the shares of loading and pricing. 200,000 baskets unless told otherwise; they are
# made first, through the real checkout, in a temporary SQLite database.
build release bench_laboratory
build/release/bench_laboratory "$@"
