#include <fstream>
#include <iostream>
#include <iterator>

#include "insight/laboratory_flow.hpp"
#include "insight/setup_checks_store.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/program_errors.hpp"
#include "wire/json.hpp"

namespace huiji::program {

namespace {

Result<promotions::PromotionDraft> read_draft(const std::string& file) {
  std::string text;
  if (file == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Refusal(file_unreadable, {{"file", file}});
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  return wire::from_json<promotions::PromotionDraft>(text);
}

std::string yuan(Money amount) {
  const std::int64_t fen = std::abs(amount.minor);
  const std::string cents = std::to_string(fen % 100);
  return (amount.minor < 0 ? "-" : "") + std::to_string(fen / 100) + "." + (cents.size() < 2 ? "0" : "") +
         cents;
}

void say(const char* zh, const char* en, const std::string& figure) {
  std::cout << "  " << zh << " " << en << "  " << figure << "\n";
}

void say_totals(const insight::LaboratoryTotals& totals) {
  say("小票", "baskets", std::to_string(totals.baskets));
  say("受影响的小票", "baskets touched", std::to_string(totals.touched));
  say("销售额（原/试算）", "revenue before / after",
      yuan(totals.revenue_before) + " / " + yuan(totals.revenue_after));
  say("促销成本", "cost of the draft", yuan(totals.cost));
  say("其中供应商承担", "of its discount the supplier pays", yuan(totals.supplier_pays));
  say("毛利（原/试算）", "margin before / after",
      yuan(totals.margin_before) + " / " + yuan(totals.margin_after));
  say("受益会员", "members who gain", std::to_string(totals.members_gaining));
  say("低于进价的行（原/试算）", "lines below cost before / after",
      std::to_string(totals.below_cost_before) + " / " + std::to_string(totals.below_cost_after));
  say("反而变贵的小票", "sales that cost more", std::to_string(totals.rose));
  say("抽查重算与账面不符（应为 0）", "checked sales whose price differs from the books (0 when all is well)",
      std::to_string(totals.differs));
  say("无法还原的小票", "sales left out", std::to_string(totals.unreadable));
  if (!totals.deepest.empty())
    say("优惠最深的小票", "deepest stack",
        totals.deepest[0].number + "  -" + std::to_string(totals.deepest[0].off.basis_points / 100) + "%");
  for (const insight::ProductEffect& product : totals.products)
    std::cout << "  " << product.name << "  " << yuan(product.revenue_before) << " → "
              << yuan(product.revenue_after) << "\n";
}

// The shop's business day now.
Date today(const OpenedStore& opened, Instant now) {
  const auto clock = opened.store->read<insight::ShopClock>([&](db::Transaction& transaction) {
    return insight::shop_clock(transaction, opened.merchant->merchant_id);
  });
  return business_day(now, utc_offset_minutes(clock.time_zone.c_str(), now), clock.day_cutoff_minutes);
}

}  // namespace

int laboratory_command(const config::Settings& settings, const LaboratoryWishes& wishes) {
  const auto draft = read_draft(wishes.promotion);
  if (!draft) return say_refusal(draft.refusal());
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  if (!opened->merchant) return say_refusal(no_shop_yet);
  const Instant now = system_clock().now();
  insight::RunRequest request;
  request.draft = *draft;
  request.to_day = today(*opened, now);
  request.from_day = Date{request.to_day.days - wishes.days + 1};
  if (const auto sound = insight::check_request(request); !sound) return say_refusal(sound.refusal());
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  insight::Tally tally;
  std::int64_t done = 0;
  insight::replay({*opened->store, system_clock(), facts, rules}, opened->merchant->merchant_id,
                  system_random().new_id<PromotionId>(now), request, [&](const insight::Progress& progress) {
                    if (progress.page) tally.add(*progress.page);
                    done += progress.done;
                    std::cerr << "\r" << done << " / " << progress.total << std::flush;
                    return true;
                  });
  const std::int64_t elapsed_ms = system_clock().now().ms - now.ms;
  std::cerr << "\n";
  std::cout << "试算 Replay: " << draft->name << ", " << to_text(request.from_day) << " – "
            << to_text(request.to_day) << ", " << elapsed_ms << " ms\n";
  say_totals(tally.totals());
  std::cout << "试算不考虑顾客行为变化。A replay knows no change of behaviour." << std::endl;
  return 0;
}

}  // namespace huiji::program
