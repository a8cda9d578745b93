#include "insight/insight_api.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "checkout/test_shop.hpp"

namespace huiji::insight {
namespace {

using checkout::line;
using checkout::TestShop;

constexpr const char* kRunPath = "/v1/laboratory/runs/01900000-0000-7000-8000-00000000000";

class InsightApi : public test::EachEngine {
 protected:
  std::unique_ptr<TestShop> shop;
  std::unique_ptr<LaboratoryRuns> runs;
  Rights rights{Right::edit_promotions, Right::view_cost};
  http::Router router;

  void SetUp() override {
    shop = std::make_unique<TestShop>(*store);
    router.authenticate_with([this](const http::Request&, http::Access) -> Result<Caller> {
      return Caller{shop->merchant_id, shop->shop_id, shop->cashier, {}, {}, rights};
    });
    restart();
    add_routes(router, services(), *runs);
  }
  Services services() { return {*store, shop->clock, shop->facts, shop->rules}; }
  void restart() { runs = std::make_unique<LaboratoryRuns>(services()); }

  http::Response send(const char* method, const std::string& path, const std::string& body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    return router.dispatch(request);
  }
  RunRequest request(int run, const char* parameters = R"({"off":1000})") {
    RunRequest request;
    request.run_id = *RunId::parse("01900000-0000-7000-8000-00000000000" + std::to_string(run));
    request.draft.kind = "percent_off";
    request.draft.name = "九折";
    request.draft.parameters.text = parameters;
    request.from_day = business_day(shop->clock.now(), 480, 240);
    request.to_day = request.from_day;
    return request;
  }
  http::Response start(int run, const char* parameters = R"({"off":1000})") {
    return send("POST", "/v1/laboratory/runs", wire::to_json(request(run, parameters)));
  }
  LaboratoryRun ended(int run) {
    for (int i = 0; i < 2000; ++i) {
      const auto found = *wire::from_json<LaboratoryRun>(send("GET", kRunPath + std::to_string(run)).body);
      if (found.state != RunState::waiting && found.state != RunState::running) return found;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the run does not end";
    return {};
  }
};
HUIJI_ON_EACH_ENGINE(InsightApi);

TEST_P(InsightApi, ARunComesToItsResult) {
  shop->sold(0, {line(6, 2)});
  shop->sold(0, {line(7, 1)}, shop->members[0]);
  ASSERT_EQ(start(1).status, 200);
  const auto run = ended(1);
  EXPECT_EQ(run.state, RunState::done);
  EXPECT_EQ(run.baskets_done, 2);
  EXPECT_EQ(run.baskets_total, 2);
  EXPECT_EQ(run.name, "九折");
  EXPECT_EQ(run.totals.baskets, 2);
  EXPECT_EQ(run.totals.members_gaining, 1);
  EXPECT_GT(run.totals.cost, Money{});
}

TEST_P(InsightApi, TheSameRunAgainIsTheSameRun) {
  shop->sold(0, {line(6, 2)});
  ASSERT_EQ(start(1).status, 200);
  ended(1);
  const auto again = start(1);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(wire::from_json<LaboratoryRun>(again.body)->state, RunState::done) << "not started afresh";
  const auto other = start(1, R"({"off":2000})");
  EXPECT_EQ(other.status, 409);
  EXPECT_NE(other.body.find("insight.run_id_reused"), std::string::npos);
}

TEST_P(InsightApi, NeedsTheRightToWritePromotionsAndToSeeCosts) {
  for (const Rights few : {Rights{Right::view_cost}, Rights{Right::edit_promotions}}) {
    rights = few;
    EXPECT_EQ(start(1).status, 403);
    EXPECT_EQ(send("GET", kRunPath + std::string("1")).status, 403);
    EXPECT_EQ(send("DELETE", kRunPath + std::string("1")).status, 403);
    CheckRequest asked;
    asked.draft = request(1).draft;
    EXPECT_EQ(send("POST", "/v1/promotions/check", wire::to_json(asked)).status, 403);
  }
}

TEST_P(InsightApi, RefusesNonsense) {
  EXPECT_EQ(send("GET", kRunPath + std::string("9")).status, 404);
  EXPECT_EQ(start(1, R"({"off":10000})").status, 409);
  auto backwards = request(1);
  backwards.from_day.days += 1;
  EXPECT_EQ(send("POST", "/v1/laboratory/runs", wire::to_json(backwards)).status, 400);
  EXPECT_EQ(send("GET", kRunPath + std::string("1")).status, 404) << "nothing was started";
}

// A gate in front of the database: the run stands still inside its first read.
class Gate : public db::Store {
 public:
  explicit Gate(db::Store& inner) : inner_(inner) {}
  db::Engine engine() const override { return inner_.engine(); }
  int migrate(std::int64_t now_ms) override { return inner_.migrate(now_ms); }
  bool ready() override { return inner_.ready(); }
  void backup(const std::string& to_path) override { inner_.backup(to_path); }
  void run_write(const std::function<bool(db::Transaction&)>& flow) override { inner_.run_write(flow); }
  void run_read(const std::function<void(db::Transaction&)>& look) override {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return open_; });
    }
    inner_.run_read(look);
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    wake_.notify_all();
  }

 private:
  db::Store& inner_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool open_ = false;
};

TEST_P(InsightApi, RunsWaitAreCancelledAndAreNotTooMany) {
  shop->sold(0, {line(6, 2)});
  Gate gate(*store);
  LaboratoryRuns gated({gate, shop->clock, shop->facts, shop->rules});
  for (int run = 1; run <= 3; ++run) ASSERT_TRUE(gated.start(shop->merchant_id, request(run)));
  const auto fourth = gated.start(shop->merchant_id, request(4));
  ASSERT_FALSE(fourth);
  EXPECT_EQ(fourth.refusal().code->family, Family::limited);
  const auto waiting = gated.cancel(shop->merchant_id, request(3).run_id);
  EXPECT_EQ(waiting->state, RunState::cancelled) << "it had not begun";
  ASSERT_TRUE(gated.cancel(shop->merchant_id, request(1).run_id));
  EXPECT_TRUE(gated.start(shop->merchant_id, request(4))) << "a place is free again";
  gate.open();
  const auto state_of = [&](int run) {
    for (int i = 0; i < 2000; ++i) {
      const auto found = gated.look(shop->merchant_id, request(run).run_id);
      if (found->state != RunState::waiting && found->state != RunState::running) return found->state;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return RunState::waiting;
  };
  EXPECT_EQ(state_of(1), RunState::cancelled);
  EXPECT_EQ(state_of(2), RunState::done);
  EXPECT_EQ(state_of(4), RunState::done);
  EXPECT_EQ(gated.cancel(shop->merchant_id, request(2).run_id)->state, RunState::done) << "what ended stays";
  EXPECT_FALSE(gated.look(checkout::test_id<MerchantId>(1, 9), request(2).run_id)) << "another merchant's";
}

TEST_P(InsightApi, ARestartForgetsTheRuns) {
  ASSERT_EQ(start(1).status, 200);
  ended(1);
  LaboratoryRuns fresh(services());
  const auto gone = fresh.look(shop->merchant_id, request(1).run_id);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.refusal().code->family, Family::not_found);
}

TEST_P(InsightApi, ChecksADraft) {
  CheckRequest asked;
  asked.draft = request(1).draft;
  asked.draft.parameters.text = R"({"off":6000})";
  const auto reply = send("POST", "/v1/promotions/check", wire::to_json(asked));
  ASSERT_EQ(reply.status, 200);
  const auto report = wire::from_json<CheckReport>(reply.body);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->products_in_scope, TestShop::kProducts - 1) << "one takes no discounts";
  ASSERT_FALSE(report->findings.empty());
  EXPECT_EQ(report->findings[0].severity, Severity::error);
  EXPECT_NE(reply.body.find("below_cost"), std::string::npos);
  asked.draft.parameters.text = R"({"off":10000})";
  EXPECT_EQ(send("POST", "/v1/promotions/check", wire::to_json(asked)).status, 409);
}

}  // namespace
}  // namespace huiji::insight
