/*
 * Graphs laid out: see drawing.h.
 *
 * The layout of our own: a box stands in the column of its distance from the boxes that no arrow reaches (else from the first box), breadth first; within a
 * column, boxes are ordered by the mean place of their neighbours in the column before, then in the column after; arrows are curves that leave to the right
 * and arrive from the left. Boxes with arrows both ways, or in one column, are joined by a curve on the right of both. Cost: boxes times arrows.
 */
#include "report/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_GAP = 90, ROW_GAP = 22, SWEEPS = 4, MOST_POINTS = 400 };

/* ---- By another program ---------------------------------------------------------------------------------------------------------------------- */

/* In inches, as graphviz wants them, with 72 to one of ours. Labels are empty tables of a fixed size: no font is asked, so that every machine answers alike. */
static const char *in_dot(cas_arena *arena, const cas_drawing *d)
{
    cas_builder out = {.arena = arena};
    cas_puts(&out, "digraph g{rankdir=LR;nodesep=0.3;ranksep=0.6;node[shape=box,fixedsize=true,label=\"\"];edge[arrowhead=none];\n");
    for (int b = 0; b < d->box_count; b++)
        cas_putf(&out, "n%d[width=%.4f,height=%.4f];\n", b, d->boxes[b].width / 72, d->boxes[b].height / 72);
    for (int a = 0; a < d->arrow_count; a++) {
        cas_putf(&out, "n%d->n%d", d->arrows[a].from, d->arrows[a].to);
        if (d->arrows[a].label_width > 0)
            cas_putf(&out, "[label=<<TABLE BORDER=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"16\"><TR><TD></TD></TR></TABLE>>]", (int)ceil(d->arrows[a].label_width));
        cas_puts(&out, ";\n");
    }
    cas_puts(&out, "}\n");
    return cas_built_string(&out);
}

/* Reads the plain format word by word. */
typedef struct plain {
    const char *at;
    bool sound;
} plain;

static double next_number(plain *p)
{
    char *end;
    const double value = strtod(p->at, &end);
    if (end == p->at || !isfinite(value) || fabs(value) > 1e5)
        p->sound = false;
    p->at = end;
    return value;
}

/* "n12" */
static int next_box(plain *p, const cas_drawing *d)
{
    p->at += strspn(p->at, " ");
    char *end;
    const long box = *p->at == 'n' ? strtol(p->at + 1, &end, 10) : -1;
    if (box < 0 || box >= d->box_count) {
        p->sound = false;
        return 0;
    }
    p->at = end;
    return (int)box;
}

static cas_point next_point(plain *p, double height)
{
    const double x = next_number(p) * 72, y = next_number(p) * 72;
    return (cas_point){x, height - y};
}

static void read_box(plain *p, cas_drawing *d, bool *seen)
{
    const int box = next_box(p, d);
    const cas_point middle = next_point(p, d->height);
    if (!p->sound)
        return;
    d->boxes[box].x = middle.x;
    d->boxes[box].y = middle.y;
    seen[box] = true;
}

/* What an arrow says stands in quotation marks, and nothing of ours holds one. */
static void skip_label(plain *p)
{
    p->at += strspn(p->at, " ");
    const char *end = *p->at == '"' ? strchr(p->at + 1, '"') : NULL;
    if (end)
        p->at = end + 1;
    else
        p->sound = false;
}

/* Arrows come in no order that is promised: this one is the first of its ends that has no points yet. */
static void read_arrow(plain *p, cas_arena *arena, cas_drawing *d)
{
    const int from = next_box(p, d), to = next_box(p, d);
    const double count = next_number(p);
    if (!p->sound || count < 4 || count > MOST_POINTS) {
        p->sound = false;
        return;
    }
    cas_arrow_drawn *arrow = NULL;
    for (int a = 0; a < d->arrow_count && !arrow; a++)
        if (d->arrows[a].from == from && d->arrows[a].to == to && !d->arrows[a].point_count)
            arrow = &d->arrows[a];
    if (!arrow) {
        p->sound = false;
        return;
    }
    arrow->points = CAS_ARRAY(arena, cas_point, (size_t)count);
    for (int i = 0; i < (int)count && p->sound; i++)
        arrow->points[i] = next_point(p, d->height);
    arrow->point_count = (int)count - ((int)count - 1) % 3;
    if (arrow->label_width > 0) {
        skip_label(p);
        arrow->label = next_point(p, d->height);
    }
}

static bool read_plain(cas_arena *arena, const char *answer, cas_drawing *d)
{
    plain p = {answer, true};
    bool *seen = CAS_ARRAY(arena, bool, (size_t)d->box_count + 1);
    bool ended = false, sized = false;
    while (p.sound && !ended && *p.at) {
        const size_t word = strcspn(p.at, " \n");
        const char *line = p.at;
        p.at += word;
        if (word == 5 && strncmp(line, "graph", 5) == 0) {
            next_number(&p);
            d->width = next_number(&p) * 72;
            d->height = next_number(&p) * 72;
            sized = true;
        } else if (word == 4 && strncmp(line, "node", 4) == 0 && sized) {
            read_box(&p, d, seen);
        } else if (word == 4 && strncmp(line, "edge", 4) == 0 && sized) {
            read_arrow(&p, arena, d);
        } else if (word == 4 && strncmp(line, "stop", 4) == 0) {
            ended = true;
        } else {
            p.sound = false;
        }
        p.at += strcspn(p.at, "\n");
        p.at += *p.at == '\n';
    }
    for (int b = 0; b < d->box_count; b++)
        p.sound = p.sound && seen[b];
    for (int a = 0; a < d->arrow_count; a++)
        p.sound = p.sound && d->arrows[a].point_count >= 4;
    return p.sound && ended;
}

/* ---- By our own means -------------------------------------------------------------------------------------------------------------------------- */

/* Breadth first from what no arrow reaches, in order of the boxes; what is left, from the first that is. */
static void find_columns(cas_arena *arena, const cas_drawing *d, int *column)
{
    int *queue = CAS_ARRAY(arena, int, (size_t)d->box_count + 1), head = 0, tail = 0;
    bool *reached = CAS_ARRAY(arena, bool, (size_t)d->box_count + 1);
    for (int a = 0; a < d->arrow_count; a++)
        reached[d->arrows[a].to] = true;
    for (int b = 0; b < d->box_count; b++) {
        column[b] = reached[b] ? -1 : 0;
        if (!reached[b])
            queue[tail++] = b;
    }
    for (int next = 0; next < d->box_count;) {
        for (; head < tail; head++)
            for (int a = 0; a < d->arrow_count; a++)
                if (d->arrows[a].from == queue[head] && column[d->arrows[a].to] < 0) {
                    column[d->arrows[a].to] = column[queue[head]] + 1;
                    queue[tail++] = d->arrows[a].to;
                }
        while (next < d->box_count && column[next] >= 0)
            next++;
        if (next < d->box_count) {
            column[next] = 0;
            queue[tail++] = next;
        }
    }
}

/* The mean place of a box's neighbours in the columns on one side; its own place where it has none. */
static double wanted_place(const cas_drawing *d, const int *column, const double *place, int box, int side)
{
    double sum = 0;
    int count = 0;
    for (int a = 0; a < d->arrow_count; a++) {
        const int from = d->arrows[a].from, to = d->arrows[a].to, other = from == box ? to : to == box ? from : -1;
        if (other >= 0 && (column[other] - column[box]) * side > 0) {
            sum += place[other];
            count++;
        }
    }
    return count ? sum / count : place[box];
}

/* Orders the boxes of one column by what they want; equal ones keep their order. */
static void order_column(const cas_drawing *d, const int *column, int which, int *order, double *place, const double *wanted)
{
    int count = 0;
    for (int b = 0; b < d->box_count; b++)
        if (column[b] == which) {
            int i = count++;
            for (; i > 0 && (wanted[order[i - 1]] > wanted[b] || (wanted[order[i - 1]] == wanted[b] && place[order[i - 1]] > place[b])); i--)
                order[i] = order[i - 1];
            order[i] = b;
        }
    for (int i = 0; i < count; i++)
        place[order[i]] = i;
}

static void place_boxes(cas_arena *arena, cas_drawing *d, const int *column, int columns, const double *place)
{
    double *left = CAS_ARRAY(arena, double, (size_t)columns + 2), *tall = CAS_ARRAY(arena, double, (size_t)columns + 1);
    double *widest = CAS_ARRAY(arena, double, (size_t)columns + 1), *label = CAS_ARRAY(arena, double, (size_t)columns + 1);
    double *down = CAS_ARRAY(arena, double, (size_t)columns + 1);
    for (int b = 0; b < d->box_count; b++) {
        tall[column[b]] += d->boxes[b].height + ROW_GAP;
        widest[column[b]] = fmax(widest[column[b]], d->boxes[b].width);
    }
    for (int a = 0; a < d->arrow_count; a++)
        label[column[d->arrows[a].from]] = fmax(label[column[d->arrows[a].from]], d->arrows[a].label_width);
    for (int c = 0; c < columns; c++) {
        left[c + 1] = left[c] + widest[c] + fmax(COLUMN_GAP, label[c] + 40);
        d->height = fmax(d->height, tall[c]);
    }
    for (int c = 0; c < columns; c++)
        down[c] = (d->height - tall[c] + ROW_GAP) / 2;
    for (int rank = 0; rank < d->box_count; rank++)
        for (int b = 0; b < d->box_count; b++)
            if ((int)place[b] == rank) {
                cas_box_drawn *box = &d->boxes[b];
                box->x = left[column[b]] + widest[column[b]] / 2;
                box->y = down[column[b]] + box->height / 2;
                down[column[b]] += box->height + ROW_GAP;
                d->width = fmax(d->width, left[column[b]] + widest[column[b]] + (label[columns - 1] > 0 ? label[columns - 1] + 40 : 0));
            }
}

static void place_arrows(cas_arena *arena, cas_drawing *d, const int *column)
{
    for (int a = 0; a < d->arrow_count; a++) {
        cas_arrow_drawn *arrow = &d->arrows[a];
        const cas_box_drawn *from = &d->boxes[arrow->from], *to = &d->boxes[arrow->to];
        const bool onward = column[arrow->to] > column[arrow->from];
        const double x1 = from->x + from->width / 2, y1 = from->y + (onward ? 0 : 6), x2 = to->x + (onward ? -to->width / 2 : to->width / 2),
                     y2 = to->y - (onward ? 0 : 6), bend = onward ? fmin(60, (x2 - x1) / 2) : 36;
        arrow->points = CAS_ARRAY(arena, cas_point, 4);
        arrow->points[0] = (cas_point){x1, y1};
        arrow->points[1] = (cas_point){x1 + bend, y1};
        arrow->points[2] = (cas_point){x2 + (onward ? -bend : bend), y2};
        arrow->points[3] = (cas_point){x2, y2};
        arrow->point_count = 4;
        arrow->label = (cas_point){(x1 + x2) / 2 + (onward ? 0 : bend), (y1 + y2) / 2};
        d->width = fmax(d->width, fmax(x1, x2) + (onward ? 0 : bend + arrow->label_width / 2));
    }
}

static void lay_out_ourselves(cas_arena *arena, cas_drawing *d)
{
    int *column = CAS_ARRAY(arena, int, (size_t)d->box_count + 1), *order = CAS_ARRAY(arena, int, (size_t)d->box_count + 1), columns = 0;
    double *place = CAS_ARRAY(arena, double, (size_t)d->box_count + 1), *wanted = CAS_ARRAY(arena, double, (size_t)d->box_count + 1);
    find_columns(arena, d, column);
    for (int b = 0; b < d->box_count; b++)
        columns = column[b] + 1 > columns ? column[b] + 1 : columns;
    for (int b = 0; b < d->box_count; b++)
        for (int o = 0; o < b; o++)
            place[b] += column[o] == column[b];
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (int step = 0; step < columns; step++) {
            const int c = sweep % 2 ? columns - 1 - step : step;
            cas_poll(arena->ctx);
            for (int b = 0; b < d->box_count; b++)
                wanted[b] = column[b] == c ? wanted_place(d, column, place, b, sweep % 2 ? 1 : -1) : 0;
            order_column(d, column, c, order, place, wanted);
        }
    place_boxes(arena, d, column, columns, place);
    place_arrows(arena, d, column);
}

void cas_drawing_lay_out(cas_arena *arena, cas_drawing *drawing, const cas_layouter *layouter)
{
    const char *answer = layouter && layouter->lay_out ? layouter->lay_out(layouter->user, in_dot(arena, drawing)) : NULL;
    if (answer && read_plain(arena, answer, drawing))
        return;
    for (int a = 0; a < drawing->arrow_count; a++)
        drawing->arrows[a].point_count = 0;
    drawing->width = drawing->height = 0;
    lay_out_ourselves(arena, drawing);
}
