/*
 * now -- the time of the database itself, in microseconds, as SQL; for
 * store/ alone.  Not the transaction's, and of no node's own clock.
 */
#ifndef STORE_NOW_H
#define STORE_NOW_H

#define NOW_LITE                                                              \
    "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"
#define NOW_POST                                                              \
    "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"

#endif
