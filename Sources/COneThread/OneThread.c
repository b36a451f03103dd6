// OpenBLAS starts one thread a core in the constructor of its library, before `main` and so before
// `BLAS.useOneThread()`; no run uses them, and starting and ending them costs a run 20 ms of wall
// time and 200 ms of processor time. The loader runs the preinit array before any constructor
// (System V ABI, "Initialization and Termination Functions"), when all libraries are already in
// their places: the constructor then finds the number of threads set. The environment would be the
// polite way, but the C library sets it up only after the preinit array.
//
// The two names are OpenBLAS's own and weak: a build of it without them (serial, OpenMP) starts as
// it always did.
#ifdef __linux__
extern int blas_num_threads __attribute__((weak));
extern int blas_cpu_number __attribute__((weak));

static void takeOneThread(void) {
  if (&blas_num_threads && &blas_cpu_number) {
    blas_num_threads = 1;
    blas_cpu_number = 1;
  }
}

__attribute__((section(".preinit_array"), used)) static void (*const beforeLibraries)(void) = takeOneThread;
#endif
