/* sheet_utf8.c - see sheet_utf8.h. */
#include "formats/sheet_utf8.h"

#include <stdbool.h>

#define REPLACEMENT 0xfffdu

static bool is_character(uint32_t point)
{
	return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

size_t sheet_utf8_read(const char *text, size_t length, uint32_t *point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *bytes = (const unsigned char *)text;
	size_t n;

	if (length == 0)
		return 0;
	*point = bytes[0];
	if (bytes[0] < 0x80)
		return 1;
	n = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
	if (bytes[0] < 0xc2 || bytes[0] > 0xf4 || n > length)
		return 0;
	*point = bytes[0] & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (bytes[i] & 0x3fu);
	}
	return *point >= least[n] && is_character(*point) ? n : 0;
}

size_t sheet_utf8_write(uint32_t point, char out[SHEET_UTF8_MAX])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n;

	if (!is_character(point))
		point = REPLACEMENT;
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	n = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, point >>= 6)
		out[i] = (char)(0x80 | (point & 0x3f));
	out[0] = (char)(lead[n] | point);
	return n;
}

/* 0x80 to 0x9f; the rest of Windows-1252 is Latin-1. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

uint32_t sheet_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

int sheet_windows_1252_byte(uint32_t point)
{
	if (point < 0x80 || (point >= 0xa0 && point <= 0xff))
		return (int)point;
	for (int i = 0; i < 32; i++) {
		if (windows_1252[i] == point && point != 0)
			return 0x80 + i;
	}
	return -1;
}
