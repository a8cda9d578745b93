// Pinyin search keys (拼音简码): 可乐 is found by "kl" and by "kele". A word list decides how a character
// with several readings is read (重庆 cq, 银行 yh, 音乐 yy); where it does not, every reading that changes
// the key is offered, most usual first, at most kMaxReadings in all. ü is written v. Letters and digits pass
// through in lower case, everything else is dropped, so that "上好佳荷兰豆55g" is "shjhld55g". Readings come
// from pinyin-pro (MIT) through tools/pinyin_table.mjs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huiji::catalog {

inline constexpr std::size_t kMaxReadings = 8;

enum class TextKind { words, person };  // a person's name begins with a surname: 单 shan, 曾 zeng, 尉迟 yuchi

struct SearchReadings {
  std::vector<std::string> initials;  // "cqxm", …: never empty, without repeats
  std::vector<std::string> full;      // "chongqingxiaomian", …
};
SearchReadings readings(std::string_view utf8, TextKind kind = TextKind::words);

// Lower case, full-width letters and digits to ASCII, white space and broken bytes dropped: how names and
// queries are compared.
std::string fold(std::string_view utf8);

// "<folded name and spec> <folded code> <initials…> <full pinyin…>": what a search looks into, on the server
// and in the till. The spec takes no part in the pinyin.
std::string search_key(std::string_view name, std::string_view spec, std::string_view code);

}  // namespace huiji::catalog
