/*
 * notify -- tells whoever started the service (systemd) that it answers, or
 * that it is ending.  Nothing happens when nobody asked to be told.
 */
#ifndef CLI_NOTIFY_H
#define CLI_NOTIFY_H

/* state: "READY=1" or "STOPPING=1". */
void notify_state(const char *state);

#endif
