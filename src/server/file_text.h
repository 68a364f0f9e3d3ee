/*
 * file_text.h - a small file (a certificate, a key) as text.
 */
#ifndef MIPSIA_SERVER_FILE_TEXT_H
#define MIPSIA_SERVER_FILE_TEXT_H

#define FILE_TEXT_MAX (1 << 20) /* bytes */

/* The text with a NUL; the caller frees it. NULL with errno set (EFBIG: too long). */
char *file_text(const char *path);

#endif
