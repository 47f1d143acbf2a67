/*
 * paper -- handing a paper back, only ever as a download.
 */
#ifndef WEB_PAPER_H
#define WEB_PAPER_H

#include "action/paper.h"
#include "web/visit.h"

visit_in  in_paper;
visit_see see_paper;

#endif
