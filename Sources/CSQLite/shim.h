#pragma once
#include <sqlite3.h>

/// Binds a copy of a text: SQLITE_TRANSIENT is a cast of -1 to a function, which Swift does not import.
static inline int bind_copied_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
  return sqlite3_bind_text(statement, index, text, bytes, SQLITE_TRANSIENT);
}

/// Binds a copy of bytes.
static inline int bind_copied_bytes(sqlite3_stmt *statement, int index, const void *data, int bytes) {
  return sqlite3_bind_blob(statement, index, data, bytes, SQLITE_TRANSIENT);
}
