/* Text out of PDF: see extract.h. */
#include "extract.h"

#include "process.h"

#include <stdlib.h>
#include <string.h>

bool is_pdf(const char *bytes, size_t length)
{
    return length > 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static const char *problem_of(process_end end, const process_answer *answer)
{
    if (end == PROCESS_NOT_STARTED)
        return "it is a PDF, and pdftotext (of poppler) is not there to read it";
    if (end == PROCESS_TOO_LONG)
        return "it is a PDF that takes too long to read, or holds too much";
    if (strstr(answer->said, "assword"))
        return "it is an encrypted PDF";
    if (end == PROCESS_FAILED)
        return "it is a damaged PDF";
    for (size_t i = 0; i < answer->length; i++)
        if ((unsigned char)answer->output[i] > ' ')
            return NULL;
    return "it is a PDF without text, perhaps of scanned pages";
}

char *extract_pdf(const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    static const char *const words[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
    char program[4096];
    process_answer answer = {0};
    const process_job job = {.program = program, .words = words, .input = bytes, .input_length = length, .most_seconds = 30, .most_processor = 20,
                             .most_mebibytes = 1024, .most_output = 64 << 20};
    const process_end end = find_program(words[0], "/usr/local/bin:/usr/bin:/bin", program, sizeof program) ? run_process(&job, &answer) : PROCESS_NOT_STARTED;
    *problem = problem_of(end, &answer);
    *text_length = answer.length;
    if (*problem) {
        free(answer.output);
        return NULL;
    }
    return answer.output;
}
