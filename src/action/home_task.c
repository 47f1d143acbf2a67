/*
 * My tasks, over all that I am: what my desks must decide, and what is due
 * from me for my own children, in one list by when it is due.  What is
 * overdue stands first by itself.
 */
#include "action/home_inside.h"

/* The same deadline may come by a desk and by a child. */
static bool
is_there(const struct home *h, const struct home_task *t)
{
    for (size_t i = 0; i < h->task_count; i++)
        if (id_eq(h->tasks[i].person, t->person) &&
            h->tasks[i].due.due.us == t->due.due.us &&
            str_eq(h->tasks[i].due.clock.en, t->due.clock.en))
            return true;
    return false;
}

static void
task_add(struct home *h, const struct home_task *t, size_t most)
{
    size_t i;

    if (is_there(h, t))
        return;
    if (h->task_count == most) {
        h->more_tasks = true;
        if (h->tasks[most - 1].due.due.us <= t->due.due.us)
            return;
        h->task_count--;
    }
    for (i = h->task_count++;
         i > 0 && h->tasks[i - 1].due.due.us > t->due.due.us; i--)
        h->tasks[i] = h->tasks[i - 1];
    h->tasks[i] = *t;
}

void
home_tasks_begin(struct cx *cx, struct home *h, size_t most)
{
    h->tasks = ARENA_ARRAY(cx->arena, struct home_task, most);
    h->task_most = most;
}

void
home_tasks_of_desk(struct home *h)
{
    for (size_t i = 0; i < h->due_count; i++) {
        const struct home_due *d = &h->due[i];

        task_add(h,
            &(struct home_task){.due = {.clock = d->clock,
                                    .due = d->row.due,
                                    .late = d->late},
                .name = d->name,
                .born = d->born,
                .expected = d->expected,
                .person = d->row.person,
                .thread = d->row.thread,
                .number = d->row.number},
            h->task_most);
    }
}

void
home_tasks_of_child(struct home *h, const struct child_page *p)
{
    for (size_t i = 0; i < p->due_count; i++)
        if (p->dues[i].mine)
            task_add(h,
                &(struct home_task){.due = p->dues[i],
                    .name = p->name,
                    .born = p->face.birth_date,
                    .expected = p->face.expected,
                    .person = p->person},
                h->task_most);
}
