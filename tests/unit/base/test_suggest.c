#include "base/suggest.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const words[] = {"participation", "participation_as", NULL,       "payments",    "firms", "fund",
                                    "hold",          "series",           "후지코시", "equal-awards"};

Test(suggest, the_nearest_word_is_found_or_none)
{
    static const struct {
        const char *word, *nearest;
    } rows[] = {
        {"particpation", "participation"},
        {"participaiton", "participation"},
        {"particpation_as", "participation_as"},
        {"Participation-As", "participation_as"},
        {"PAYMENTS", "payments"},
        {"paymetn", "payments"},
        {"frims", "firms"},
        {"fnud", "fund"},
        {"fudn", "fund"},
        {"equal awards", "equal-awards"},
        {"part", "participation"},
        {"후지고시", "후지코시"},
        {"hlod", "hold"},
        {"xy", NULL},
        {"", NULL},
        {"fu", NULL},
        {"timeliness", NULL},
        {"serious", "series"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *nearest = suggest_nearest(rows[i].word, sizeof words / sizeof *words, words);
        cr_expect(nearest == rows[i].nearest || (nearest && rows[i].nearest && strcmp(nearest, rows[i].nearest) == 0),
                  "'%s' gave '%s'", rows[i].word, nearest ? nearest : "nothing");
    }
}

Test(suggest, endless_words_are_no_slips)
{
    char word[5000];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    const char *candidates[] = {word, "aaa"};
    cr_assert_null(suggest_nearest(word, 2, candidates));
}
