/* Preloaded before a server, adds SLOW_SYNC_US microseconds to each of its syncs, as a disk would that is honest and slow. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_as_told(void) {
  const char *told = getenv("SLOW_SYNC_US");
  long us = told ? atol(told) : 0;
  struct timespec wait = { us / 1000000, us % 1000000 * 1000 };
  nanosleep(&wait, NULL);
}

int fsync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_as_told();
  return next(file);
}

int fdatasync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_as_told();
  return next(file);
}
