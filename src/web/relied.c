/*
 * What relied on something that was wrong, in words.
 */
#include "web/relied.h"

enum msg
relied_msg(enum relied_kind kind)
{
    static const enum msg msgs[RELIED_KIND_COUNT] = {
        [RELIED_ENTRY] = MSG_RELIED_ENTRY,
        [RELIED_DECISION] = MSG_RELIED_DECISION,
        [RELIED_PAPER] = MSG_RELIED_PAPER,
        [RELIED_PRINT] = MSG_RELIED_PRINT,
        [RELIED_NOTICE] = MSG_RELIED_NOTICE,
        [RELIED_CHECK] = MSG_RELIED_CHECK,
    };

    return msgs[kind];
}

enum msg
relied_then_msg(enum relied_kind kind, struct moment undone)
{
    if (kind == RELIED_PAPER)
        return MSG_RELIED_WITH_ENTRY;
    if (kind == RELIED_PRINT)
        return MSG_RELIED_PRINT_FETCH;
    return undone.us ? MSG_RELIED_WAS_TOLD : MSG_RELIED_TOLD;
}
