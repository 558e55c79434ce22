/* A play, in words and for programs. */
#ifndef CAS_REPORT_PLAY_H
#define CAS_REPORT_PLAY_H

#include "hold/play.h"
#include "report/asked_with.h"
#include "report/layout.h"

/* What came of the last move (of the whole play where `all`), how things stand for the player, and the choices. */
void cas_text_play(cas_page *page, const cas_agreement *agreement, const cas_played *played, bool all);
/* casus run --play --json: docs/schema/play.json. */
void cas_json_play(cas_json *json, const char *file, const cas_agreement *agreement, const cas_asked_with *asked, const cas_played *played);

#endif
