#pragma once

namespace layerwright {

// Gives memory back to the system that this process holds without needing it: what was freed but kept for later
// allocations, and pages of TensorFlow's libraries that only their start has read. Does nothing where the system
// offers no way to.
void giveMemoryBack();

}  // namespace layerwright
