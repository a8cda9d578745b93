# ./x bench laboratory [--baskets N] [--days N] [--products N]: stored baskets replayed through a draft, on one
# core, in CPU seconds: every basket priced twice, and only what may differ priced, with the share of each and
# of loading. It fails when the two come to different figures. 200,000 baskets unless told otherwise; they are
# made first, through the real checkout, in a temporary SQLite database (--keep FILE: made once, used again with
# --baskets 0).
build release bench_laboratory
build/release/bench_laboratory "$@"
