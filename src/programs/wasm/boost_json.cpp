// Boost.JSON compiled into the module (natively it is a library).
#if defined(__wasm__)
#include <boost/json/src.hpp>
#endif
