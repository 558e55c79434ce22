/*
 * Days of the calendar: see calendar.h.
 *
 * A year is counted from March, so that the day that comes and goes is its last: then the first days of the months are
 * (153 m + 2) / 5 days after the first of March, and whole cycles of 400 years have 146,097 days.
 */
#include "model/calendar.h"

typedef struct calendar_date {
    int64_t year;
    int month, day; /* from 1 */
} calendar_date;

static int64_t floor_of(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t day_of(calendar_date date)
{
    const int64_t year = date.month > 2 ? date.year : date.year - 1, cycle = floor_of(year, 400), in_cycle = year - cycle * 400;
    const int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
    const int64_t in_year = (153 * month + 2) / 5 + date.day - 1;
    return cycle * 146097 + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + in_year - 719468;
}

static calendar_date date_of(int64_t day)
{
    const int64_t from_march = day + 719468, cycle = floor_of(from_march, 146097), in_cycle = from_march - cycle * 146097;
    const int64_t year = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
    const int64_t in_year = in_cycle - (365 * year + year / 4 - year / 100);
    const int64_t month = (5 * in_year + 2) / 153;
    calendar_date date = {.day = (int)(in_year - (153 * month + 2) / 5 + 1),
                          .month = (int)(month < 10 ? month + 3 : month - 9)};
    date.year = year + cycle * 400 + (date.month <= 2);
    return date;
}

int64_t cas_calendar_day(cas_text text)
{
    int64_t part[3] = {0};
    for (size_t i = 0, k = 0; i < text.length; i++) {
        if (text.at[i] == '-')
            k++;
        else
            part[k] = part[k] * 10 + (text.at[i] - '0');
    }
    return day_of((calendar_date){part[0], (int)part[1], (int)part[2]});
}

int64_t cas_calendar_months_after(int64_t day, int64_t months)
{
    calendar_date date = date_of(day);
    const int wanted = date.day;
    const int64_t month = date.year * 12 + date.month - 1 + months;
    date.year = floor_of(month, 12);
    date.month = (int)(month - date.year * 12) + 1;
    const calendar_date next = {date.month == 12 ? date.year + 1 : date.year, date.month == 12 ? 1 : date.month + 1, 1};
    date.day = 1;
    const int64_t first = day_of(date), length = day_of(next) - first;
    return first + (wanted > length ? length : wanted) - 1;
}

const char *cas_calendar_words(cas_arena *arena, int64_t day)
{
    const calendar_date date = date_of(day);
    return cas_format(arena, "%04lld-%02d-%02d", (long long)date.year, date.month, date.day);
}
