#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace layerwright {
namespace {

// Looks of a waiting thread at what it waits for before it sleeps: about a fifth of a millisecond. Between two
// operations of a step less goes by, and to wake a thread that sleeps takes as long as a small operation, or longer on
// a virtual machine.
constexpr int LOOKS = 4000;

// Lets other threads have the processor now and then, which may be what is waited for.
inline void rest(int look) {
  if (look % 64 == 63) {
    std::this_thread::yield();
    return;
  }
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

// Threads that wait for parts. They are never joined: the pool lives as long as the process.
class Pool {
 public:
  explicit Pool(int64_t helperCount) {
    for (int64_t index = 0; index < helperCount; ++index) std::thread([this] { help(); }).detach();
  }

  // Of two parts at least.
  void run(int64_t count, const std::function<void(int64_t)>& work) {
    std::atomic<int64_t> left{count - 1};
    {
      std::lock_guard<std::mutex> lock(mutex_);
      for (int64_t part = 1; part < count; ++part) parts_.push_back({&work, part, &left});
      waiting_.store(static_cast<int64_t>(parts_.size()), std::memory_order_release);
      if (sleeping_ > 0) wake_.notify_all();
    }
    work(0);
    for (int look = 0; left.load(std::memory_order_acquire) > 0;) {
      // Its own parts may still wait behind those of another operation: then this thread does one of them.
      if (doOne()) continue;
      if (look < LOOKS) {
        rest(look++);
        continue;
      }
      std::unique_lock<std::mutex> lock(mutex_);
      done_.wait(lock, [&] { return left.load(std::memory_order_acquire) == 0 || !parts_.empty(); });
    }
  }

 private:
  struct Part {
    const std::function<void(int64_t)>* work;
    int64_t index;
    std::atomic<int64_t>* left;
  };

  bool doOne() {
    if (waiting_.load(std::memory_order_acquire) == 0) return false;
    std::unique_lock<std::mutex> lock(mutex_);
    if (parts_.empty()) return false;
    const Part part = parts_.front();
    parts_.pop_front();
    waiting_.store(static_cast<int64_t>(parts_.size()), std::memory_order_release);
    lock.unlock();
    (*part.work)(part.index);
    lock.lock();
    // Under the lock, or the one that waits could miss it between looking and sleeping; afterwards `left` may be gone.
    if (part.left->fetch_sub(1, std::memory_order_acq_rel) == 1) done_.notify_all();
    return true;
  }

  void help() {
    for (int look = 0;;) {
      if (doOne()) {
        look = 0;
        continue;
      }
      if (look < LOOKS) {
        rest(look++);
        continue;
      }
      std::unique_lock<std::mutex> lock(mutex_);
      ++sleeping_;
      wake_.wait(lock, [&] { return !parts_.empty(); });
      --sleeping_;
      look = 0;
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Part> parts_;
  // How many parts there are, to be seen without the lock, and how many threads sleep, under it.
  std::atomic<int64_t> waiting_{0};
  int64_t sleeping_ = 0;
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
  if (count == 1) work(0);
  if (count > 1) pool->run(count, work);
}

}  // namespace layerwright
