#include "memory.h"

// Whichever it is, it says here what library it is of.
#include <cstdint>
#include <cstring>

#if defined(__linux__) && defined(__GLIBC__)
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace layerwright {

#if defined(__linux__) && defined(__GLIBC__)
namespace {

// Segments of a library that are never written hold nothing that is not in its file: a page that is needed again is
// read from there. Loading touches most of them once (symbols, relocations, constructors), some 250 MB.
int giveLibraryBack(dl_phdr_info* library, size_t, void*) {
  if (std::strstr(library->dlpi_name, "libtensorflow") == nullptr) return 0;
  const uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  for (int index = 0; index < library->dlpi_phnum; ++index) {
    const ElfW(Phdr)& segment = library->dlpi_phdr[index];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
    // Whole pages only: the ones at the ends may be shared with a segment that is written.
    const uintptr_t start = (library->dlpi_addr + segment.p_vaddr + page - 1) & ~(page - 1);
    const uintptr_t end = (library->dlpi_addr + segment.p_vaddr + segment.p_memsz) & ~(page - 1);
    if (end > start) madvise(reinterpret_cast<void*>(start), end - start, MADV_DONTNEED);
  }
  return 0;
}

}  // namespace

void giveMemoryBack() {
  malloc_trim(0);
  dl_iterate_phdr(giveLibraryBack, nullptr);
}
#else
void giveMemoryBack() {}
#endif

}  // namespace layerwright
