// The runtime of Swift ends the program where it gets no memory, but not before it has written a stack trace, which
// asks for memory itself and may crash; it offers no other end. So the program gives the C library's functions of
// allocation under their own names: they are those of the C library, and where these fail, the end that the program
// has named comes first. Until it has named one, failing is the matter of the caller, as ever. The family is whole, with
// `free` and `malloc_usable_size`: one of them by another allocator (LD_PRELOAD) would be given memory that it does not
// know. A sanitizer has allocation of its own, and another C library no such names.
//
// Source: The GNU C Library manual, "Replacing malloc", for what a program may replace.
#include "include/Allocation.h"
#include <stdatomic.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define HAS_OWN_ALLOCATION
#endif
#endif

static void (*_Atomic end)(void);

void wm_end_where_memory_is_short(void (*named)(void)) { atomic_store(&end, named); }

#if defined(__GLIBC__) && !defined(HAS_OWN_ALLOCATION)
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void *__libc_valloc(size_t size);
extern void *__libc_pvalloc(size_t size);
extern void __libc_free(void *memory);

static atomic_flag isEnding = ATOMIC_FLAG_INIT;

static void *given(void *memory, size_t size) {
  if (memory || size == 0) return memory;
  void (*const named)(void) = atomic_load_explicit(&end, memory_order_relaxed);
  if (named) {
    while (atomic_flag_test_and_set(&isEnding)) pause();
    named();
  }
  return memory;
}

void *malloc(size_t size) { return given(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) { return given(__libc_calloc(count, size), count ? size : 0); }

void *realloc(void *memory, size_t size) { return given(__libc_realloc(memory, size), size); }

void *memalign(size_t alignment, size_t size) { return given(__libc_memalign(alignment, size), size); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **place, size_t alignment, size_t size) {
  void *const memory = memalign(alignment, size);
  if (!memory && size) return ENOMEM;
  *place = memory;
  return 0;
}

void *valloc(size_t size) { return given(__libc_valloc(size), size); }

void *pvalloc(size_t size) { return given(__libc_pvalloc(size), size); }

void free(void *memory) { __libc_free(memory); }

// This one has no other name in the C library.
size_t malloc_usable_size(void *memory) {
  static size_t (*_Atomic own)(void *);
  size_t (*found)(void *) = atomic_load_explicit(&own, memory_order_acquire);
  if (!found) {
    void *const library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    found = (size_t(*)(void *))dlsym(library, "malloc_usable_size");
    atomic_store_explicit(&own, found, memory_order_release);
  }
  return found(memory);
}
#endif
