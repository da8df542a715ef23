// Runs parts of one piece of work on as many threads as TensorFlow has for one operation.
#pragma once

#include <cstdint>
#include <functional>

namespace layerwright {

// Calls `work(part)` for each part in [0, count), some of them on other threads; returns when all are done.
void runInParallel(int64_t count, const std::function<void(int64_t)>& work);

// Threads that one operation may use: TF_NUM_INTRAOP_THREADS, or one each core.
int64_t threadCount();

}  // namespace layerwright
