/* What tools/assets made: its addresses are those that the server serves. */
#include "asset_names.h"
#include "base/arena.h"
#include "http/static.h"
#include "test.h"

TEST(asset_names__are_the_addresses_that_static_url_gives)
{
    struct arena       *a = arena_new(0);
    struct static_files f;

    static_init(&f, assets, assets_count);
    WANT_STR(static_url(a, &f, S("app.css")), ASSET_APP_CSS);
    WANT_STR(static_url(a, &f, S("app.js")), ASSET_APP_JS);
    WANT_STR(static_url(a, &f, S("logo.svg")), ASSET_LOGO_SVG);
    arena_free(a);
}

TEST(assets__are_whole_and_smaller_when_compressed)
{
    WANT(assets_count > 3);
    for (size_t i = 0; i < assets_count; i++) {
        const struct asset *row = &assets[i];

        WANT(row->plain_n > 0);
        if (!row->gzip)
            continue;
        WANT(row->gzip_n > 0 && row->gzip_n < row->plain_n);
        WANT_INT(row->gzip[0], 0x1f);
        WANT_INT(row->gzip[1], 0x8b);
    }
}

TEST(assets__hold_no_font_and_no_crest_of_the_government)
{
    for (size_t i = 0; i < assets_count; i++) {
        struct str text = str_bytes(assets[i].plain, assets[i].plain_n);

        WANT_NOT_IN(text, "GDS Transport");
        WANT_NOT_IN(text, "govuk-crest");
        WANT_NOT_IN(text, "@font-face");
    }
}
