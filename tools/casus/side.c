/* One of two texts as a command names it: see side.h. */
#include "side.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* FILE:DRAFT, where no file is called all of that. */
static void split_draft(const char *word, text_side *side)
{
    const char *sign = strrchr(word, ':');
    if (!sign || sign == word || !sign[1] || strchr(sign, '/') || access(word, F_OK) == 0) {
        side->path = strdup(word);
        return;
    }
    side->path = strndup(word, (size_t)(sign - word));
    side->draft = strdup(sign + 1);
}

int read_side(const command_line *call, casus_ctx *ctx, const char *word, text_side *side)
{
    char *path, *at;
    split_draft(word, side);
    if (side->path && split_revision(side->path, &path, &at)) {
        free(side->path);
        side->path = path;
        side->at = at;
    }
    if (!side->path)
        return fail_with(call, NULL, CASUS_E_MEMORY);
    if (!side->at)
        return read_model(call, ctx, side->path, &side->model);
    casus_read_options wishes = CASUS_READ_OPTIONS_INIT;
    side->revision.at = side->at;
    wishes.sources_folder = call->sources_folder;
    wishes.reader = read_revision;
    wishes.reader_user = &side->revision;
    const casus_status status = casus_model_read(ctx, side->path, &wishes, &side->model);
    return status ? fail_with(call, ctx, status) : EXIT_AS_STATED;
}

void free_side(text_side *side)
{
    casus_model_free(side->model);
    free(side->revision.bytes);
    free(side->path);
    free(side->draft);
    free(side->at);
}
