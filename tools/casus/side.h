/* One of two texts as a command names it: FILE, FILE:DRAFT, FILE@REVISION, FILE@REVISION:DRAFT. */
#ifndef TOOLS_CASUS_SIDE_H
#define TOOLS_CASUS_SIDE_H

#include "revision.h"
#include "verb.h"

typedef struct text_side {
    char *path, *draft, *at; /* draft and at may be null */
    revision revision;
    casus_model *model;
} text_side;

/* Reads what the word names; an exit code. */
int read_side(const command_line *call, casus_ctx *ctx, const char *word, text_side *side);
void free_side(text_side *side);

#endif
