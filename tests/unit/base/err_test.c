/*
 * err -- three kinds of errors, each with a name.
 */
#include "base/err.h"

#include "death.h"
#include "test.h"

TEST(err_name__is_there_for_every_error_and_never_twice)
{
    for (int i = 0; i < ERR_COUNT; i++) {
        WANT(err_name((enum err)i) && err_name((enum err)i)[0]);
        for (int k = 0; k < i; k++)
            WANT(strcmp(err_name((enum err)i), err_name((enum err)k)) != 0);
    }
}

TEST(err_is_refusal__holds_for_what_the_asker_can_be_told)
{
    WANT(!err_is_refusal(OK));
    WANT(err_is_refusal(ERR_INVALID) && err_is_refusal(ERR_DENIED));
    WANT(err_is_refusal(ERR_ABSENT) && err_is_refusal(ERR_CONFLICT));
    WANT(err_is_refusal(ERR_ILLEGAL) && err_is_refusal(ERR_LIMIT));
    WANT(err_is_refusal(ERR_SIGN_IN));
    WANT(!err_is_refusal(ERR_STORE) && !err_is_refusal(ERR_BUSY));
    WANT(!err_is_refusal(ERR_NET) && !err_is_refusal(ERR_FILE));
}

static void
bug(void)
{
    BUG("a test of the end");
}

TEST(err_bug__ends_the_process)
{
    WANT(dies(bug));
}
