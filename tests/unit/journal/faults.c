/* Makes system calls on the files of one folder fail, by plan. Loaded with LD_PRELOAD.
 *
 * JOURNAL_FOLDER  the folder; calls on anything else pass through uncounted
 * JOURNAL_FAULTS  "call:from-to:what,...": the calls of that name from the from-th to the to-th
 *                 (counted from 1) fail with errno `what`, or, for write, do half when it is "half"
 * JOURNAL_TRACE   a file to which every call is written, one line each: name, result, file name
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { PASS = 0, HALF = -1 };
enum { OPEN, WRITE, FDATASYNC, FSYNC, FTRUNCATE, MKDIR, CALLS };
static const char *const NAMES[CALLS] = {"open", "write", "fdatasync", "fsync", "ftruncate", "mkdir"};
static int counts[CALLS];

/* Whether a path is the folder or stands in it. */
static int inside(const char *path) {
  const char *folder = getenv("JOURNAL_FOLDER");
  size_t length = folder ? strlen(folder) : 0;
  return length && !strncmp(path, folder, length) && (!path[length] || path[length] == '/');
}

static int path_of(int file, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = 0;
  return inside(path);
}

/* What the plan says about this call, which is counted. */
static int planned(int call) {
  int nth = __sync_add_and_fetch(&counts[call], 1);
  const char *plan = getenv("JOURNAL_FAULTS");
  for (; plan && *plan; plan = strchr(plan, ',') ? strchr(plan, ',') + 1 : NULL) {
    char name[16], what[16];
    int from, to;
    if (sscanf(plan, "%15[^:]:%d-%d:%15[^,]", name, &from, &to, what) == 4 &&
        !strcmp(name, NAMES[call]) && nth >= from && nth <= to)
      return strcmp(what, "half") ? atoi(what) : HALF;
  }
  return PASS;
}

/* Writes the call down; keeps errno. */
static void trace(int call, long result, const char *path) {
  int kept = errno;
  const char *file = getenv("JOURNAL_TRACE");
  int log = file ? syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
  if (log >= 0) {
    char line[600];
    const char *name = strrchr(path, '/');
    int length = snprintf(line, sizeof line, "%s %ld %s\n", NAMES[call], result, name ? name + 1 : path);
    syscall(SYS_write, log, line, length);
    syscall(SYS_close, log);
  }
  errno = kept;
}

static long failed(int call, int error, const char *path) {
  errno = error;
  trace(call, -1, path);
  return -1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *content, size_t size) {
  char path[4096];
  if (!path_of(file, path, sizeof path)) return REAL(write)(file, content, size);
  int plan = planned(WRITE);
  if (plan > 0) return failed(WRITE, plan, path);
  ssize_t written = REAL(write)(file, content, plan == HALF && size > 1 ? size / 2 : size);
  trace(WRITE, written, path);
  return written;
}

#define SYNC(name, call)                             \
  int name(int file) {                               \
    char path[4096];                                 \
    if (!path_of(file, path, sizeof path)) return REAL(name)(file); \
    int plan = planned(call);                        \
    if (plan > 0) return failed(call, plan, path);   \
    int result = REAL(name)(file);                   \
    trace(call, result, path);                       \
    return result;                                   \
  }
SYNC(fdatasync, FDATASYNC)
SYNC(fsync, FSYNC)

#define CUT(name, offset)                                    \
  int name(int file, offset length) {                        \
    char path[4096];                                         \
    if (!path_of(file, path, sizeof path)) return REAL(name)(file, length); \
    int plan = planned(FTRUNCATE);                           \
    if (plan > 0) return failed(FTRUNCATE, plan, path);      \
    int result = REAL(name)(file, length);                   \
    trace(FTRUNCATE, result, path);                          \
    return result;                                           \
  }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

/* Only files that are made count: reading a folder is not what is tested. */
#define OPENED(name)                                             \
  int name(const char *path, int flags, ...) {                   \
    va_list rest;                                                \
    va_start(rest, flags);                                       \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;    \
    va_end(rest);                                                \
    if (!(flags & O_CREAT) || !inside(path)) return REAL(name)(path, flags, mode); \
    int plan = planned(OPEN);                                    \
    if (plan > 0) return failed(OPEN, plan, path);               \
    int result = REAL(name)(path, flags, mode);                  \
    trace(OPEN, result < 0 ? -1 : 0, path);                      \
    return result;                                               \
  }
OPENED(open)
OPENED(open64)

int mkdir(const char *path, mode_t mode) {
  if (!inside(path)) return REAL(mkdir)(path, mode);
  int plan = planned(MKDIR);
  if (plan > 0) return failed(MKDIR, plan, path);
  int result = REAL(mkdir)(path, mode);
  trace(MKDIR, result, path);
  return result;
}
