// What the program counts about itself, for GET /metrics (Prometheus text format). One call per event, named
// after the event; the names, labels and buckets stand in metrics.cpp, behind which prometheus-cpp hides.
// Labels are closed sets (route patterns, outcomes), never a person, a product or a raw path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huiji::metrics {

// One answered request; `pattern` is the route's pattern, or "" when no route fits.
void request(std::string_view pattern, std::string_view method, int status, std::int64_t us,
             std::size_t reply_bytes);

// A checkout that was answered: outcome is "sale", "return" or the code of the refusal.
void checkout(std::string_view outcome);

// Flows that shared one durable commit, and how long that commit took.
void commit_group(std::int64_t flows, std::int64_t us);

// Gauges.
void connections(std::int64_t open);
void waiting_requests(std::int64_t waiting);  // handed to the workers and not yet answered
void waiting_writes(std::int64_t waiting);    // flows in front of the store's writer

std::string text();  // everything, in the text exposition format

}  // namespace huiji::metrics
