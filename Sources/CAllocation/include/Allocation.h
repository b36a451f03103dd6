#pragma once

// Says what is called, once, where the C library gives no memory from now on. It asks for none and ends the program;
// threads that get none meanwhile wait for that end.
void wm_end_where_memory_is_short(void (*end)(void));
