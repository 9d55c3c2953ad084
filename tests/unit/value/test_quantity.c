#include "solatium/quantity.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const sol_quantity_currency currencies[] = {{"KRW", 0}, {"JPY", 0}, {"USD", 2}, {"KWD", 3}, {NULL, 0}};

typedef enum kind { DATE, BIRTH, SPAN, SHARE, RATIO, RATE, WHOLE, NUMBER, DECIMAL, AMOUNT, KINDS } kind;

/* Reads a text as a kind and tells the value in one line, or the fault as "from-to message | hint". The text is given without a NUL behind it. */
static bool tell(kind which, const char *written, size_t length, char told[static 400])
{
    sol_quantity_fault fault = {0};
    sol_date date;
    sol_span span;
    sol_quantity_money money;
    int year;
    int64_t whole;
    double number;
    sol_decimal exact;
    bool is_per_month, is_read = false;
    char day[16] = "";
    char *text = malloc(length + (length == 0));
    cr_assert_not_null(text);
    memcpy(text, written, length);
    switch (which) {
    case DATE:
        if ((is_read = sol_quantity_date(text, length, &date, &fault)))
            sol_date_write(date, told);
        break;
    case BIRTH:
        if ((is_read = sol_quantity_birth(text, length, &date, &year, &fault))) {
            sol_date_write(date, day);
            snprintf(told, 400, "%s year %d", day, year);
        }
        break;
    case SPAN:
        if ((is_read = sol_quantity_span(text, length, &span, &fault)))
            snprintf(told, 400, "%d months %d days", span.months, span.days);
        break;
    case SHARE:
    case RATIO:
        if ((is_read = (which == SHARE ? sol_quantity_share : sol_quantity_ratio)(text, length, &whole, &fault)))
            snprintf(told, 400, "%lld", (long long)whole);
        break;
    case RATE:
        if ((is_read = sol_quantity_rate(text, length, &whole, &is_per_month, &fault)))
            snprintf(told, 400, "%lld a %s", (long long)whole, is_per_month ? "month" : "year");
        break;
    case WHOLE:
        if ((is_read = sol_quantity_whole(text, length, &whole, &fault)))
            snprintf(told, 400, "%lld", (long long)whole);
        break;
    case NUMBER:
        if ((is_read = sol_quantity_number(text, length, &number, &fault)))
            snprintf(told, 400, "%.15g", number);
        break;
    case DECIMAL:
        if ((is_read = sol_quantity_decimal(text, length, &exact, &fault)))
            snprintf(told, 400, "%lld e-%d", (long long)exact.digits, (int)exact.decimals);
        break;
    default:
        if ((is_read = sol_quantity_amount(text, length, currencies, &money, &fault)))
            snprintf(told, 400, "%lld %s", (long long)money.units, currencies[money.currency].code);
    }
    free(text);
    if (!is_read) {
        cr_assert(fault.from <= fault.to && fault.to <= length, "'%s': %zu to %zu", written, fault.from, fault.to);
        snprintf(told, 400, "%zu-%zu %s | %s", fault.from, fault.to, fault.message, fault.hint);
    }
    return is_read;
}

static const struct {
    kind which;
    const char *text, *told;
} right[] = {
    {DATE, "2019-06-19", "2019-06-19"},
    {DATE, "2020-02-29", "2020-02-29"},
    {DATE, "1800-01-01", "1800-01-01"},
    {BIRTH, "1924", "1924-01-01 year 1924"},
    {BIRTH, "1924-02-29", "1924-02-29 year 0"},
    {SPAN, "90d", "0 months 90 days"},
    {SPAN, "6w", "0 months 42 days"},
    {SPAN, "18mo", "18 months 0 days"},
    {SPAN, "2y", "24 months 0 days"},
    {SPAN, "1y 6mo", "18 months 0 days"},
    {SPAN, "1y6mo10d", "18 months 10 days"},
    {SPAN, "2 y", "24 months 0 days"},
    {SPAN, "0d", "0 months 0 days"},
    {SPAN, "200y", "2400 months 0 days"},
    {SHARE, "35%", "350000000"},
    {SHARE, "0.35", "350000000"},
    {SHARE, "35 %", "350000000"},
    {SHARE, "12.3456789%", "123456789"},
    {SHARE, "0", "0"},
    {SHARE, "1", "1000000000"},
    {SHARE, "100%", "1000000000"},
    {SHARE, "100.000000000000%", "1000000000"},
    {SHARE, "-0%", "0"},
    {RATIO, "150%", "1500000000"},
    {RATIO, "2.5", "2500000000"},
    {RATIO, "1,000", "1000000000000"},
    {RATE, "12%/y", "120000000 a year"},
    {RATE, "1%/mo", "10000000 a month"},
    {RATE, "-0.5%/y", "-5000000 a year"},
    {RATE, "0%/y", "0 a year"},
    {RATE, "1.5 % / y", "15000000 a year"},
    {WHOLE, "20190619", "20190619"},
    {WHOLE, "10,000", "10000"},
    {WHOLE, "10_000", "10000"},
    {WHOLE, "010", "10"},
    {WHOLE, "999999999999999999", "999999999999999999"},
    {DECIMAL, "1.005", "1005 e-3"},
    {DECIMAL, "1180.35", "118035 e-2"},
    {DECIMAL, "1.50000000000000000000000", "15 e-1"},
    {DECIMAL, "1,180", "1180 e-0"},
    {DECIMAL, "9.1e-4", "91 e-5"},
    {DECIMAL, "999999999999999999", "999999999999999999 e-0"},
    {DECIMAL, "0.000000001234567890123456", "1234567890123456 e-24"},
    {DECIMAL, "-0", "0 e-0"},
    {NUMBER, "3.1262678e-6", "3.1262678e-06"},
    {NUMBER, "-1", "-1"},
    {NUMBER, "0.1226277", "0.1226277"},
    {NUMBER, ".5", "0.5"},
    {NUMBER, "1e3", "1000"},
    {AMOUNT, "100m KRW", "100000000 KRW"},
    {AMOUNT, "4bn KRW", "4000000000 KRW"},
    {AMOUNT, "4 bn KRW", "4000000000 KRW"},
    {AMOUNT, "2500 USD", "250000 USD"},
    {AMOUNT, "2,500.50 USD", "250050 USD"},
    {AMOUNT, "2500USD", "250000 USD"},
    {AMOUNT, "1.234 KWD", "1234 KWD"},
    {AMOUNT, "1.5tn KRW", "1500000000000 KRW"},
    {AMOUNT, "1.5tn", "1500000000000 KRW"},
    {AMOUNT, "3억 5000만 KRW", "350000000 KRW"},
    {AMOUNT, "3억5000만 KRW", "350000000 KRW"},
    {AMOUNT, "3억 5000 KRW", "300005000 KRW"},
    {AMOUNT, "1조 2억", "1000200000000 KRW"},
    {AMOUNT, "1억 0만 2000", "100002000 KRW"},
    {AMOUNT, "1억 2000만 3000", "120003000 KRW"},
    {AMOUNT, "12만 3천 4백원", "123400 KRW"},
    {AMOUNT, "12만3천4백", "123400 KRW"},
    {AMOUNT, "12만5백", "120500 KRW"},
    {AMOUNT, "12만3원", "120003 KRW"},
    {AMOUNT, "1만 2000", "12000 KRW"},
    {AMOUNT, "1,234.567억", "123456700000 KRW"},
    {AMOUNT, "1,000.00", "1000 KRW"},
    {AMOUNT, "1억2000원", "100002000 KRW"},
    {AMOUNT, "1200000", "1200000 KRW"},
    {AMOUNT, "1,200,000", "1200000 KRW"},
    {AMOUNT, "1_200_000 JPY", "1200000 JPY"},
    {AMOUNT, "0 KRW", "0 KRW"},
    {AMOUNT, "0.000000001bn KRW", "1 KRW"},
    {AMOUNT, "107452055.00 KRW", "107452055 KRW"},
    {AMOUNT, "0.1m USD", "10000000 USD"},
    {AMOUNT, "1000tn KRW", "1000000000000000 KRW"},
    {DATE, "2019/06/19", "2019-06-19"},
    {DATE, "2019.6.19", "2019-06-19"},
    {DATE, "2019-6-19", "2019-06-19"},
    {DATE, "20190619", "2019-06-19"},
    {DATE, "19.06.2019", "2019-06-19"},
    {DATE, "06/19/2019", "2019-06-19"},
    {DATE, "2019년 6월 19일", "2019-06-19"},
    {AMOUNT, "100m krw", "100000000 KRW"},
    {AMOUNT, "100 달러", "10000 USD"},
    {AMOUNT, "KRW 100m", "100000000 KRW"},
    {AMOUNT, "$2500", "250000 USD"},
    {AMOUNT, "₩100m", "100000000 KRW"},
    {AMOUNT, "300.000.000", "300000000 KRW"},
    {AMOUNT, "1.000.000,50 USD", "100000050 USD"},
    {AMOUNT, "1.234,56 USD", "123456 USD"},
    {AMOUNT, "1 000 000", "1000000 KRW"},
    {AMOUNT,
     "1\xc2\xa0"
     "000\xc2\xa0"
     "000 KRW",
     "1000000 KRW"},
    {AMOUNT, "1'000'000 KRW", "1000000 KRW"},
    {AMOUNT, "100000000원", "100000000 KRW"},
    {AMOUNT, "3억원", "300000000 KRW"},
    {AMOUNT, "1억 2천5백만원", "125000000 KRW"},
    {AMOUNT, "5천만", "50000000 KRW"},
    {AMOUNT, "1.5백만 원", "1500000 KRW"},
    {AMOUNT, "천만원", "10000000 KRW"},
    {AMOUNT, "3億円", "300000000 JPY"},
    {AMOUNT, "１２３", "123 KRW"},
    {AMOUNT, "100krw", "100 KRW"},
    {AMOUNT, "100mKRW", "100000000 KRW"},
    {DATE, "1932.5.3.", "1932-05-03"},
    {DATE, "1932. 5. 3.", "1932-05-03"},
    {DATE, "1932/5/3", "1932-05-03"},
    {DATE, "1932년 5월 3일", "1932-05-03"},
    {DATE, "1932년5월3일생", "1932-05-03"},
    {DATE, "1932年5月3日", "1932-05-03"},
    {DATE, "一九三二年五月三日", "1932-05-03"},
    {DATE, "１９３２／５／３", "1932-05-03"},
    {DATE,
     "1932\xe2\x80\x91"
     "05\xe2\x80\x91"
     "03",
     "1932-05-03"},
    {DATE, "昭和7年5月3日", "1932-05-03"},
    {DATE, "昭和 7 年 5 月 3 日", "1932-05-03"},
    {DATE, "昭和七年五月三日", "1932-05-03"},
    {DATE, "昭和二十一年十二月三十一日", "1946-12-31"},
    {DATE, "쇼와 7년 5월 3일", "1932-05-03"},
    {DATE, "소화 7. 5. 3.", "1932-05-03"},
    {DATE, "S7.5.3", "1932-05-03"},
    {DATE, "s07/05/03", "1932-05-03"},
    {DATE, "昭7.5.3", "1932-05-03"},
    {DATE, "大正15年12月25日", "1926-12-25"},
    {DATE, "昭和元年12月25日", "1926-12-25"},
    {DATE, "平成元年1月8日", "1989-01-08"},
    {DATE, "令和1年5月1日", "2019-05-01"},
    {DATE, "明治45年7月30日", "1912-07-30"},
    {DATE, "西暦1932年5月3日", "1932-05-03"},
    {DATE, "단기 4265년 5월 3일", "1932-05-03"},
    {DATE, "1932-05-03 00:00:00", "1932-05-03"},
    {DATE, "1932-05-03T00:00:00Z", "1932-05-03"},
    {DATE, "1932/5/3 0:00", "1932-05-03"},
    {DATE, "31/05/1932", "1932-05-31"},
    {DATE, "5/31/1932", "1932-05-31"},
    {DATE, "05.05.1932", "1932-05-05"},
    {DATE, "3 May 1932", "1932-05-03"},
    {DATE, "3-May-1932", "1932-05-03"},
    {DATE, "May 3, 1932", "1932-05-03"},
    {DATE, "Sept. 3, 1932", "1932-09-03"},
    {BIRTH, "1932년", "1932-01-01 year 1932"},
    {BIRTH, "1932.", "1932-01-01 year 1932"},
    {DATE, "S070503", "1932-05-03"},
    {BIRTH, "昭和7年", "1932-01-01 year 1932"},
    {BIRTH, "S7.5.3", "1932-05-03 year 0"},
    {SHARE, "３５％", "350000000"},
    {RATE, "１２％／y", "120000000 a year"},
    {WHOLE, "１２", "12"},
    {NUMBER, "−１．５", "-1.5"},
    {AMOUNT, "1억 2천만원", "120000000 KRW"},
    {AMOUNT, "3 億 5000 万 JPY", "350000000 JPY"},
    {AMOUNT, "100,000,000원", "100000000 KRW"},
    {AMOUNT, "100,000천원", "100000000 KRW"},
    {AMOUNT, "￦100,000,000", "100000000 KRW"},
    {AMOUNT, "KRW100,000", "100000 KRW"},
    {AMOUNT, "¥1,000", "1000 JPY"},
    {AMOUNT, "100 WON", "100 KRW"},
    {AMOUNT, "1 000,50 USD", "100050 USD"},
};

Test(quantity, what_the_language_allows_is_read_exactly)
{
    char told[400];
    for (size_t i = 0; i < COUNT(right); i++) {
        tell(right[i].which, right[i].text, strlen(right[i].text), told);
        cr_expect_str_eq(told, right[i].told, "'%s': %s, wanted %s", right[i].text, told, right[i].told);
    }
}

static const struct {
    kind which;
    const char *text, *told;
} wrong[] = {
    {DATE, "05/06/2019", "0-10 `05/06/2019` may be two days | write `2019-06-05` or `2019-05-06`"},
    {DATE, "2019-06-19T09:00", "0-16 `2019-06-19T09:00` is not a date | write `2019-06-19`"},
    {DATE, "2019", "0-4 `2019` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "", "0-0 `` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "2019-02-30", "0-10 2019-02 has no day 30 | its last day is `2019-02-28`"},
    {DATE, "2019-02-00", "0-10 2019-02 has no day 00 | "},
    {DATE, "2019-19-06", "0-10 there is no month 19 | did you mean `2019-06-19`?"},
    {DATE, "2019-13-13", "0-10 there is no month 13 | "},
    {DATE, "1799-12-31", "0-4 the year 1799 is not from 1800 to 2400 | "},
    {BIRTH, "0924", "0-4 the year 0924 is not from 1800 to 2400 | "},
    {BIRTH, "24", "0-2 `24` is not a date | write year, month and day such as `2019-06-19`, or the year alone"},
    {SPAN, "18", "0-2 a span needs its unit: `d`, `w`, `mo` or `y` | write `90d`, `6w`, `18mo` or `2y`"},
    {SPAN, "18m", "0-3 a span needs its unit: `d`, `w`, `mo` or `y` | did you mean `18mo`?"},
    {SPAN, "18 months", "0-9 a span needs its unit: `d`, `w`, `mo` or `y` | did you mean `18mo`?"},
    {SPAN, "1년", "0-4 a span needs its unit: `d`, `w`, `mo` or `y` | did you mean `1y`?"},
    {SPAN, "1.5y", "0-4 a span is a whole number of days, weeks, months or years | write `18mo`"},
    {SPAN, "1.55y",
     "0-5 a span is a whole number of days, weeks, months or years | write whole days, weeks, months or years"},
    {SPAN, "6mo 1y", "4-6 the parts of this span are out of order | the larger unit comes first, as in `1y 6mo`"},
    {SPAN, "1y 1y", "3-5 the parts of this span are out of order | the larger unit comes first, as in `1y 6mo`"},
    {SPAN, "201y", "0-4 a span is at most 200 years | "},
    {SPAN, "-90d", "0-4 a span is not negative | "},
    {SPAN, "soon", "0-4 `soon` is not a span | write `90d`, `6w`, `18mo` or `2y`"},
    {SPAN, "", "0-0 `` is not a span | write `90d`, `6w`, `18mo` or `2y`"},
    {SHARE, "35", "0-2 a share above 1 | did you mean `35%`?"},
    {SHARE, "1.5", "0-3 a share above 1 | did you mean `1.5%`?"},
    {SHARE, "135", "0-3 a share above 1 | write `100%` or less"},
    {SHARE, "135%", "0-4 a share above 100% | write `100%` or less"},
    {SHARE, "-5%", "0-3 a share is not negative | "},
    {SHARE, "35%%", "2-4 `%%` does not belong to a share | write `35%` or `0.35`"},
    {SHARE, "35 percent", "3-10 `percent` does not belong to a share | write `35%` or `0.35`"},
    {SHARE, "half", "0-4 `half` is not a share | write `35%` or `0.35`"},
    {SHARE, "0,35", "0-4 a number's digits are grouped by threes or not at all | did you mean `0.35`?"},
    {SHARE, "33.333333333%", "0-13 a share has at most nine decimals, seven as a percentage | write `0.333333333`"},
    {SHARE, "0.3333333333333333333333", "0-24 a number of more than 18 digits | "},
    {SHARE, "1e-1", "0-4 an exponent stands in a number that takes none | write `0.1`"},
    {RATIO, "1000001", "0-7 a ratio is at most 1000000 | "},
    {RATE, "12%", "0-3 a rate needs its period: `/y` or `/mo` | write `12%/y` or `12%/mo`"},
    {RATE, "12", "0-2 a rate is a percentage per period | write `12%/y` or `12%/mo`"},
    {RATE, "0.05", "0-4 a rate is a percentage per period | write `5%/y` or `5%/mo`"},
    {RATE, "0.2/y", "0-5 a rate is a percentage per period | did you mean `20%/y`?"},
    {RATE, "0.2/mo", "0-6 a rate is a percentage per period | did you mean `20%/mo`?"},
    {RATE, "-.125 per month", "0-15 a rate is a percentage per period | did you mean `-12.5%/mo`?"},
    {RATE, "0.5/quarter", "0-11 a rate is a percentage per period | write `12%/y` or `1%/mo`"},
    {RATE, "1/y", "0-3 a rate is a percentage per period | write `1%/y` or `100%/y`"},
    {RATE, "12% per year", "0-12 a rate needs its period: `/y` or `/mo` | did you mean `12%/y`?"},
    {RATE, "12% p.a.", "0-8 a rate needs its period: `/y` or `/mo` | did you mean `12%/y`?"},
    {RATE, "0.2% monthly", "0-12 a rate needs its period: `/y` or `/mo` | did you mean `0.2%/mo`?"},
    {RATE, "12 percent a year", "0-17 a rate is a percentage per period | did you mean `12%/y`?"},
    {RATE, "1%/month", "0-8 a rate is per year (`/y`) or per month (`/mo`) | did you mean `1%/mo`?"},
    {RATE, "연", "0-3 `연` is not a rate | write `12%/y` or `1%/mo`"},
    {RATE, "5%/년", "0-6 a rate is per year (`/y`) or per month (`/mo`) | did you mean `5%/y`?"},
    {RATE, "12/y", "0-4 a rate is a percentage per period | did you mean `12%/y`?"},
    {RATE, "12%/year", "0-8 a rate is per year (`/y`) or per month (`/mo`) | did you mean `12%/y`?"},
    {RATE, "1%/m", "0-4 a rate is per year (`/y`) or per month (`/mo`) | did you mean `1%/mo`?"},
    {RATE, "1%/d", "0-4 a rate is per year (`/y`) or per month (`/mo`) | write `12%/y` or `1%/mo`"},
    {RATE, "1,5%/y", "0-6 a number's digits are grouped by threes or not at all | did you mean `1.5%/y`?"},
    {RATE, "0,2/y", "0-5 a number's digits are grouped by threes or not at all | did you mean `20%/y`?"},
    {RATE, "2e-1/y", "0-6 an exponent stands in a number that takes none | did you mean `20%/y`?"},
    {RATE, "15e-1%/y", "0-8 an exponent stands in a number that takes none | did you mean `1.5%/y`?"},
    {RATE, "0.00000001%/y", "0-10 a rate has at most seven decimals | "},
    {RATE, "1000001%/y", "0-7 a rate is at most 1000000% | "},
    {RATE, "high", "0-4 `high` is not a rate | write `12%/y` or `1%/mo`"},
    {WHOLE, "1.5", "0-3 `1.5` is not a whole number | "},
    {WHOLE, "10000.0", "0-7 `10000.0` is not a whole number | write `10000`"},
    {WHOLE, "1e4", "0-3 `1e4` is not a whole number | write `10000`"},
    {WHOLE, "-3", "0-2 `-3` is not a whole number | "},
    {WHOLE, "+3", "0-2 `+3` is not a whole number | "},
    {WHOLE, "0x10", "0-4 `0x10` is not a whole number | "},
    {WHOLE, "1000000000000000000", "0-19 `1000000000000000000` is not a whole number | "},
    {WHOLE, "ten", "0-3 `ten` is not a whole number | "},
    {NUMBER, "1,5", "0-3 a number's digits are grouped by threes or not at all | write `1.5` or `15`"},
    {NUMBER, "nan", "0-3 `nan` is not a number | "},
    {NUMBER, "inf", "0-3 `inf` is not a number | "},
    {NUMBER, "0x1p3", "0-5 `0x1p3` is not a number | "},
    {NUMBER, "1e40", "0-4 `1e40` is too large or too fine a number | "},
    {NUMBER, "1e99999", "0-7 `1e99999` is not a number | "},
    {NUMBER, "5.", "0-2 `5.` is not a number | "},
    {DECIMAL, "1.0000000000000000001", "0-21 a number of more than 18 digits | write `1`"},
    {DECIMAL, "1.234567890123456789", "0-20 a number of more than 18 digits | write `1.23456789012346`"},
    {DECIMAL, "1e20", "0-4 a number of more than 18 digits | "},
    {DECIMAL, "1,5", "0-3 a number's digits are grouped by threes or not at all | write `1.5` or `15`"},
    {DECIMAL, "ten", "0-3 `ten` is not a number | "},
    {AMOUNT, "4B KRW", "1-2 `B` is not a multiple of an amount | did you mean `bn`?"},
    {AMOUNT, "100 million KRW", "4-11 `million` is not a multiple of an amount | did you mean `m`?"},
    {AMOUNT, "4zn KRW", "1-3 `zn` is not a multiple of an amount | write `k`, `m`, `bn`, `tn`, `만`, `억` or `조`"},
    {AMOUNT, "100m KRV", "5-8 the currency `KRV` is not known here | did you mean `KRW`?"},
    {AMOUNT, "100m XQX", "5-8 the currency `XQX` is not known here | "},
    {AMOUNT, "-5 KRW", "0-6 an amount is not negative | "},
    {AMOUNT, "0.5 KRW", "0-7 a fraction of the smallest unit of KRW | the nearest is `1 KRW`"},
    {AMOUNT, "2500.505 USD", "0-12 a fraction of the smallest unit of USD | the nearest is `2500.51 USD`"},
    {AMOUNT, "1억 2000",
     "5-9 what this number counts is not said | write `2000만` for its last part, or the whole: `100002000`"},
    {AMOUNT, "1억 2천",
     "0-9 what this number counts is not said | write `2000만` for its last part, or the whole: `100002000`"},
    {AMOUNT, "1억 20000만",
     "5-13 the parts of this amount do not add up | the larger multiple comes first, as in `3억 5000만`"},
    {AMOUNT, "1억 0.5 KRW", "5-8 a fraction of the smallest unit of KRW | "},
    {AMOUNT, "1,5m KRW", "0-3 a number's digits are grouped by threes or not at all | write `1.5` or `15`"},
    {AMOUNT, "1,20,000 KRW", "0-8 a number's digits are grouped by threes or not at all | write `120000`"},
    {AMOUNT, "1001tn KRW", "0-10 an amount above 10^15 of the smallest unit | "},
    {AMOUNT, "999999999999tn KRW", "0-18 an amount above 10^15 of the smallest unit | "},
    {AMOUNT, "5000만 3억 KRW",
     "8-12 the parts of this amount do not add up | the larger multiple comes first, as in `3억 5000만`"},
    {AMOUNT, "1 2 KRW",
     "2-3 the parts of this amount do not add up | the larger multiple comes first, as in `3억 5000만`"},
    {AMOUNT, "1e6 KRW", "0-3 an exponent stands in a number that takes none | write `1000000`"},
    {AMOUNT, "300.000 KRW", "0-7 the point of this number may be a mark of thousands | write `300` or `300_000`"},
    {AMOUNT, "1.250 USD", "0-5 the point of this number may be a mark of thousands | write `1.25` or `1_250`"},
    {AMOUNT, "much", "0-4 `much` is not an amount | write an amount such as `100m KRW`"},
    {AMOUNT, "", "0-0 `` is not an amount | write an amount such as `100m KRW`"},
    {AMOUNT, "-", "0-1 `-` is not an amount | write an amount such as `100m KRW`"},
    {DATE, "03/05/1932", "0-10 `03/05/1932` may be two days | write `1932-05-03` or `1932-03-05`"},
    {DATE, "3.5.1932", "0-8 `3.5.1932` may be two days | write `1932-05-03` or `1932-03-05`"},
    {DATE, "32/05/03", "0-8 `32/05/03` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "31/31/1932", "0-10 there is no month 31 | "},
    {DATE, "1932-05-03 13:30:00", "0-19 `1932-05-03 13:30:00` is not a date | write `1932-05-03`"},
    {DATE, "1932년 13월 3일", "0-18 there is no month 13 | did you mean `1932-03-13`?"},
    {DATE, "1932/2/30", "0-9 1932-02 has no day 30 | its last day is `1932-02-29`"},
    {DATE, "1932/5-3", "0-8 `1932/5-3` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "1932년 123456789",
     "0-17 `1932년 123456789` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "昭和65年5月3日",
     "0-19 there is no such day in 昭和, which is read from 1926-12-25 to 1989-01-07 | in the common calendar that "
     "would be `1990-05-03`"},
    {DATE, "昭和元年12月24日",
     "0-22 there is no such day in 昭和, which is read from 1926-12-25 to 1989-01-07 | in the common calendar that "
     "would be `1926-12-24`"},
    {DATE, "S64.1.8",
     "0-7 there is no such day in 昭和, which is read from 1926-12-25 to 1989-01-07 | in the common calendar that "
     "would be `1989-01-08`"},
    {DATE, "平成0年5月3日", "0-18 `平成0年5月3日` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "明治5年5月3日",
     "0-18 there is no such day in 明治, which is read from 1873-01-01 to 1912-07-30 | until 1872 months followed the "
     "moon: write the day of the common calendar"},
    {DATE, "元年5月3日", "0-14 `元年5月3日` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "X7.5.3", "0-6 `X7.5.3` is not a date | write year, month and day such as `2019-06-19`"},
    {BIRTH, "昭和70年", "0-11 there is no such day in 昭和, which is read from 1926-12-25 to 1989-01-07 | "},
    {BIRTH, "32년", "0-5 `32년` is not a date | write year, month and day such as `2019-06-19`, or the year alone"},
    {SHARE, "１３５", "0-9 a share above 1 | write `100%` or less"},
    {AMOUNT, "3m 500",
     "3-6 what this number counts is not said | write the whole: `3000500` if it counts single units"},
    {AMOUNT, "5k5 USD", "0-7 what this number counts is not said | write the whole: `5005` if it counts single units"},
    {AMOUNT, "99999조5", "0-9 what this number counts is not said | write the whole, in single units"},
    {AMOUNT, "12만3", "0-6 what this number counts is not said | write the whole: `120003` if it counts single units"},
    {AMOUNT, "100,000.000",
     "0-11 the last mark of this number may be one of thousands or of decimals | write `100000` or `100000000`"},
    {AMOUNT, "50.000,000",
     "0-10 the last mark of this number may be one of thousands or of decimals | write `50000` or `50000000`"},
    {AMOUNT, "1 000.500 억",
     "0-13 the last mark of this number may be one of thousands or of decimals | write `1000.5 억` or `1000500 억`"},
    {AMOUNT, "0,500 USD", "0-5 a number's digits are grouped by threes or not at all | did you mean `0.500`?"},
    {AMOUNT, "1,5", "0-3 a number's digits are grouped by threes or not at all | write `1.5` or `15`"},
    {AMOUNT, "1.500 KRW",
     "0-5 the point of this number may be a mark of thousands | write `1_500`: there is no `1.5` of KRW"},
    {AMOUNT, "１．５００ KRW",
     "0-19 the point of this number may be a mark of thousands | write `1_500`: there is no `1.5` of KRW"},
    {AMOUNT, "1.500 USD", "0-5 the point of this number may be a mark of thousands | write `1.5` or `1_500`"},
    {AMOUNT, "1.500억", "0-5 the point of this number may be a mark of thousands | write `1.5억` or `1_500억`"},
    {DATE, "2/30/1932", "0-9 1932-02 has no day 30 | its last day is `1932-02-29`"},
    {DATE, "1932.", "0-5 `1932.` is not a date | write year, month and day such as `2019-06-19`"},
    {DATE, "S071303", "0-7 there is no such day in 昭和, which is read from 1926-12-25 to 1989-01-07 | "},
    {AMOUNT, "0.5원", "0-6 a fraction of the smallest unit of KRW | the nearest is `1 KRW`"},
    {AMOUNT, "－５ KRW", "0-10 an amount is not negative | "},
    {AMOUNT, "100 € 원", "4-11 the currency `€ 원` is not known here | "},
    {AMOUNT, "€100", "0-6 `€100` is not an amount | write an amount such as `100m KRW`"},
};

Test(quantity, what_it_does_not_is_told_with_the_way_out)
{
    char told[400];
    for (size_t i = 0; i < COUNT(wrong); i++) {
        tell(wrong[i].which, wrong[i].text, strlen(wrong[i].text), told);
        cr_expect_str_eq(told, wrong[i].told, "'%s':\n%s, wanted\n%s", wrong[i].text, told, wrong[i].told);
    }
}

/* A proposal of the whole text, or of the part that is wrong, is put in its place. */
Test(quantity, a_proposal_pasted_back_is_read)
{
    char told[400], pasted[200];
    int tried = 0;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const char *text = wrong[i].text, *hint = strstr(wrong[i].told, "| ") + 2;
        if ((strncmp(hint, "write `", 7) != 0 || strchr(strchr(hint, '`') + 1, '`') != strrchr(hint, '`')) &&
            strncmp(hint, "did you mean", 12) != 0 && strncmp(hint, "the nearest is", 14) != 0 &&
            strncmp(hint, "its last day is", 15) != 0)
            continue;
        size_t from, to;
        cr_assert_eq(sscanf(wrong[i].told, "%zu-%zu", &from, &to), 2);
        const char *first = strchr(hint, '`') + 1, *last = strrchr(hint, '`');
        snprintf(pasted, sizeof pasted, "%.*s%.*s%s", (int)from, text, (int)(last - first), first, text + to);
        cr_expect(tell(wrong[i].which, pasted, strlen(pasted), told), "'%s' became '%s': %s", text, pasted, told);
        tried++;
    }
    cr_assert_gt(tried, 25);
}

/* Arbitrary bytes, and right texts with a byte changed: a value or a placed fault, and no more is read than was given. */
Test(quantity, arbitrary_bytes_do_no_harm)
{
    static const char alphabet[] = "0123456789.,-_%/ykmobtnwd KRWUSD\xec\x96\xb5\xff\n\0e";
    uint64_t state = 20190619;
    char told[400], text[80];
    for (int i = 0; i < 60000; i++) {
        size_t length = 0;
        if (i % 2) {
            length = strlen(right[(size_t)i % COUNT(right)].text);
            memcpy(text, right[(size_t)i % COUNT(right)].text, length);
        }
        size_t changes = i % 2 ? 1 : (size_t)i % sizeof text;
        for (size_t j = 0; j < changes; j++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            size_t where = i % 2 ? (state >> 40) % length : length++;
            text[where] = alphabet[(state >> 33) % (sizeof alphabet - 1)];
        }
        tell((kind)(i % KINDS), text, length, told);
    }
}

Test(quantity, currencies_know_their_smallest_unit)
{
    cr_expect_eq(sol_currency_digits("KRW"), 0);
    cr_expect_eq(sol_currency_digits("JPY"), 0);
    cr_expect_eq(sol_currency_digits("USD"), 2);
    cr_expect_eq(sol_currency_digits("KWD"), 3);
    cr_expect_eq(sol_currency_digits("CLF"), 4);
    cr_expect_eq(sol_currency_digits("XQX"), -1);
    cr_expect_eq(sol_currency_digits("krw"), -1);
    cr_expect_str_eq(sol_currency_nearest("krw"), "KRW");
    cr_expect_str_eq(sol_currency_nearest("円"), "JPY");
    cr_expect_str_eq(sol_currency_nearest("KRV"), "KRW");
    cr_expect_null(sol_currency_nearest("something"));
}

/* `*` takes what a list without it refuses; plain numbers propose any currency. */
Test(quantity, a_list_says_which_currencies_there_are)
{
    static const sol_quantity_currency every[] = {{"krw", 0}, {"*", 4}, {NULL, 0}}, plain[] = {{"", 0}, {NULL, 0}};
    sol_quantity_money money;
    sol_quantity_fault fault;
    cr_expect(sol_quantity_amount("5 krw", 5, every, &money, &fault) && money.currency == 0);
    cr_expect(sol_quantity_amount("5.25 USD", 8, every, &money, &fault) && money.currency == 1);
    cr_expect_not(sol_quantity_amount("5 XQX", 5, every, &money, &fault));
    cr_expect_not(sol_quantity_amount("100m krw", 8, plain, &money, &fault));
    cr_expect_str_eq(fault.hint, "did you mean `KRW`?");
    cr_expect_not(sol_quantity_amount("3억원", 7, plain, &money, &fault));
    cr_expect_str_eq(fault.hint, "write `3억 KRW`");
    cr_expect_not(sol_quantity_amount("0.5", 3, plain, &money, &fault));
    cr_expect_str_eq(fault.message, "an amount of more than 0 decimals");
}

/* Inside a distribution a month is 365.25/12 days, and parts have decimals; else it is written as a span is. */
Test(quantity, days_inside_a_distribution_are_fractions)
{
    static const struct {
        const char *text;
        double days;
    } spans[] = {{"90d", 90},
                 {"6w", 42},
                 {"18mo", 18 * 365.25 / 12},
                 {"17.9mo", 17.9 * 365.25 / 12},
                 {"1.5y", 1.5 * 365.25},
                 {"1y 6.5mo", 18.5 * 365.25 / 12},
                 {"0.25d", 0.25},
                 {"200y", 73050}};
    for (size_t i = 0; i < COUNT(spans); i++) {
        sol_quantity_fault fault = {0};
        double days = -1;
        cr_expect(sol_quantity_days(spans[i].text, strlen(spans[i].text), &days, &fault), "%s: %s", spans[i].text,
                  fault.message);
        cr_expect_float_eq(days, spans[i].days, 1e-9, "%s is %.12g days", spans[i].text, days);
    }
    static const char *const none[] = {"17.9", "200.5y", "-1.5mo", "1.5 months", "1mo 1.5y", "", "soon"};
    for (size_t i = 0; i < COUNT(none); i++) {
        sol_quantity_fault fault = {0};
        double days = -1;
        cr_expect_not(sol_quantity_days(none[i], strlen(none[i]), &days, &fault), "%s", none[i]);
        cr_expect(days == -1 && fault.message[0], "%s", none[i]);
    }
}
