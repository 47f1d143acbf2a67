/*
 * Which keys a field may have, and which it must: that depends on its type.
 */
#include "practice/load.h"
#include "practice/rules.h"

#define OF(type) ((uint32_t)1 << (type))

/* Keys that only fields of some types may have; needed: must have. */
struct own_key {
    struct str key;
    uint32_t   types;
    bool       needed;
};
static const struct own_key own_keys[] = {
    {S_INIT("options"),
     OF(FIELD_CHOICE) | OF(FIELD_CHOICES) | OF(FIELD_LANGUAGE), true},
    {S_INIT("precision"), OF(FIELD_DATE), false},
    {S_INIT("future"), OF(FIELD_DATE) | OF(FIELD_DATE_TIME), false},
    {S_INIT("min"), OF(FIELD_NUMBER) | OF(FIELD_TABLE), false},
    {S_INIT("max"), OF(FIELD_NUMBER) | OF(FIELD_TABLE), false},
    {S_INIT("unit"), OF(FIELD_NUMBER), false},
    {S_INIT("from"), OF(FIELD_SCALE), true},
    {S_INIT("to"), OF(FIELD_SCALE), true},
    {S_INIT("ends"), OF(FIELD_SCALE), true},
    {S_INIT("yes_is"), OF(FIELD_YES_NO) | OF(FIELD_YES_NO_UNKNOWN), false},
    {S_INIT("no_is"), OF(FIELD_YES_NO) | OF(FIELD_YES_NO_UNKNOWN), false},
    {S_INIT("role"), OF(FIELD_PERSON), false},
    {S_INIT("system"), OF(FIELD_IDENTIFIER), true},
    {S_INIT("kind"),
     OF(FIELD_LOCATION) | OF(FIELD_THREAD) | OF(FIELD_AGENCY), false},
    {S_INIT("of"), OF(FIELD_PART), true},
    {S_INIT("regions"), OF(FIELD_BODY_MAP), true},
    {S_INIT("kinds"), OF(FIELD_BODY_MAP), true},
    {S_INIT("colours"), OF(FIELD_BODY_MAP), true},
    {S_INIT("columns"), OF(FIELD_TABLE), true},
};

void
load_field_keys(struct load *l, const struct node *n, const struct field *f)
{
    struct str type = words_field_types.all[f->type].word;

    for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++) {
        const struct own_key *k = &own_keys[i];
        const struct node    *c = node_member(n, k->key);
        bool                  fits = k->types >> f->type & 1;

        if (c && !fits)
            load_wrong(l, c, MISTAKE_KEY_OF_TYPE, k->key, type);
        if (!c && fits && k->needed)
            load_wrong(l, n, MISTAKE_FIELD_NEEDS, type, k->key);
    }
}
