#include "value/words/words.h"
#include "value/words/words_table.h"

#include "base/fold.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const columns[] = {"id", "name", "group", "sex", "born", "claim", "died"};
static const words_names of_register = {WORDS_OF_COLUMNS, 7, columns};
static const char *const truths[] = {"yes", "no"}, *const sexes[] = {"female", "male"};
static const words_names of_truth = {WORDS_OF_VALUES, 2, truths}, of_sex = {WORDS_OF_VALUES, 2, sexes};

static const struct {
    const words_names *names;
    const char *text, *meant;
} rows[] = {
    {&of_register, "claim", "claim"},
    {&of_register, "CLAIM", "claim"},
    {&of_register, "Claim amount", "claim"},
    {&of_register, "date_of_birth", "born"},
    {&of_register, "청구금액", "claim"},
    {&of_register, "청구 금액", "claim"},
    {&of_register, "請求額", "claim"},
    {&of_register, "판결금액", NULL}, /* what is owed, or what was paid */
    {&of_register, "생년월일", "born"},
    {&of_register, "生年月日", "born"},
    {&of_register, "성명", "name"},
    {&of_register, "氏名", "name"},
    {&of_register, "번호", "id"},
    {&of_register, "Ｎｏ．", "id"},
    {&of_register, "区分", "group"},
    {&of_register, "사망일", "died"},
    {&of_register, "性別", "sex"},
    {&of_register, "", NULL},
    {&of_register, "--", NULL},
    {&of_register, "pledge", NULL},
    {&of_register, "출연금", NULL}, /* a word for a column that this table has not */
    {&of_sex, "여", "female"},
    {&of_sex, "男", "male"},
    {&of_sex, "F", "female"},
    {&of_sex, " 남자 ", "male"},
    {&of_sex, "남여", NULL},
    {&of_truth, "예", "yes"},
    {&of_truth, "いいえ", "no"},
    {&of_truth, "O", "yes"},
    {&of_truth, "Ｘ", "no"},
    {&of_truth, "f", NULL},
};

Test(words, a_name_is_found_by_whatever_it_is_called)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int found = words_find(*rows[i].names, rows[i].text, strlen(rows[i].text));
        const char *name = found < 0 ? NULL : rows[i].names->name[found];
        cr_expect(name == rows[i].meant || (name && rows[i].meant && strcmp(name, rows[i].meant) == 0), "'%s': %s",
                  rows[i].text, name ? name : "none");
    }
}

Test(words, the_nearest_is_told_in_the_language_of_the_text)
{
    static const struct {
        const char *text, *near, *meant;
    } slips[] = {{"clami", "claim", "claim"},
                 {"dateofbrith", "dateofbirth", "born"},
                 {"청구금엑", "청구금액", "claim"},
                 {"生年月目", "生年月日", "born"}};
    char word[WORDS_LENGTH];
    int index;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        cr_assert(words_nearest(of_register, slips[i].text, word, &index), "'%s'", slips[i].text);
        cr_expect_str_eq(word, slips[i].near);
        cr_expect_str_eq(columns[index], slips[i].meant);
    }
    cr_expect_not(words_nearest(of_register, "비고", word, &index));
    cr_expect_not(words_nearest(of_sex, "mn", word, &index), "no other word in English for a value");
}

/* The columns of a series of dated amounts stand in no other table. */
static bool is_of_series(const char *name)
{
    return strcmp(name, "date") == 0 || strcmp(name, "amount") == 0;
}

/* A word that is not folded would never be found; one in two rows of one table would be two columns. */
Test(words, each_word_is_folded_and_stands_once_among_the_columns_of_a_table)
{
    static const words_row *const tables[] = {words_of_columns, words_of_values};
    for (size_t t = 0; t < 2; t++)
        for (const words_row *row = tables[t]; row->name; row++) {
            const char *end;
            cr_expect_eq(row->words[strlen(row->words) - 1], ' ', "%s", row->name);
            for (const char *at = row->words; (end = strchr(at, ' ')); at = end + 1) {
                char folded[FOLD_ROOM(100)];
                size_t length = (size_t)(end - at);
                cr_assert(length > 0 && length < WORDS_LENGTH, "%s", row->name);
                cr_expect(fold_bytes(at, length, FOLD_CASE | FOLD_JOINED | FOLD_SIGNS, folded) == length &&
                              memcmp(at, folded, length) == 0,
                          "%s: %.*s", row->name, (int)length, at);
                int found =
                    words_find((words_names){t == 0 ? WORDS_OF_COLUMNS : WORDS_OF_VALUES, 1, &row->name}, at, length);
                cr_expect_eq(found, 0);
                for (const words_row *other = tables[t]; other->name; other++)
                    cr_expect(
                        other == row || is_of_series(other->name) != is_of_series(row->name) ||
                            words_find((words_names){t == 0 ? WORDS_OF_COLUMNS : WORDS_OF_VALUES, 1, &other->name}, at,
                                       length) < 0,
                        "%.*s stands for %s and %s", (int)length, at, row->name, other->name);
            }
        }
}
