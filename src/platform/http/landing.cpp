#include "platform/http/landing.hpp"

namespace huiji::http {

static constexpr const char* kPage = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>惠记 Huiji</title>
<link rel="icon" href="/ui/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/landing.css">
</head>
<body>
<main>
<h1>惠记 <span lang="en">Huiji</span></h1>
<p>超市会员与收银 <span lang="en">Membership and checkout for supermarkets</span></p>
<nav>
<a href="/till/"><b>收银台</b><span lang="en">Till</span></a>
<a href="/office/"><b>后台</b><span lang="en">Office</span></a>
<a href="/ui/"><b>设计语言</b><span lang="en">Design language</span></a>
</nav>
</main>
</body>
</html>
)";

static constexpr const char* kStyle = R"(:root {
  --paper: #f5f4f0; --card: #ffffff; --ink: #1a1e1c; --quiet: #656c68; --line: #e0ddd5; --accent: #0e6f5e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #111514; --card: #191e1d; --ink: #edf0ee; --quiet: #929b97; --line: #2c3331; --accent: #3fbf9f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--paper); color: var(--ink);
  font-family: Inter, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
}
main { width: min(720px, 100%); }
h1 { margin: 0 0 8px; font-size: 44px; letter-spacing: 0.02em; color: var(--accent); }
h1 span { font-weight: 500; font-size: 26px; color: var(--quiet); }
p { margin: 0 0 32px; font-size: 18px; }
p span { display: block; color: var(--quiet); font-size: 15px; margin-top: 4px; }
nav { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); }
a {
  display: block; padding: 24px; border: 1px solid var(--line); border-radius: 12px;
  background: var(--card); color: inherit; text-decoration: none;
}
a b { display: block; font-size: 22px; margin-bottom: 4px; }
a span { color: var(--quiet); }
a:hover, a:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: -1px; }
)";

static Response text(const char* content_type, const char* body) {
  Response response;
  response.content_type = content_type;
  response.body = body;
  response.headers = {{"Cache-Control", "no-cache"}};
  return response;
}

Response landing_page() { return text("text/html; charset=utf-8", kPage); }
Response landing_style() { return text("text/css; charset=utf-8", kStyle); }

}  // namespace huiji::http
