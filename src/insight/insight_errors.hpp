// What the laboratory refuses.
#pragma once

#include "kernel/result.hpp"

namespace huiji::insight {

inline const ErrorCode run_id_reused{"insight.run_id_reused", Family::refused,
                                     "这个编号已用于另一次试算，请重新开始",
                                     "This id belongs to a run with other content: start afresh"};
inline const ErrorCode no_such_run{"insight.no_such_run", Family::not_found,
                                   "没有这次试算（重启后不保留），请重新开始",
                                   "There is no such run (a restart forgets them): start it again"};
inline const ErrorCode too_many_runs{"insight.too_many_runs", Family::limited,
                                     "已有 {running} 次试算在进行，请等其中一次结束或取消它",
                                     "{running} runs are under way: wait for one to end, or cancel it"};
inline const ErrorCode period_senseless{
    "insight.period_senseless", Family::malformed, "试算期间的开始日不能晚于结束日，且最多 {days} 天",
    "The period's first day must not be after its last; at most {days} days"};

}  // namespace huiji::insight
