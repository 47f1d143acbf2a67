/*
 * diogel receipt verify FILE: is it ours, and unaltered?
 */
#include <stdio.h>

#include "action/receipt.h"
#include "action/service.h"
#include "cli/command.h"

#define RECEIPT_MOST 65536

int
command_receipt(const struct command_line *c)
{
    struct keys *keys;
    struct slip  slip;
    struct str   time;
    char        *text;
    FILE        *f;
    size_t       n;
    enum err     e;

    if (c->count != 2 || !str_eq(str_of(c->words[0]), S("verify")))
        return command_usage("receipt");
    if ((e = keys_load(command_keys(c), &keys)))
        return command_failed(c, "no keys", e, NULL);
    if (!(f = fopen(c->words[1], "r"))) {
        keys_free(keys);
        return command_failed(c, c->words[1], ERR_FILE, NULL);
    }
    text = arena_get(c->arena, RECEIPT_MOST);
    n = fread(text, 1, RECEIPT_MOST, f);
    fclose(f);
    e = receipt_open(c->arena, keys, str_bytes(text, n), &slip);
    keys_free(keys);
    if (e) {
        printf("not genuine: altered, or made by another service\n");
        return 1;
    }
    time = moment_text(c->arena, slip.at);
    printf("genuine: %.*s, %.*s\n", STR_ARG(time), STR_ARG(slip.agency.en));
    return 0;
}
