// Memory for products, not set to anything.
#pragma once

#include <cstdint>
#include <memory>
#include <new>

namespace layerwright {

// A register is as long as a line of the cache at most, and lies in one then.
constexpr std::align_val_t ALIGNMENT{64};

struct RoomDeleter {
  void operator()(float* memory) const { ::operator delete(memory, ALIGNMENT); }
};
using Room = std::unique_ptr<float, RoomDeleter>;

// Room for so many numbers.
inline Room room(int64_t size) {
  return Room(static_cast<float*>(::operator new(static_cast<size_t>(size) * sizeof(float), ALIGNMENT)));
}

}  // namespace layerwright
