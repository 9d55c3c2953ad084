#include <stdio.h>

int main(void)
{
    puts("solatium " SOLATIUM_VERSION);
    return 0;
}
