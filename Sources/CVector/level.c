#include "CVector.h"

int wm_instruction_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return 4;
  if (__builtin_cpu_supports("x86-64-v3")) return 3;
#endif
  return 1;
}

#if !defined(__aarch64__)
int wm_has_level_three;
__attribute__((constructor)) static void ask(void) { wm_has_level_three = wm_instruction_level() >= 3; }
#endif
