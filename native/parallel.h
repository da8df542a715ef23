// Runs parts of one piece of work on as many threads as TensorFlow has for one operation.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>

namespace layerwright {

// Calls `work(part)` for each part in [0, count), some of them on other threads; returns when all are done.
void runInParallel(int64_t count, const std::function<void(int64_t)>& work);

// Threads that one operation may use: TF_NUM_INTRAOP_THREADS, or one each core.
int64_t threadCount();

// Calls `work(part, from, to)` for parts of [0, count) of at least `least` each, every part on a thread.
template <typename Work>
void runRanges(int64_t count, int64_t least, const Work& work) {
  const int64_t parts = std::max<int64_t>(1, std::min(threadCount(), count / least));
  runInParallel(parts, [&](int64_t part) { work(part, count * part / parts, count * (part + 1) / parts); });
}

}  // namespace layerwright
