// Stands before the C library's calls that change files, for tools/fault-test: it counts those below one folder,
// lets one of them fail, or kills the process there, and keeps what they did.
//
//   FAULT_ROOT    the folder; calls elsewhere pass
//   FAULT_AT      the number of the call that is hit, from 1; none if it is not given
//   FAULT_DOES    "kill" before the call, "torn" after half of its bytes, or the number of an error
//   FAULT_LOG     a file for a record of each call: a line, then the bytes that were written
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OPEN_FILES 256

static char root[PATH_MAX];
static char *names[OPEN_FILES];
static long count, at;
static const char *does;
static int records = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("FAULT_ROOT");
  if (!given || !realpath(given, root)) root[0] = 0;
  at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
  does = getenv("FAULT_DOES") ? getenv("FAULT_DOES") : "";
  const char *path = getenv("FAULT_LOG");
  if (path) records = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

// The path from the root; 0 where it lies elsewhere.
static const char *inside(const char *path, char *buffer) {
  if (!root[0] || !path) return 0;
  char folder[PATH_MAX], whole[PATH_MAX];
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
  if (!realpath(folder[0] ? folder : "/", whole)) return 0;
  size_t length = strlen(root);
  if (strncmp(whole, root, length) || (whole[length] && whole[length] != '/')) return 0;
  snprintf(buffer, PATH_MAX, "%s%s%s", whole[length] ? whole + length + 1 : "", whole[length] ? "/" : "", name);
  return buffer;
}

static const char *name_of(int fd) { return fd >= 0 && fd < OPEN_FILES ? names[fd] : 0; }

static void keep(const char *what, const char *path, const char *other, long offset, const void *bytes, long size) {
  if (records < 0) return;
  char line[3 * PATH_MAX];
  int n = snprintf(line, sizeof line, "%s\t%s\t%s\t%ld\t%ld\n", what, path, other, offset, bytes ? size : 0);
  syscall(SYS_write, records, line, n);
  if (bytes) syscall(SYS_write, records, bytes, size);
}

// Counts a call; the error that it is to fail with, 0 if none, -1 if half of it is to be done.
static int hit(void) {
  if (++count != at) return 0;
  if (!strcmp(does, "torn")) return -1;
  if (!strcmp(does, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
  return atoi(does);
}

#define REAL(result, name, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)
#define COUNTED \
  pthread_mutex_lock(&lock); \
  int fault = hit(); \
  if (fault > 0) { pthread_mutex_unlock(&lock); errno = fault; return -1; }
#define DONE pthread_mutex_unlock(&lock)

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < OPEN_FILES) {
    free(names[fd]);
    names[fd] = strdup(path);
  }
  return fd;
}

static int open_any(int (*real)(int, const char *, int, ...), int folder, const char *path, int flags, mode_t mode) {
  char buffer[PATH_MAX];
  const char *place = folder == AT_FDCWD || path[0] == '/' ? inside(path, buffer) : 0;
  if (!place) return opened(real(folder, path, flags, mode), "") ;
  struct stat facts;
  int isNew = (flags & O_CREAT) && lstat(path, &facts);
  if (!isNew && !(flags & O_TRUNC)) return opened(real(folder, path, flags, mode), place);
  COUNTED
  int fd = real(folder, path, flags, mode);
  keep(fd < 0 ? "failed" : isNew ? "create" : "empty", place, "", 0, 0, 0);
  DONE;
  return opened(fd, place);
}

#define OPEN(name, parameters, folder) \
  int name parameters { \
    static int (*real)(int, const char *, int, ...); \
    if (!real) real = dlsym(RTLD_NEXT, "openat64"); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list rest; \
      va_start(rest, flags); \
      mode = va_arg(rest, int); \
      va_end(rest); \
    } \
    return open_any(real, folder, path, flags, mode); \
  }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder)

int close(int fd) {
  REAL(int, "close", int);
  if (fd >= 0 && fd < OPEN_FILES) {
    free(names[fd]);
    names[fd] = 0;
  }
  return real(fd);
}

static int is_watched(int fd) { return name_of(fd) && name_of(fd)[0]; }

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!is_watched(fd)) return real(fd, bytes, size);
  COUNTED
  long offset = lseek(fd, 0, SEEK_CUR);
  if (fault < 0) {
    real(fd, bytes, size / 2);
    syscall(SYS_kill, getpid(), SIGKILL);
  }
  ssize_t done = real(fd, bytes, size);
  keep(done < 0 ? "failed" : "write", name_of(fd), "", offset, bytes, done < 0 ? 0 : done);
  DONE;
  return done;
}

static ssize_t put(int fd, const void *bytes, size_t size, off_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
  if (!is_watched(fd)) return real(fd, bytes, size, offset);
  COUNTED
  if (fault < 0) {
    real(fd, bytes, size / 2, offset);
    syscall(SYS_kill, getpid(), SIGKILL);
  }
  ssize_t done = real(fd, bytes, size, offset);
  keep(done < 0 ? "failed" : "write", name_of(fd), "", offset, bytes, done < 0 ? 0 : done);
  DONE;
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) { return put(fd, bytes, size, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) { return put(fd, bytes, size, offset); }

#define ON_FILE(name, real_name, what, parameters, arguments, size) \
  int name parameters { \
    REAL(int, real_name, TYPES); \
    if (!is_watched(fd)) return real arguments; \
    COUNTED \
    int done = real arguments; \
    keep(done ? "failed" : what, name_of(fd), "", size, 0, 0); \
    DONE; \
    return done; \
  }
#define TYPES int
ON_FILE(fsync, "fsync", "sync", (int fd), (fd), 0)
ON_FILE(fdatasync, "fdatasync", "sync", (int fd), (fd), 0)
#undef TYPES
#define TYPES int, off_t
ON_FILE(ftruncate, "ftruncate64", "length", (int fd, off_t size), (fd, size), size)
ON_FILE(ftruncate64, "ftruncate64", "length", (int fd, off64_t size), (fd, size), size)

#define ON_PATHS(name, what, parameters, arguments, other) \
  int name parameters { \
    REAL(int, #name, TYPES); \
    char one[PATH_MAX], two[PATH_MAX]; \
    const char *place = inside(path, one); \
    if (!place) return real arguments; \
    COUNTED \
    int done = real arguments; \
    keep(done ? "failed" : what, place, other, 0, 0, 0); \
    DONE; \
    (void)two; \
    return done; \
  }
#undef TYPES
#define TYPES const char *, const char *
ON_PATHS(rename, "rename", (const char *path, const char *to), (path, to), inside(to, two))
ON_PATHS(link, "link", (const char *path, const char *to), (path, to), inside(to, two))
#undef TYPES
#define TYPES const char *
ON_PATHS(unlink, "remove", (const char *path), (path), "")
ON_PATHS(rmdir, "remove", (const char *path), (path), "")
#undef TYPES
#define TYPES const char *, mode_t
ON_PATHS(mkdir, "folder", (const char *path, mode_t mode), (path, mode), "")
