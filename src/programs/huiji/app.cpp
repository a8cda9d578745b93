#include "programs/huiji/app.hpp"

#include "catalog/catalog_api.hpp"
#include "checkout/checkout_api.hpp"
#include "checkout/document_store.hpp"
#include "insight/insight_api.hpp"
#include "ledger/ledger_store.hpp"
#include "members/members_api.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/operation_routes.hpp"
#include "platform/http/static_files.hpp"
#include "programs/huiji/goods.hpp"
#include "promotions/promotions_api.hpp"
#include "staff/staff_api.hpp"
#include "staff/staff_store.hpp"
#include "wallet/coupons_api.hpp"
#include "wallet/credit_api.hpp"
#include "wallet/household_store.hpp"
#include "wallet/member_holdings_store.hpp"
#include "wallet/membership_api.hpp"
#include "wallet/stamp_api.hpp"
#include "wallet/wallet_api.hpp"

namespace huiji::program {

struct App::Inside {
  AppParts parts;
  crypto::Passwords passwords{parts.password_cost};
  staff::Door door;
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  wallet::MemberHoldings holdings;
  insight::LaboratoryRuns laboratory{insight_services()};
  http::StaticFiles files{parts.web};
  http::Router router;
  http::Edge edge{router, [this](const http::Request& request) { return files.serve(request); },
                  parts.random};

  explicit Inside(AppParts given) : parts(std::move(given)) { add_all_routes(); }

  staff::Services staff_services() {
    return {.store = parts.store,
            .clock = parts.clock,
            .random = parts.random,
            .keys = parts.keys,
            .passwords = passwords,
            .door = door,
            .merchant_id = parts.merchant_id,
            .next_sequence = checkout::next_sequence};
  }

  members::Services members_services() {
    return {.store = parts.store,
            .clock = parts.clock,
            .random = parts.random,
            .keys = parts.keys,
            .passwords = passwords,
            .points_of = wallet::points_of_member,
            .expiring_of = [](db::Transaction& transaction, MerchantId merchant_id,
                              MemberId member_id) -> std::optional<members::ExpiringPoints> {
              const auto next = ledger::next_expiry(transaction, merchant_id,
                                                    wallet::points_home(transaction, merchant_id, member_id));
              if (!next) return std::nullopt;
              return members::ExpiringPoints{next->on, next->points};
            },
            .staff_name_of = staff::staff_name,
            .holdings = &holdings};
  }

  catalog::Services catalog_services() {
    return {
        .store = parts.store, .clock = parts.clock, .random = parts.random, .move_stock = opening_stock()};
  }

  checkout::Services checkout_services() {
    return {.store = parts.store, .clock = parts.clock, .facts = facts, .rules = rules, .keys = parts.keys};
  }

  wallet::Services wallet_services() {
    return {.store = parts.store, .clock = parts.clock, .keys = parts.keys, .members = members_services()};
  }

  insight::Services insight_services() {
    return {.store = parts.store, .clock = parts.clock, .facts = facts, .rules = rules};
  }

  void add_all_routes() {
    router.authenticate_with(
        [services = staff_services()](const http::Request& request, http::Access access) {
          return staff::authenticate(services, request, access);
        });
    http::add_operation_routes(router, [this] { return parts.store.ready(); });
    staff::add_routes(router, staff_services());
    members::add_routes(router, members_services());
    catalog::add_routes(router, catalog_services());
    promotions::add_routes(router, {.store = parts.store, .clock = parts.clock});
    wallet::add_routes(router, wallet_services());
    wallet::add_credit_routes(router, wallet_services());
    wallet::add_membership_routes(router, wallet_services());
    wallet::add_stamp_routes(router, wallet_services());
    wallet::add_coupon_routes(router, {parts.store, parts.clock, parts.keys});
    checkout::add_routes(router, checkout_services());
    insight::add_routes(router, insight_services(), laboratory);
  }
};

App::App(AppParts parts) : inside_(std::make_unique<Inside>(std::move(parts))) {}
App::~App() = default;

http::Response App::handle(const http::Request& request) { return inside_->edge.handle(request); }

http::Response App::refuse(const Refusal& refusal, const http::Request& request) {
  return inside_->edge.refuse(refusal, request);
}

const http::Router& App::router() const { return inside_->router; }

}  // namespace huiji::program
