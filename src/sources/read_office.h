/* The text of word processors' documents: .docx and .odt. */
#ifndef CAS_SOURCES_READ_OFFICE_H
#define CAS_SOURCES_READ_OFFICE_H

#include "sources/read.h"

/* `bytes` is a zip. Returns false if it holds neither; else fills format, text and problem. */
bool cas_office_read(cas_arena *arena, cas_text bytes, cas_reading *reading);

#endif
