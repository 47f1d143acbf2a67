/*
 * One datagram to the socket that NOTIFY_SOCKET names; a name that begins
 * with '@' is one without a file.  Its loss harms nobody.
 */
#include "cli/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"

void
notify_state(const char *state)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    const char        *path = getenv("NOTIFY_SOCKET");
    struct str         text = str_of(state), name;
    socklen_t          n;
    int                fd;

    if (!path || !*path)
        return;
    name = str_of(path);
    if (name.n >= sizeof to.sun_path)
        return;
    memcpy(to.sun_path, name.p, name.n);
    if (to.sun_path[0] == '@')
        to.sun_path[0] = '\0';
    n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + name.n);
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    if (sendto(fd, text.p, text.n, MSG_NOSIGNAL, (struct sockaddr *)&to, n) < 0)
        log_line(LOG_WARN, "cannot notify", str_of(state));
    close(fd);
}
