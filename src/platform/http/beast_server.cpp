// The only file that includes Boost.Beast and Asio: half a minute to compile, so it is a library of its own.
// Each I/O thread (a lane) has its io_context and its acceptor (SO_REUSEPORT); a connection lives on one lane
// as a coroutine. Handlers block on the database, so they run on the worker threads; the coroutine sleeps.
#include <sys/resource.h>
#include <sys/socket.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <set>
#include <thread>

#include "platform/http/http.hpp"
#include "platform/http/http_errors.hpp"
#include "platform/http/router.hpp"
#include "platform/http/target.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"

namespace huiji::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using std::chrono::milliseconds;
using tcp = asio::ip::tcp;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

namespace {

constexpr int kLingerMs = 2'000;
constexpr std::size_t kLingerBytes = 4u << 20;
constexpr std::size_t kSlowestReaderBytesPerMs = 16;  // grants a large reply more time than a small one

struct Connection {
  explicit Connection(tcp::socket socket) : stream(std::move(socket)) {}
  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  std::string peer;
  bool idle = false;  // waits for the first byte of a request
};

struct Lane {
  std::set<Connection*> connections;  // touched on the lane's thread only
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
};

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

// HTTP's own date (RFC 9110, 5.6.7).
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm civil{};
  gmtime_r(&now, &civil);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &civil)};
}

// Thousands of tills and assets need more descriptors than the usual soft limit.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

using Message = beast::http::response<beast::http::string_body>;

Message to_message(Response response, bool head, bool keep_alive, unsigned version) {
  Message message;
  message.version(version);
  message.result(static_cast<unsigned>(response.status));
  message.set(beast::http::field::date, http_date());
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.keep_alive(keep_alive);
  const bool may_have_body = response.status != 204 && response.status != 304;
  if (!may_have_body) return message;
  if (!response.content_type.empty()) message.set(beast::http::field::content_type, response.content_type);
  message.content_length(response.body.size());
  if (!head) message.body() = std::move(response.body);
  return message;
}

class BeastServer : public Server {
 public:
  BeastServer(ServerOptions options, Handler handler, Refuser refuse);
  ~BeastServer() override { stop(); }
  std::uint16_t port() const override { return port_; }
  void stop() override;

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;
  enum class Next { keep, close, linger };

  void listen(Lane& lane, const tcp::endpoint& endpoint);
  asio::awaitable<void> accept_loop(Lane& lane);
  asio::awaitable<void> serve_connection(Lane& lane, tcp::socket socket);
  asio::awaitable<Next> serve_request(Connection& connection, bool first);
  asio::awaitable<bool> wait_for_request(Connection& connection, bool first);
  asio::awaitable<error_code> read_request(Connection& connection, Parser& parser, std::size_t& limit);
  asio::awaitable<void> send_continue(Connection& connection, unsigned version);
  asio::awaitable<Response> run_handler(const Request& request);
  asio::awaitable<bool> write(Connection& connection, Message message);
  asio::awaitable<Next> refuse(Connection& connection, const Refusal& refusal, const Parser& parser);
  asio::awaitable<void> linger(Connection& connection);
  Response answer(const Request& request);
  std::size_t body_limit(std::string_view path) const;
  void connection_closed();

  ServerOptions options_;
  Handler handler_;
  Refuser refuse_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> waiting_{0};
  std::mutex mutex_;
  std::condition_variable all_closed_;
  int open_ = 0;  // connections, under the mutex
  std::vector<std::unique_ptr<Lane>> lanes_;
  asio::thread_pool workers_;
};

// ---- start and stop ----

tcp::endpoint endpoint_of(const ServerOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) throw CannotListen("“" + options.address + "” is not an address");
  return {address, options.port};
}

// SO_REUSEPORT would let a second server share the port unnoticed: look first, without it.
void check_port_is_free(const tcp::endpoint& endpoint) {
  asio::io_context context;
  tcp::acceptor probe(context, endpoint.protocol());
  probe.set_option(tcp::acceptor::reuse_address(true));
  error_code error;
  probe.bind(endpoint, error);
  if (!error) probe.listen(1, error);
  if (error)
    throw CannotListen(endpoint.address().to_string() + ":" + std::to_string(endpoint.port()) + ": " +
                       error.message());
}

BeastServer::BeastServer(ServerOptions options, Handler handler, Refuser refuse)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      refuse_(refuse ? std::move(refuse) : Refuser(refusal_response)),
      workers_(static_cast<std::size_t>(options_.worker_threads)) {
  raise_descriptor_limit();
  tcp::endpoint endpoint = endpoint_of(options_);
  check_port_is_free(endpoint);
  for (int i = 0; i < std::max(options_.io_threads, 1); ++i) {
    Lane& lane = *lanes_.emplace_back(std::make_unique<Lane>());
    listen(lane, endpoint);
    endpoint.port(port_ = lane.acceptor.local_endpoint().port());
    asio::co_spawn(lane.context, accept_loop(lane), asio::detached);
  }
  for (auto& lane : lanes_) lane->thread = std::thread([&lane] { lane->context.run(); });
}

void BeastServer::listen(Lane& lane, const tcp::endpoint& endpoint) {
  error_code error;
  lane.acceptor.open(endpoint.protocol());
  lane.acceptor.set_option(tcp::acceptor::reuse_address(true));
  lane.acceptor.set_option(ReusePort(true));
  lane.acceptor.bind(endpoint, error);
  if (!error) lane.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) throw CannotListen(endpoint.address().to_string() + ": " + error.message());
}

void BeastServer::stop() {
  if (stopping_.exchange(true)) return;
  for (auto& lane : lanes_)
    asio::post(lane->context, [&lane = *lane] {
      error_code ignored;
      lane.acceptor.close(ignored);
      // A connection with bytes in its socket has a request under way: that one is still answered.
      for (Connection* connection : lane.connections)
        if (connection->idle && connection->stream.socket().available(ignored) == 0)
          connection->stream.cancel();
    });
  {
    std::unique_lock lock(mutex_);
    all_closed_.wait_for(lock, milliseconds(options_.shutdown_grace_ms), [this] { return open_ == 0; });
  }
  for (auto& lane : lanes_) lane->context.stop();
  for (auto& lane : lanes_) lane->thread.join();
  workers_.join();
}

// ---- connections ----

asio::awaitable<void> BeastServer::accept_loop(Lane& lane) {
  asio::steady_timer pause(lane.context);
  while (lane.acceptor.is_open()) {
    error_code error;
    tcp::socket socket(lane.context);
    co_await lane.acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (!lane.acceptor.is_open()) co_return;
    if (error) {  // out of descriptors, usually: let some connections end
      pause.expires_after(milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    {
      std::lock_guard lock(mutex_);
      if (open_ >= options_.connection_limit) continue;  // closes the socket
      metrics::connections(++open_);
    }
    asio::co_spawn(lane.context, serve_connection(lane, std::move(socket)), asio::detached);
  }
}

void BeastServer::connection_closed() {
  std::lock_guard lock(mutex_);
  metrics::connections(--open_);
  if (open_ == 0) all_closed_.notify_all();
}

asio::awaitable<void> BeastServer::serve_connection(Lane& lane, tcp::socket socket) {
  struct Registered {
    BeastServer& server;
    Lane& lane;
    Connection* connection;
    ~Registered() {
      lane.connections.erase(connection);
      server.connection_closed();
    }
  };
  Connection connection(std::move(socket));
  Registered registered{*this, lane, &connection};
  lane.connections.insert(&connection);
  error_code error;
  const auto remote = connection.stream.socket().remote_endpoint(error);
  if (error) co_return;
  connection.peer = remote.address().to_string();
  connection.stream.socket().set_option(tcp::no_delay(true), error);
  Next next = Next::keep;
  for (bool first = true; next == Next::keep; first = false) next = co_await serve_request(connection, first);
  if (next == Next::linger) co_await linger(connection);
  connection.stream.socket().shutdown(tcp::socket::shutdown_both, error);
}

// True when the first byte of a request is there.
asio::awaitable<bool> BeastServer::wait_for_request(Connection& connection, bool first) {
  if (connection.buffer.size() > 0) co_return true;
  error_code error;
  if (stopping_ && !first && connection.stream.socket().available(error) == 0) co_return false;
  connection.idle = true;
  const int patience_ms = stopping_ ? std::min(options_.idle_timeout_ms, 250) : options_.idle_timeout_ms;
  connection.stream.expires_after(milliseconds(patience_ms));
  const std::size_t size = co_await connection.stream.async_read_some(
      connection.buffer.prepare(4096), asio::redirect_error(asio::use_awaitable, error));
  connection.idle = false;
  connection.buffer.commit(size);
  co_return !error && size > 0;
}

asio::awaitable<void> BeastServer::send_continue(Connection& connection, unsigned version) {
  beast::http::response<beast::http::empty_body> message{beast::http::status::continue_, version};
  error_code error;
  co_await beast::http::async_write(connection.stream, message,
                                    asio::redirect_error(asio::use_awaitable, error));
}

std::size_t BeastServer::body_limit(std::string_view path) const {
  return path.substr(0, path.find('?')).ends_with("/import") ? options_.import_body_limit
                                                             : options_.body_limit;
}

// One deadline for the whole request: a client that dribbles is cut off. `limit` is set once the path is
// known.
asio::awaitable<error_code> BeastServer::read_request(Connection& connection, Parser& parser,
                                                      std::size_t& limit) {
  connection.stream.expires_after(milliseconds(options_.request_timeout_ms));
  parser.header_limit(static_cast<std::uint32_t>(options_.header_limit));
  parser.body_limit(boost::none);
  error_code error;
  co_await beast::http::async_read_header(connection.stream, connection.buffer, parser,
                                          asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return error;
  const auto& header = parser.get();
  limit = body_limit({header.target().data(), header.target().size()});
  const auto length = parser.content_length();
  if (length && *length > limit) co_return beast::http::error::body_limit;
  parser.body_limit(limit);
  if (parser.is_done()) co_return error;
  if (beast::iequals(header[beast::http::field::expect], "100-continue"))
    co_await send_continue(connection, header.version());
  co_await beast::http::async_read(connection.stream, connection.buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, error));
  co_return error;
}

bool to_request(beast::http::request<beast::http::string_body>& message, const std::string& peer,
                Request& request) {
  request.method = std::string(message.method_string());
  request.peer = peer;
  for (const auto& field : message)
    request.headers.emplace_back(lower_case({field.name_string().data(), field.name_string().size()}),
                                 std::string(field.value()));
  request.body = std::move(message.body());
  return parse_target({message.target().data(), message.target().size()}, request);
}

// What to answer when the bytes were not a request that we take; none when the client just went away.
// (Outside the coroutine: g++ 12 fails on braced lists within one.)
std::optional<Refusal> protocol_refusal(error_code failure, std::size_t header_limit,
                                        std::size_t body_limit) {
  using beast::http::error;
  if (failure == error::header_limit)
    return Refusal(header_too_large, {{"limit", std::to_string(header_limit)}});
  if (failure == error::body_limit) return Refusal(body_too_large, {{"limit", std::to_string(body_limit)}});
  if (failure == error::end_of_stream || failure == error::partial_message) return std::nullopt;
  if (failure.category() != make_error_code(error::end_of_stream).category()) return std::nullopt;
  return Refusal(bad_request, {{"reason", failure.message()}});
}

Refusal bad_target() { return Refusal(bad_request, {{"reason", "target"}}); }

asio::awaitable<BeastServer::Next> BeastServer::serve_request(Connection& connection, bool first) {
  if (!co_await wait_for_request(connection, first)) co_return Next::close;
  Parser parser;
  std::size_t limit = options_.body_limit;
  const error_code error = co_await read_request(connection, parser, limit);
  if (const auto refusal = protocol_refusal(error, options_.header_limit, limit))
    co_return co_await refuse(connection, *refusal, parser);
  if (error) co_return Next::close;

  auto message = parser.release();
  Request request;
  if (!to_request(message, connection.peer, request)) {
    const Refusal refusal = bad_target();
    co_return co_await refuse(connection, refusal, parser);
  }
  connection.stream.expires_never();
  Response response = co_await run_handler(request);
  const bool keep_alive = message.keep_alive() && !stopping_;
  const bool sent = co_await write(
      connection, to_message(std::move(response), request.method == "HEAD", keep_alive, message.version()));
  co_return sent&& keep_alive ? Next::keep : Next::close;
}

// ---- answers ----

Response BeastServer::answer(const Request& request) {
  try {
    return handler_(request);
  } catch (const std::exception& error) {  // the edge catches all: this is its own failure
    log::error("http.handler_failed", {{"what", error.what()}});
    return refuse_(Refusal(broken_program, {{"incident", "0"}}), request);
  }
}

asio::awaitable<Response> BeastServer::run_handler(const Request& request) {
  if (waiting_ >= options_.waiting_limit) co_return refuse_(Refusal(busy), request);
  metrics::waiting_requests(++waiting_);
  auto start = [this, &request](auto completion) {
    auto executor = asio::get_associated_executor(completion);
    asio::post(workers_, [this, &request, executor, completion = std::move(completion)]() mutable {
      auto done = [completion = std::move(completion), response = answer(request)]() mutable {
        std::move(completion)(std::move(response));
      };
      metrics::waiting_requests(--waiting_);
      asio::post(executor, std::move(done));
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(start,
                                                                                         asio::use_awaitable);
}

asio::awaitable<bool> BeastServer::write(Connection& connection, Message message) {
  const auto extra_ms = message.body().size() / kSlowestReaderBytesPerMs;
  connection.stream.expires_after(
      milliseconds(options_.request_timeout_ms + static_cast<std::int64_t>(extra_ms)));
  error_code error;
  co_await beast::http::async_write(connection.stream, message,
                                    asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

asio::awaitable<BeastServer::Next> BeastServer::refuse(Connection& connection, const Refusal& refusal,
                                                       const Parser& parser) {
  Request request;
  request.method = std::string(parser.get().method_string());
  request.peer = connection.peer;
  for (const auto& field : parser.get())
    request.headers.emplace_back(lower_case({field.name_string().data(), field.name_string().size()}),
                                 std::string(field.value()));
  const bool sent =
      co_await write(connection, to_message(refuse_(refusal, request), request.method == "HEAD", false, 11));
  co_return sent ? Next::linger : Next::close;
}

// Reads on for a moment, so that closing with unread bytes does not wipe the answer out of the client's
// buffer.
asio::awaitable<void> BeastServer::linger(Connection& connection) {
  error_code error;
  connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
  connection.stream.expires_after(milliseconds(kLingerMs));
  connection.buffer.clear();
  for (std::size_t total = 0; !error && total < kLingerBytes;)
    total += co_await connection.stream.async_read_some(connection.buffer.prepare(16 * 1024),
                                                        asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace

std::unique_ptr<Server> serve(ServerOptions options, Handler handler, Refuser refuse) {
  return std::make_unique<BeastServer>(std::move(options), std::move(handler), std::move(refuse));
}

}  // namespace huiji::http
