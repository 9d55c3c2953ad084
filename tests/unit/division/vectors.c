#include "vectors.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double number(const char *text, char **end)
{
    if (!strncmp(text, "inf", 3)) {
        *end = (char *)text + 3;
        return INFINITY;
    }
    double x = strtod(text, end);
    if (**end == '/')
        x /= strtod(*end + 1, end);
    return x;
}

static size_t numbers(const char *text, char separator, double *value)
{
    size_t n = 0;
    for (char *at = (char *)text; *at && n < VECTOR_ROWS;) {
        value[n++] = number(at, &at);
        if (*at == separator)
            at++;
    }
    return n;
}

size_t vectors_parameter(const vector *v, const char *key, double *value)
{
    const char *at = strstr(v->params, key);
    if (!at || at[strlen(key)] != '=')
        return 0;
    char list[128];
    snprintf(list, sizeof list, "%.*s", (int)strcspn(at + strlen(key) + 1, " "), at + strlen(key) + 1);
    return numbers(list, '|', value);
}

static void read_row(char *line, vector *v)
{
    char *field[7];
    for (int i = 0; i < 7; i++) {
        field[i] = line;
        line += strcspn(line, ",\r\n");
        if (*line)
            *line++ = 0;
    }
    *v = (vector){.unit = strchr(field[4], '.') || strchr(field[5], '.') ? 100 : 1};
    snprintf(v->name, sizeof v->name, "%.*s", (int)sizeof v->name - 1, field[0]);
    snprintf(v->rule, sizeof v->rule, "%.*s", (int)sizeof v->rule - 1, field[1]);
    snprintf(v->method, sizeof v->method, "%.*s", (int)sizeof v->method - 1, field[2]);
    snprintf(v->params, sizeof v->params, "%.*s", (int)sizeof v->params - 1, field[3]);
    char *end;
    v->endowment.units = llround(number(field[4], &end) * (double)v->unit);
    double claim[VECTOR_ROWS];
    v->count = numbers(field[5], ';', claim);
    cr_assert_eq(numbers(field[6], ';', v->award), v->count, "%s %s", v->name, v->rule);
    for (size_t i = 0; i < v->count; i++) {
        v->claim[i].units = llround(claim[i] * (double)v->unit);
        v->award[i] *= (double)v->unit;
    }
}

size_t vectors_each(const char *file, void (*check)(const vector *v))
{
    char path[4096];
    static char line[1 << 14];
    const char *root = getenv("SOLATIUM_ROOT");
    snprintf(path, sizeof path, "%s/tests/vectors/%s", root ? root : ".", file);
    FILE *in = fopen(path, "r");
    cr_assert_not_null(in, "%s", path);
    size_t rows = 0;
    cr_assert_not_null(fgets(line, sizeof line, in));
    while (fgets(line, sizeof line, in)) {
        vector v;
        read_row(line, &v);
        check(&v);
        rows++;
    }
    fclose(in);
    return rows;
}

sol_claims_problem vectors_problem(const vector *v)
{
    return (sol_claims_problem){.count = v->count, .claim = v->claim, .endowment = v->endowment};
}
