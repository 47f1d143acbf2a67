/*
 * The sections of a form, which are its pages.
 */
#include "practice/load.h"

/* Every field stands in one section, in the order of the fields. */
void
load_sections(struct load *l, const struct node *list, struct form *f)
{
    struct form_section *all = (struct form_section *)f->sections;
    const struct node   *n = node_first(list);
    size_t               next = 0;
    bool                 in_order = true;

    for (size_t i = 0; i < f->section_count; i++, n = node_next(list, n)) {
        const struct node   *ids = node_member(n, S("fields"));
        const struct field **fields = ARENA_ARRAY(l->arena,
            const struct field *, 2 * node_count(ids) + 1);

        for (const struct node *c = node_first(ids); c; c = node_next(ids, c)) {
            const struct field *field = form_field(f, node_text(c));

            if (!field) {
                load_wrong(l, c, MISTAKE_NO_FIELD, node_text(c), f->id);
                continue;
            }
            if (field->index != next && in_order)
                load_wrong(l, c, MISTAKE_SECTION_ORDER, field->id, S(""));
            in_order = in_order && field->index == next;
            next = field->index + 1;
            fields[all[i].field_count++] = field;
            if (next < f->field_count && f->fields[next].words_of == field)
                fields[all[i].field_count++] = &f->fields[next++];
        }
        all[i].fields = fields;
    }
    if (in_order && next < f->field_count)
        load_wrong(l, list, MISTAKE_NO_SECTION, f->fields[next].id, S(""));
}
