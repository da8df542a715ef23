#include "parallel.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace layerwright {
namespace {

// Threads that wait for parts. They are never joined: the pool lives as long as the process.
class Pool {
 public:
  explicit Pool(int64_t helperCount) {
    for (int64_t index = 0; index < helperCount; ++index) std::thread([this] { help(); }).detach();
  }

  void run(int64_t count, const std::function<void(int64_t)>& work) {
    int64_t left = count - 1;
    std::unique_lock<std::mutex> lock(mutex_);
    for (int64_t part = 1; part < count; ++part) parts_.push_back({&work, part, &left});
    wake_.notify_all();
    lock.unlock();
    work(0);
    lock.lock();
    // Its own parts may still wait behind those of another operation: then this thread does one of them.
    while (left > 0) {
      if (!doOne(lock)) done_.wait(lock);
    }
  }

 private:
  struct Part {
    const std::function<void(int64_t)>* work;
    int64_t index;
    int64_t* left;
  };

  bool doOne(std::unique_lock<std::mutex>& lock) {
    if (parts_.empty()) return false;
    const Part part = parts_.front();
    parts_.pop_front();
    lock.unlock();
    (*part.work)(part.index);
    lock.lock();
    if (--*part.left == 0) done_.notify_all();
    return true;
  }

  void help() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      if (!doOne(lock)) wake_.wait(lock);
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Part> parts_;
};

}  // namespace

int64_t threadCount() {
  static const int64_t count = [] {
    const char* named = std::getenv("TF_NUM_INTRAOP_THREADS");
    const long wanted = named == nullptr ? 0 : std::strtol(named, nullptr, 10);
    return wanted > 0 ? static_cast<int64_t>(wanted)
                      : std::max<int64_t>(1, std::thread::hardware_concurrency());
  }();
  return count;
}

void runInParallel(int64_t count, const std::function<void(int64_t)>& work) {
  static Pool* const pool = new Pool(threadCount() - 1);
  if (count > 0) pool->run(count, work);
}

}  // namespace layerwright
