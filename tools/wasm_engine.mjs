// The engine for node tools: calls its C ABI with JSON text (src/programs/wasm/engine.cpp).
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function instantiate(bytes) {
  const module = new WebAssembly.Module(bytes)
  const imports = {}
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 52
  const { exports } = new WebAssembly.Instance(module, imports)
  exports._initialize()

  function send(text) {
    const input = encoder.encode(text)
    const at = exports.engine_input(input.length)
    new Uint8Array(exports.memory.buffer, at, input.length).set(input)
  }
  function output() {
    return decoder.decode(new Uint8Array(exports.memory.buffer, exports.engine_output(), exports.engine_output_size()))
  }
  return {
    send,
    output,
    run: (operation) => exports[`engine_${operation}`](),
    call(operation, text) {
      send(text)
      if (exports[`engine_${operation}`]() !== 1) throw new Error(`${operation}: ${output()}\n${text.slice(0, 2000)}`)
      return output()
    },
  }
}
