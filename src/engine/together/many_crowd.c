/*
 * Plans that are crowds. Four trials go side by side, each with one of its courses at a time; a trial with fewer courses than the others walks
 * its last one again.
 */
#include "base/check.h"
#include "engine/together/many.h"

#include <string.h>

enum { LANES = 4 };

struct many_crowd {
    const many_kin *kin;
    uint64_t seed;
    size_t count;               /* of lanes in this run */
    courses *(*courses)[LANES]; /* by stream */
    crowd **crowd;              /* by kind, or NULL */
    int64_t **row;              /* by lane: of the walk at hand */
    size_t course_count[LANES]; /* that some plan of the kind at hand has */
    uint32_t *course[LANES];
    const int64_t **row_of[LANES]; /* by course */
};

many_crowd *many_crowd_new(sol_arena *arena, const many_kin *kin, uint64_t seed)
{
    many_crowd *m = SOL_TAKE(arena, 1, many_crowd);
    *m = (many_crowd){
        .kin = kin,
        .seed = seed,
        .courses = sol_arena_take(arena, kin->stream_count, sizeof *m->courses),
        .crowd = SOL_TAKE(arena, kin->kind_count, crowd *),
        .row = SOL_TAKE(arena, LANES, int64_t *),
    };
    size_t numbers = 0;
    for (size_t k = 0; k < kin->kind_count; k++) {
        const many_kind *kind = &kin->kind[k];
        if (!kind->crowd)
            continue;
        m->crowd[k] = kind->crowd_like == SOL_NONE
                          ? crowd_new(arena, kind->crowd, seed)
                          : crowd_new_like(arena, kind->crowd, seed, m->crowd[kind->crowd_like]);
        numbers = kind->layout->count > numbers ? kind->layout->count : numbers;
    }
    for (size_t j = 0; j < LANES; j++) {
        m->row[j] = SOL_TAKE(arena, numbers, int64_t);
        m->course[j] = SOL_TAKE(arena, kin->count, uint32_t);
        m->row_of[j] = SOL_TAKE(arena, kin->count, const int64_t *);
        for (size_t s = 0; s < kin->stream_count; s++) {
            m->courses[s][j] = courses_new(arena, kin->stream[s].count, kin->stream[s].plans);
            m->courses[s][j]->wants_promised = many_kin_tells_sources(kin);
        }
    }
    return m;
}

void many_crowd_free(many_crowd *m)
{
    for (size_t s = 0; s < m->kin->stream_count; s++)
        for (size_t j = 0; j < LANES; j++)
            courses_free(m->courses[s][j]);
}

/* The courses of one lane that plans of a kind have; their rows are not known yet. */
static void list_courses(many_crowd *m, const many_stream *stream, const courses *c, size_t lane, size_t kind)
{
    m->course_count[lane] = 0;
    memset(m->row_of[lane], 0, c->count * sizeof *m->row_of[lane]);
    static const int64_t wanted[1];
    for (size_t i = 0; i < stream->count; i++) {
        uint32_t course = c->of[i];
        if (m->kin->kind_of[stream->plan[i]] != kind || m->row_of[lane][course])
            continue;
        m->row_of[lane][course] = wanted;
        m->course[lane][m->course_count[lane]++] = course;
    }
}

static const int64_t *kept(const metrics_layout *layout, const int64_t *row, sol_arena *rows)
{
    int64_t *copy = SOL_TAKE(rows, layout->count, int64_t);
    memcpy(copy, row, layout->count * sizeof *copy);
    return copy;
}

static void walk_kind(many_crowd *m, size_t s, size_t kind, sol_arena *rows)
{
    size_t count = m->count;
    inflow *in[LANES] = {0};
    size_t most = 0;
    for (size_t j = 0; j < count; j++)
        most = m->course_count[j] > most ? m->course_count[j] : most;
    for (size_t i = 0; i < most; i++) {
        for (size_t j = 0; j < count; j++) {
            size_t at = i < m->course_count[j] ? i : m->course_count[j] - 1;
            in[j] = courses_take(m->courses[s][j], m->course[j][at]);
        }
        crowd_walk(m->crowd[kind], in, m->row);
        for (size_t j = 0; j < count; j++)
            if (i < m->course_count[j])
                m->row_of[j][m->course[j][i]] = kept(m->kin->kind[kind].layout, m->row[j], rows);
    }
}

static void give_rows(const many_crowd *m, size_t s, size_t kind, size_t lane, const int64_t **row)
{
    const many_stream *stream = &m->kin->stream[s];
    const courses *c = m->courses[s][lane];
    for (size_t i = 0; i < stream->count; i++)
        if (m->kin->kind_of[stream->plan[i]] == kind)
            row[stream->plan[i]] = m->row_of[lane][c->of[i]];
}

/* The plans of a stream that are of one kind; there may be none. */
static void run_kind(many_crowd *m, size_t s, size_t kind, const int64_t **row, sol_arena *rows)
{
    for (size_t j = 0; j < m->count; j++)
        list_courses(m, &m->kin->stream[s], m->courses[s][j], j, kind);
    if (m->course_count[0] == 0)
        return;
    walk_kind(m, s, kind, rows);
    for (size_t j = 0; j < m->count; j++)
        give_rows(m, s, kind, j, row + j * m->kin->count);
}

void many_crowd_run(many_crowd *m, uint64_t quad, size_t count, const int64_t **row, sol_arena *rows)
{
    const many_kin *kin = m->kin;
    m->count = count;
    for (size_t k = 0; k < kin->kind_count; k++)
        if (m->crowd[k])
            crowd_open(m->crowd[k], quad, count);
    for (size_t s = 0; s < kin->stream_count; s++) {
        for (size_t j = 0; j < count; j++)
            courses_draw(m->courses[s][j], m->seed, 4 * quad + j);
        for (size_t k = 0; k < kin->kind_count; k++)
            if (m->crowd[k])
                run_kind(m, s, k, row, rows);
    }
}
