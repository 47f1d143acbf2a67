/*
 * ledger_audit -- one leaf or note after the other, against a tree that is
 * built anew.  That every note's root is met on the way proves also that
 * each tree is the beginning of the next.
 */
#include "store/ledger_audit.h"

#include "base/buf.h"

struct audit_gone {
    struct audit_gone *next;
    struct str         id;
    int64_t            number;
};

void
audit_begin(struct audit *au, struct ledger_report *report, struct str origin,
    struct str public_key)
{
    *report = (struct ledger_report){0};
    *au = (struct audit){
        .arena = arena_new((size_t)1 << 30),
        .report = report,
        .public_key = public_key,
        .time = INT64_MIN + LEAF_LATE_US,
    };
    au->origin = str_dup(au->arena, origin);
}

void
audit_fault(struct audit *au, const char *what, int64_t number,
    const char *words)
{
    struct buf b;

    if (au->report->faults++)
        return;
    buf_init(&b, au->arena);
    buf_add(&b, str_of(what));
    buf_add(&b, S(" "));
    buf_add_int(&b, number);
    buf_add(&b, S(": "));
    buf_add(&b, str_of(words));
    au->report->first_fault = buf_str(&b);
}

static void
append(struct audit *au, int64_t number, struct str stored)
{
    struct digest hash = {0};

    if (number != (int64_t)au->tree.size)
        audit_fault(au, "leaf", (int64_t)au->tree.size,
            "is not where it should be");
    if (!hash_of_bytes(stored, &hash))
        audit_fault(au, "leaf", number, "has no hash");
    merkle_append(&au->tree, hash);
    au->report->leaves++;
}

/* Names are few, and so are those that wait: a list is enough. */
static void
take_names(struct audit *au, const struct entry *entry)
{
    const struct str letter = leaf_letter(ID_LEAF);

    for (size_t i = 0; i < entry->about_count; i++) {
        struct audit_gone **at = &au->gone;

        if (!str_eq(entry->about[i].kind, letter))
            continue;
        while (*at) {
            if (str_eq((*at)->id, entry->about[i].about))
                *at = (*at)->next;
            else
                at = &(*at)->next;
        }
    }
}

void
audit_leaf(struct audit *au, int64_t number, struct str hash, struct str salt,
    const struct entry *entry)
{
    struct mark   m = arena_mark(au->arena);
    struct digest own = {0};

    if (salt.n == LEAF_SALT_BYTES)
        own = entry_hash(salt, entry_bytes(au->arena, entry));
    arena_rewind(au->arena, m);
    if (!str_eq(hash_str(&own), hash))
        audit_fault(au, "leaf", number, "its content is not what was hashed");
    if (entry->at < au->time - LEAF_LATE_US)
        audit_fault(au, "leaf", number, "is older than those before");
    if (entry->at > au->time)
        au->time = entry->at;
    append(au, number, hash);
    if (str_eq(entry->kind, leaf_kind_word(LEAF_ERASURE)))
        take_names(au, entry);
}

void
audit_erased(struct audit *au, int64_t number, struct str hash, struct str id)
{
    struct audit_gone *gone = ARENA_NEW(au->arena, struct audit_gone);

    gone->id = str_dup(au->arena, id);
    gone->number = number;
    gone->next = au->gone;
    au->gone = gone;
    append(au, number, hash);
}

void
audit_note(struct audit *au, struct str note)
{
    struct mark       m = arena_mark(au->arena);
    const char       *words = NULL;
    struct checkpoint c;
    struct digest     root = merkle_root(&au->tree);
    struct str        text;

    if (note_open(note, au->origin, au->public_key, &text))
        words = "is not signed by the ledger's key";
    else if (!checkpoint_parse(au->arena, text, &c))
        words = "is no checkpoint";
    else if (!str_eq(c.origin, au->origin))
        words = "is of another ledger";
    else if (c.size != au->tree.size)
        words = "is of another size";
    else if (!hash_eq(c.root, root))
        words = "is of another tree";
    arena_rewind(au->arena, m);
    if (words)
        audit_fault(au, "checkpoint", (int64_t)au->tree.size, words);
}

void
audit_end(struct audit *au, struct arena *a, struct str head)
{
    struct audit_gone *first = au->gone;

    audit_note(au, head);
    while (first && first->next)
        first = first->next;
    if (first)
        audit_fault(au, "leaf", first->number,
            "was erased, and no erasure names it");
    au->report->first_fault = str_dup(a, au->report->first_fault);
    arena_free(au->arena);
}
