/* All of casus: who decides under an agreement, and whether what it promises can be relied on. */
#ifndef CASUS_CASUS_H
#define CASUS_CASUS_H

#include "casus/agree.h"
#include "casus/base.h"
#include "casus/book.h"
#include "casus/compare.h"
#include "casus/cure.h"
#include "casus/evidence.h"
#include "casus/hold.h"
#include "casus/model.h"
#include "casus/power.h"
#include "casus/report.h"
#include "casus/stable.h"
#include "casus/verify.h"

#endif
