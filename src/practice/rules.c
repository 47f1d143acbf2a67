/*
 * Which files a pack has, and the shape of each.
 */
#include "practice/rules.h"

const struct pack_part pack_parts[] = {
    {S_INIT("pack.yaml"), &shape_pack},
    {S_INIT("calendar.yaml"), &shape_calendar},
    {S_INIT("agencies.yaml"), &shape_agencies},
    {S_INIT("desks.yaml"), &shape_desks},
    {S_INIT("roles.yaml"), &shape_roles},
    {S_INIT("terms.yaml"), &shape_terms},
    {S_INIT("forms/*.yaml"), &shape_form},
    {S_INIT("pathways/*.yaml"), &shape_pathway},
    {S_INIT("shares.yaml"), &shape_shares},
    {S_INIT("signals.yaml"), &shape_signals},
    {S_INIT("measures.yaml"), &shape_measures},
    {S_INIT("access.yaml"), &shape_access},
    {S_INIT("wording.yaml"), &shape_wording},
    {S_INIT("thresholds/*.yaml"), &shape_threshold},
};
const size_t pack_parts_count = sizeof pack_parts / sizeof *pack_parts;

static bool
fits(struct str pattern, struct str file)
{
    ptrdiff_t  star = str_find_byte(pattern, '*');
    struct str folder, ending, middle;

    if (star < 0)
        return str_eq(pattern, file);
    folder = str_sub(pattern, 0, (size_t)star);
    ending = str_from(pattern, (size_t)star + 1);
    if (file.n <= folder.n + ending.n || !str_starts(file, folder) ||
        !str_ends(file, ending))
        return false;
    middle = str_sub(file, folder.n, file.n - folder.n - ending.n);
    return str_find_byte(middle, '/') < 0;
}

const struct pack_part *
pack_part_find(struct str file)
{
    for (size_t i = 0; i < pack_parts_count; i++)
        if (fits(pack_parts[i].file, file))
            return &pack_parts[i];
    return NULL;
}
