/*
 * planted_race -- two threads add to one number, and neither asks the other.
 * It ends well unless the thread sanitizer is at work.
 */
#include <pthread.h>

enum { TIMES = 1000 };

static volatile int number;

static void *
add(void *arg)
{
    (void)arg;
    for (int i = 0; i < TIMES; i++)
        number = number + 1;
    return NULL;
}

int
main(void)
{
    pthread_t other;

    if (pthread_create(&other, NULL, add, NULL))
        return 0;
    add(NULL);
    pthread_join(other, NULL);
    return 0;
}
