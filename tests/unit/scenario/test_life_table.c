#include "solatium/mortality.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const char *fixture(sol_arena *arena, const char *name)
{
    const char *root = getenv("SOLATIUM_ROOT");
    return sol_arena_print(arena, "%s/tests/data/mortality/%s", root ? root : ".", name);
}

static double q_of(const sol_hazard *h, int age)
{
    return 1.0 - exp(-sol_hazard_between(h, age, age + 1.0));
}

/* Values copied from the fixtures by eye. */
Test(table, all_three_layouts_are_read)
{
    static const struct {
        const char *label, *file;
        sol_table_request request;
        int first_age;
        size_t count;
        int age;
        double q;
    } rows[] = {
        {"hmd", "hmd.txt", {SOL_TABLE_HMD, .year = 2019, .sex = SOL_MALE}, 98, 12, 105, 0.43165},
        {"hmd, last ages missing", "hmd.txt", {SOL_TABLE_HMD, .year = 2020, .sex = SOL_MALE}, 98, 10, 98, 0.29639},
        {"hmd with carriage returns",
         "hmd-crlf.txt",
         {SOL_TABLE_HMD, .year = 2019, .sex = SOL_MALE},
         98,
         12,
         105,
         0.43165},
        {"wpp", "wpp.csv", {SOL_TABLE_WPP, .year = 2019, .country = "KOR", .sex = SOL_FEMALE}, 97, 3, 98, 0.23909853},
        {"plain, men", "plain.csv", {SOL_TABLE_CSV, .sex = SOL_MALE}, 95, 6, 100, 0.338336},
        {"plain, women", "plain.csv", {SOL_TABLE_CSV, .sex = SOL_FEMALE}, 95, 6, 100, 0.270669},
        {"plain, one column", "both.csv", {SOL_TABLE_CSV, .sex = SOL_FEMALE}, 95, 3, 97, 0.279284},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        sol_table_request request = rows[i].request;
        request.path = fixture(arena, rows[i].file);
        sol_hazard h = {0};
        bool is_read = sol_hazard_read(arena, &request, diagnostics, &h);
        cr_expect(is_read, "%s: %s", rows[i].label, is_read ? "" : sol_diagnostics_get(diagnostics, 0)->message);
        if (!is_read)
            continue;
        cr_expect_eq(sol_diagnostics_count(diagnostics), 0, "%s", rows[i].label);
        cr_expect_eq(h.law, SOL_LIFE_TABLE);
        cr_expect_eq(h.first_age, rows[i].first_age, "%s: from %d", rows[i].label, h.first_age);
        cr_expect_eq(h.force_count, rows[i].count, "%s: %zu ages", rows[i].label, h.force_count);
        cr_expect_float_eq(q_of(&h, rows[i].age), rows[i].q, 1e-12, "%s: q %.10f", rows[i].label,
                           q_of(&h, rows[i].age));
    }
    sol_arena_free(arena);
}

#define HMD_HEAD "Exampleland, Life tables (period 1x1), Males\tLast modified\n\nYear Age mx qx ax\n"
#define WPP_HEAD "ISO3_code,Time,Sex,AgeGrp,AgeGrpStart,qx\n"

/* A text, what is asked of it, and each diagnostic as "id line:column-end message | hint"; several are separated by line ends. */
static const struct {
    const char *label;
    sol_table_layout layout;
    const char *text;
    const char *wanted;
} wrong[] = {
    {"no year", SOL_TABLE_HMD, HMD_HEAD "2003 90 . 0.2 .\n2020 90 . 0.19 .\n",
     "S704 0:0-0 there are no men of the year 2019 | -"},
    {"year beyond", SOL_TABLE_HMD, HMD_HEAD "2003 90 . 0.2 .\n2018 90 . 0.19 .\n",
     "S704 0:0-0 there is no year 2019 | the nearest is `2018`; the table runs from 2003 to 2018"},
    {"no rows", SOL_TABLE_HMD, HMD_HEAD, "S704 0:0-0 the table has no years | -"},
    {"bad number", SOL_TABLE_HMD, HMD_HEAD "2019 90 . 0,2 .\n2019 91 . 1.2 .\n2019 92 . -0.1 .\n",
     "S705 4:11-14 '0,2' is not a number | -\n"
     "S705 5:11-14 '1.2' is not a probability from 0 to 1 | -\n"
     "S705 6:11-15 '-0.1' is not a probability from 0 to 1 | -"},
    {"bad age", SOL_TABLE_HMD, HMD_HEAD "2019 ninety . 0.2 .\n",
     "S705 4:6-12 'ninety' is not an age | ages are whole years from 0 to 130, and `110+` the open interval"},
    {"bad year", SOL_TABLE_HMD, HMD_HEAD "2O19 90 . 0.2 .\n", "S705 4:1-5 '2O19' is not a year | -"},
    {"age twice, age left out", SOL_TABLE_HMD,
     HMD_HEAD "2019 90 . 0.2 .\n2019 90 . 0.2 .\n2019 92 . 0.2 .\n2019 93 . 0.2 .\n",
     "S706 5:6-8 age 90 comes again | each age stands once, in rising order\n"
     "S706 6:6-8 an age is missing before 92 | a table may end early, but not leave out ages"},
    {"missing values in between", SOL_TABLE_HMD, HMD_HEAD "2019 90 . 0.2 .\n2019 91 . . .\n2019 92 . 0.2 .\n",
     "S706 6:6-8 ages before 92 have no value | a table may end early, but not leave out ages"},
    {"only missing values", SOL_TABLE_HMD, HMD_HEAD "2019 90 . . .\n2019 110+ . 1 .\n",
     "S704 0:0-0 there are no men of the year 2019 | -"},
    {"short row", SOL_TABLE_HMD, HMD_HEAD "2019 90 .\n", "S703 4:1-10 the row ends before its column `qx` | -"},
    {"no column", SOL_TABLE_HMD, "Males\n\nYear Age mx ax\n2019 90 . 0.2\n", "S703 3:1-15 there is no column `qx` | -"},
    {"another file", SOL_TABLE_HMD, "id,name\n1,2\n",
     "S703 0:0-0 this is not a life table of the Human Mortality Database | its third line is `Year Age mx qx ax lx dx "
     "Lx Tx ex`"},
    {"empty", SOL_TABLE_HMD, "",
     "S703 0:0-0 this is not a life table of the Human Mortality Database | its third line is `Year Age mx qx ax lx dx "
     "Lx Tx ex`"},
    {"the other sex", SOL_TABLE_HMD,
     "Exampleland, Life tables (period 1x1), Females\n\nYear Age mx qx ax\n2019 90 . 0.2 .\n",
     "S704 1:40-47 the table is of Females, Males are wanted | the other file is usually called `mltper_1x1.txt`"},
    {"a rate of 0 at the end", SOL_TABLE_HMD, HMD_HEAD "2019 10 . 0.001 .\n2019 11 . 0 .\n",
     "S707 0:0-0 the rate of the last age, 11, is 0 | its force is kept for all higher ages, so that nobody would ever "
     "die"},
    {"nothing but an open interval", SOL_TABLE_HMD, HMD_HEAD "2019 85 . 1 .\n2019 86 . 1 .\n",
     "S707 0:0-0 everybody dies at the first age, 85 | write the probabilities of dying within single years"},
    {"ages behind an age in which everybody dies", SOL_TABLE_CSV, "age,male\n98,0.2\n99,1\n100,0.3\n101,0\n",
     "S706 4:1-4 age 100 comes after an age in which everybody dies | end the table before it, or write the rates of "
     "single years"},
    {"nothing behind the last age but its end", SOL_TABLE_CSV, "age,male\n98,0\n99,1\n",
     "S707 0:0-0 the rate of the last age, 98, is 0 | its force is kept for all higher ages, so that nobody would ever "
     "die"},
    {"a bad byte", SOL_TABLE_HMD, "\xbf\xf8\xb0\xed\xb8\xed\xba\xce\n\nYear Age mx qx ax\n2019 90\xff . 0.2 .\n",
     "S004 4:8-8 the byte 0xFF is not CP949 | save the file as UTF-8, or say the encoding that it is in"},
    {"wpp without the country", SOL_TABLE_WPP, WPP_HEAD "JPN,2019,Male,90,90,0.2\nKOS,2019,Male,90,90,0.2\n",
     "S704 0:0-0 there is no country `KOR` | did you mean `KOS`?"},
    {"wpp without the sex", SOL_TABLE_WPP, WPP_HEAD "KOR,2019,Female,90,90,0.2\n",
     "S704 0:0-0 there are no men of the year 2019 | -"},
    {"wpp without columns", SOL_TABLE_WPP, "ISO3_code,Time,Sex,AgeGrp,qx\n",
     "S703 1:1-29 there is no column `AgeGrpStart` | -"},
    {"wpp, quote open", SOL_TABLE_WPP, WPP_HEAD "KOR,2019,Male,90,90,\"0.2\n",
     "S702 2:21-22 a quote is not closed | -"},
    {"wpp, two variants", SOL_TABLE_WPP, WPP_HEAD "KOR,2019,Male,90,90,0.2\nKOR,2019,Male,90,90,0.3\n",
     "S706 3:18-20 age 90 comes again | each age stands once, in rising order"},
    {"csv without its column", SOL_TABLE_CSV, "age,malse,females\n90,0.2,0.1\n",
     "S703 1:1-18 there is no column `male` | is it `malse`?"},
    {"csv, bad number behind Hangul", SOL_TABLE_CSV, "age,note,male\n90,남자,0.2x\n",
     "S705 2:7-11 '0.2x' is not a number | -"},
    {"wpp, empty", SOL_TABLE_WPP, "", "S704 0:0-0 the file is empty | its first line names the columns"},
    {"csv, empty", SOL_TABLE_CSV, "", "S704 0:0-0 the file is empty | its first line names the columns"},
    {"csv, a mark of its coding alone", SOL_TABLE_CSV, "\xef\xbb\xbf",
     "S704 0:0-0 the file is empty | its first line names the columns"},
    {"csv without rows", SOL_TABLE_CSV, "age,male\n", "S704 0:0-0 the table has no ages | -"},
    {"csv, short row", SOL_TABLE_CSV, "age,male\n90\n", "S703 2:1-3 the row ends before its column `male` | -"},
};

static const char *said(sol_arena *arena, sol_diagnostics *diagnostics)
{
    const char *all = "";
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(diagnostics, i);
        all = sol_arena_print(arena, "%s%s%s %u:%u-%u %s | %s", all, *all ? "\n" : "", d->id, d->place.line,
                              d->place.column, d->place.end_column, d->message, d->hint ? d->hint : "-");
    }
    return all;
}

/* Tables whose open interval has lost its sign, all of them to age 100; what is said of it as above. */
static const struct {
    const char *label;
    sol_table_layout layout;
    const char *text;
    const char *wanted;
    size_t count; /* closed ages from 98 on */
    double last;
} open[] = {
    {"hmd, 100 for 100+", SOL_TABLE_HMD, HMD_HEAD "2019 98 . 0.2 .\n2019 99 . 0.25 .\n2019 100 . 1 .\n",
     "S708 6:12-13 everybody dies at age 100: taken for the open interval, not for a year of age | write `100+` if it "
     "is; past its beginning the force of mortality of age 99 is kept",
     2, 0.25},
    {"hmd, years behind it", SOL_TABLE_HMD,
     HMD_HEAD "2019 98 . 0.2 .\n2019 99 . 0.25 .\n2019 100 . 1.00000 .\n2020 98 . 0.1 .\n",
     "S708 6:12-19 everybody dies at age 100: taken for the open interval, not for a year of age | write `100+` if it "
     "is; past its beginning the force of mortality of age 99 is kept",
     2, 0.25},
    {"hmd, as it should be", SOL_TABLE_HMD, HMD_HEAD "2019 98 . 0.2 .\n2019 99 . 0.25 .\n2019 100+ . 1 .\n", "", 2,
     0.25},
    {"hmd, both", SOL_TABLE_HMD, HMD_HEAD "2019 98 . 0.2 .\n2019 99 . 1 .\n2019 100+ . 1 .\n",
     "S708 5:11-12 everybody dies at age 99: taken for the open interval, not for a year of age | write `99+` if it "
     "is; past its beginning the force of mortality of age 98 is kept",
     1, 0.2},
    {"hmd, missing values behind", SOL_TABLE_HMD,
     HMD_HEAD "2019 98 . 0.2 .\n2019 99 . 0.25 .\n2019 100 . 1 .\n2019 101 . . .\n",
     "S708 6:12-13 everybody dies at age 100: taken for the open interval, not for a year of age | write `100+` if it "
     "is; past its beginning the force of mortality of age 99 is kept",
     2, 0.25},
    {"wpp, 100 for 100+", SOL_TABLE_WPP,
     WPP_HEAD "KOR,2019,Male,98,98,0.2\nKOR,2019,Male,99,99,0.25\nKOR,2019,Male,100,100,1\nKOR,2019,Female,98,98,1\n",
     "S708 4:23-24 everybody dies at age 100: taken for the open interval, not for a year of age | write `100+` if it "
     "is; past its beginning the force of mortality of age 99 is kept",
     2, 0.25},
    {"csv, several rows", SOL_TABLE_CSV, "age,male,female\n98,0.2,0.1\n99,0.25,0.2\n100,1.0,0.3\n101,1.0,0.4\n",
     "S708 4:5-8 everybody dies at age 100: taken for the open interval, not for a year of age | write `100+` if it "
     "is; "
     "past its beginning the force of mortality of age 99 is kept",
     2, 0.25},
    {"csv, nearly 1", SOL_TABLE_CSV, "age,male\n98,0.2\n99,0.25\n100,0.99999\n101,1\n",
     "S708 5:5-6 everybody dies at age 101: taken for the open interval, not for a year of age | write `101+` if it "
     "is; past its beginning the force of mortality of age 100 is kept",
     3, 0.99999},
    {"csv, nearly 1 at the end", SOL_TABLE_CSV, "age,male\n98,0.2\n99,0.25\n100,0.992\n", "", 3, 0.992},
    {"csv, nearly 1 in between", SOL_TABLE_CSV, "age,male\n98,0.2\n99,0.995\n100,0.5\n", "", 3, 0.5},
    {"csv, a high rate of a year", SOL_TABLE_CSV, "age,male\n98,0.2\n99,0.25\n100,0.95\n", "", 3, 0.95},
    {"csv, the other sex ends", SOL_TABLE_CSV, "age,male,female\n98,0.2,0.1\n99,0.25,0.2\n100,0.3,1\n", "", 3, 0.3},
};

static const char *write_file(sol_arena *arena, const char *text, size_t length)
{
    const char *folder = getenv("TMPDIR");
    char *path = sol_arena_print(arena, "%s/solatium-table-XXXXXX", folder ? folder : "/tmp");
    int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    FILE *file = fdopen(descriptor, "wb");
    cr_assert_eq(fwrite(text, 1, length, file), length);
    cr_assert_eq(fclose(file), 0);
    return path;
}

static bool read_text(sol_arena *arena, sol_table_layout layout, const char *text, size_t length,
                      sol_diagnostics *diagnostics)
{
    sol_table_request request = {layout, write_file(arena, text, length), 2019, "KOR", SOL_MALE, NULL, 0};
    sol_hazard h = {.law = SOL_LAWS};
    bool is_read = sol_hazard_read(arena, &request, diagnostics, &h);
    cr_expect(is_read || h.law == SOL_LAWS, "untouched on failure");
    remove(request.path);
    return is_read;
}

Test(table, wrong_files_are_told_with_their_place_and_the_way_out)
{
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < COUNT(wrong); i++) {
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        cr_expect_not(read_text(arena, wrong[i].layout, wrong[i].text, strlen(wrong[i].text), diagnostics), "%s",
                      wrong[i].label);
        const char *got = said(arena, diagnostics);
        cr_expect_str_eq(got, wrong[i].wanted, "%s:\n%s\nwanted:\n%s", wrong[i].label, got, wrong[i].wanted);
    }
    sol_arena_free(arena);
}

Test(table, an_open_interval_without_its_sign_is_told_and_not_used)
{
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < COUNT(open); i++) {
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        sol_table_request request = {
            open[i].layout, write_file(arena, open[i].text, strlen(open[i].text)), 2019, "KOR", SOL_MALE, NULL, 0};
        sol_hazard h = {0};
        cr_assert(sol_hazard_read(arena, &request, diagnostics, &h), "%s", open[i].label);
        remove(request.path);
        const char *got = said(arena, diagnostics);
        cr_expect_str_eq(got, open[i].wanted, "%s:\n%s\nwanted:\n%s", open[i].label, got, open[i].wanted);
        cr_expect_eq(sol_diagnostics_errors(diagnostics), 0);
        cr_expect_eq(h.force_count, open[i].count, "%s: %zu ages", open[i].label, h.force_count);
        double kept = -log1p(-open[i].last);
        cr_expect_float_eq(sol_hazard_at(&h, 100.5), kept, 1e-12, "%s: %g", open[i].label, sol_hazard_at(&h, 100.5));
        cr_expect_float_eq(sol_hazard_at(&h, 115), kept, 1e-12, "%s", open[i].label);
    }
    sol_arena_free(arena);
}

Test(table, the_source_shows_the_lines_that_are_named_at_their_numbers)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    static const char text[] = HMD_HEAD "2018 90 . 0.2 .\n2019 90 . x .\n2019 91 . 0.2 .\n2019 92 . y .\n";
    cr_assert_not(read_text(arena, SOL_TABLE_HMD, text, sizeof text - 1, diagnostics));
    cr_assert_eq(sol_diagnostics_count(diagnostics), 2);
    const sol_source *source = sol_diagnostics_get(diagnostics, 0)->place.source;
    cr_assert_str_eq(source->text, "\n\n\n\n2019 90 . x .\n\n2019 92 . y .\n");
    cr_assert_eq(source->length, strlen(source->text));
    sol_arena_free(arena);
}

Test(table, nul_bytes_and_endless_lines_are_no_text)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    cr_assert_not(read_text(arena, SOL_TABLE_CSV, "age,male\n90\0,0.2\n", 17, diagnostics));
    cr_expect_str_eq(said(arena, diagnostics), "S003 2:3-3 the text holds a NUL byte | -");
    diagnostics = sol_diagnostics_new(arena);
    size_t length = 1 << 18;
    char *endless = SOL_TAKE(arena, length, char);
    memset(endless, '7', length);
    cr_assert_not(read_text(arena, SOL_TABLE_CSV, endless, length, diagnostics));
    cr_expect_str_eq(said(arena, diagnostics),
                     "S703 1:1-262145 there is no column `age` | -\nS703 1:1-262145 there is no column `male` | -");
    sol_arena_free(arena);
}

Test(table, what_cannot_be_read_is_a_diagnostic)
{
    sol_arena *arena = sol_arena_new();
    static const struct {
        const char *path, *wanted;
    } rows[] = {
        {"no-such-folder/table.csv", "S001 0:0-0 could not be opened: No such file or directory | -"},
        {"/", "S001 0:0-0 is a folder | name a file in it"},
        {"", "S001 0:0-0 could not be opened: No such file or directory | -"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        sol_hazard h;
        cr_expect_not(sol_hazard_read(
            arena, &(sol_table_request){SOL_TABLE_CSV, rows[i].path, 2019, "KOR", SOL_MALE, NULL, 0}, diagnostics, &h));
        cr_expect_str_eq(said(arena, diagnostics), rows[i].wanted, "%s", said(arena, diagnostics));
    }
    sol_arena_free(arena);
}

/* 40,000 rows of other years around the wanted ones, of which nothing is kept. */
Test(table, nothing_is_kept_of_large_files)
{
    sol_arena *arena = sol_arena_new(), *built = sol_arena_new();
    size_t room = 16000000, length = 0;
    char *text = SOL_TAKE(built, room, char);
    length += (size_t)snprintf(text, room, "%s", WPP_HEAD);
    for (int year = 1700; year < 2500; year++)
        for (int age = 0; age < 100; age++)
            for (int sex = 0; sex < 2; sex++)
                length += (size_t)snprintf(text + length, room - length, "KOR,%d,%s,%d,%d,0.%04d%d\n", year,
                                           sex ? "Male" : "Female", age, age, age + 1, year % 7);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_table_request request = {SOL_TABLE_WPP, write_file(arena, text, length), 2019, "KOR", SOL_MALE, NULL, 0};
    sol_hazard h;
    bool is_read = sol_hazard_read(arena, &request, diagnostics, &h);
    remove(request.path);
    cr_assert(is_read, "%s", said(arena, diagnostics));
    cr_assert_eq(h.force_count, 100);
    for (int age = 0; age < 100; age++)
        cr_assert_float_eq(q_of(&h, age), (age + 1) / 1e4 + 3e-5, 1e-14, "age %d", age);
    cr_assert_lt(sol_arena_held(arena), (size_t)2 << 20);
    sol_arena_free(built);
    sol_arena_free(arena);
}
