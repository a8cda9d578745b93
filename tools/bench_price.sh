# ./x bench price [--runs N]: microseconds per basket for 10 to 300 lines against 50 to 5,000 offers of a shop's
# calendar, native and in WebAssembly (node), beside the floor of the same run (adding up the lines only), and the
# share of baskets whose price is proven the best.
build release bench_price
build_wasm
build/release/bench_price "$@"
build/release/bench_price --emit | node tools/bench_price.mjs build/wasm/engine.wasm "$@"
