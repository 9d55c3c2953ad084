#include "scenario/text/cell_fault.h"

static const cell_fault_row faults[] = {
    [CELL_HOLDS_ERROR - CELL_FIRST_FAULT] = {"the cell holds the error `", "`",
                                             "mend its formula, or write the value itself"},
    [CELL_UNSAVED - CELL_FIRST_FAULT] = {"the cell's formula has no saved result", NULL,
                                         "open the workbook in a spreadsheet and save it again"},
    [CELL_LACKS_TEXT - CELL_FIRST_FAULT] = {"the workbook is damaged: the cell's text is not in it", NULL,
                                            "write the cell anew, or export the register again"},
    [CELL_TOO_LONG - CELL_FIRST_FAULT] = {"`", "` has more than the 15 digits that a spreadsheet keeps of a number",
                                          "give the column the format of text, and enter the numbers anew"},
    [CELL_SCALED - CELL_FIRST_FAULT] = {"the cell is shown as `", "`, but holds another number",
                                        "enter the number that is meant anew, in a format such as `#,##0`"},
    [CELL_NO_DATE - CELL_FIRST_FAULT] = {"`", "` is to be shown as a date, but counts no day",
                                         "write the date, or give the cell the format of a number"},
    [CELL_LOCAL - CELL_FIRST_FAULT] = {"the cell is in the currency of whoever opens the workbook", NULL,
                                       "give it the format of a number, or of one currency"},
    [CELL_MERGED - CELL_FIRST_FAULT] = {"the cells ", " are merged into one",
                                        "unmerge them, and write into each what it stands for"},
    [CELL_YEAR - CELL_FIRST_FAULT] = {"the cell may mean the day `", "`",
                                      "give the cell the format of text, and write the year or the day into it"},
    [CELL_EXCHANGED -
        CELL_FIRST_FAULT] = {"the spreadsheet may have exchanged day and month: the cell is the day `", "` as a text",
                             "give the column the format of text, and enter its days anew, as `1930-01-13`"},
    [CELL_STRUCK - CELL_FIRST_FAULT] = {"`", "` is struck out, whole or in part",
                                        "delete what is withdrawn, be it the row, or take the line away"},
    [CELL_RAISED - CELL_FIRST_FAULT] = {"a part of `", "` is raised or lowered, as a note is",
                                        "delete the note, or write all of the cell on one line"},
};

const cell_fault_row *cell_fault_of(const char *text, size_t length)
{
    if (length == 0 || text[0] < CELL_FIRST_FAULT || text[0] >= CELL_FAULTS_END)
        return NULL;
    return &faults[text[0] - CELL_FIRST_FAULT];
}
