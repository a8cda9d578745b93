#include "platform/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace huiji::metrics {

namespace {

using Buckets = prometheus::Histogram::BucketBoundaries;

// All families of this process. Adding a label set takes a lock inside prometheus-cpp; the sets are small
// and closed, so that a look-up is a hash and a map find.
struct Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("huiji_http_requests_total")
                                                          .Help("Answered requests")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& request_time =
      prometheus::BuildHistogram()
          .Name("huiji_http_request_microseconds")
          .Help("Time from the whole request to its answer")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& reply_bytes = prometheus::BuildCounter()
                                                             .Name("huiji_http_reply_bytes_total")
                                                             .Help("Bytes of reply bodies")
                                                             .Register(registry);
  prometheus::Family<prometheus::Counter>& checkouts = prometheus::BuildCounter()
                                                           .Name("huiji_checkouts_total")
                                                           .Help("Checkouts by outcome")
                                                           .Register(registry);
  prometheus::Family<prometheus::Histogram>& groups = prometheus::BuildHistogram()
                                                          .Name("huiji_commit_group_flows")
                                                          .Help("Flows that shared one durable commit")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& commits = prometheus::BuildHistogram()
                                                           .Name("huiji_commit_microseconds")
                                                           .Help("Time of one durable commit")
                                                           .Register(registry);
  prometheus::Family<prometheus::Gauge>& gauges =
      prometheus::BuildGauge().Name("huiji_now").Help("Levels at this moment").Register(registry);

  const Buckets time_buckets{100,    250,    500,    1000,    2500,    5000,
                             10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000};
  prometheus::Histogram& group_flows = groups.Add({}, Buckets{1, 2, 4, 8, 16, 32, 64});
  prometheus::Histogram& commit_us = commits.Add({}, time_buckets);
  prometheus::Gauge& connections = gauges.Add({{"what", "connections"}});
  prometheus::Gauge& waiting_requests = gauges.Add({{"what", "waiting_requests"}});
  prometheus::Gauge& waiting_writes = gauges.Add({{"what", "waiting_writes"}});
};

Families& families() {
  static Families all;
  return all;
}

}  // namespace

void request(std::string_view pattern, std::string_view method, int status, std::int64_t us,
             std::size_t reply_bytes) {
  Families& all = families();
  const std::string route = pattern.empty() ? "none" : std::string(pattern);
  all.requests.Add({{"route", route}, {"method", std::string(method)}, {"status", std::to_string(status)}})
      .Increment();
  all.request_time.Add({{"route", route}}, all.time_buckets).Observe(us);
  all.reply_bytes.Add({{"route", route}}).Increment(reply_bytes);
}

void checkout(std::string_view outcome) {
  families().checkouts.Add({{"outcome", std::string(outcome)}}).Increment();
}

void commit_group(std::int64_t flows, std::int64_t us) {
  families().group_flows.Observe(flows);
  families().commit_us.Observe(us);
}

void connections(std::int64_t open) { families().connections.Set(open); }
void waiting_requests(std::int64_t waiting) { families().waiting_requests.Set(waiting); }
void waiting_writes(std::int64_t waiting) { families().waiting_writes.Set(waiting); }

std::string text() { return prometheus::TextSerializer().Serialize(families().registry.Collect()); }

}  // namespace huiji::metrics
