/* case_policy.c - contested readings, by name. */
#include "formats/case_intake.h"

static bool same(const char *word, const char *text, size_t length)
{
	return strlen(word) == length && memcmp(word, text, length) == 0;
}

bool case_policy_set(uint32_t *policies, const char *name, size_t name_length, const char *reading,
                     size_t reading_length, mipsia_policy *policy)
{
	for (*policy = 0; *policy < MIPSIA_POLICY_END; ++*policy) {
		const mipsia_policy_info *info = mipsia_policy_info_of(*policy);

		if (!same(info->name, name, name_length))
			continue;
		*policies &= ~MIPSIA_BIT(*policy);
		if (same(info->reading[1], reading, reading_length))
			*policies |= MIPSIA_BIT(*policy);
		else
			return same(info->reading[0], reading, reading_length);
		return true;
	}
	return false;
}

static void take_reading(struct case_object *object, mipsia_policy wanted)
{
	const mipsia_policy_info *info = mipsia_policy_info_of(wanted);
	int reading = case_take_word(object, info->reading, 2);

	if (reading < 0)
		return;
	object->reader->facts.policies &= ~MIPSIA_BIT(wanted);
	if (reading == 1)
		object->reader->facts.policies |= MIPSIA_BIT(wanted);
}

void case_read_policy(struct case_reader *reader, struct json_value value, const struct case_path *path)
{
	struct case_field fields[MIPSIA_POLICY_END];
	struct case_object object;
	int field;

	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const char *name = mipsia_policy_info_of((mipsia_policy)i)->name;
		fields[i] = (struct case_field){ name, strlen(name) };
	}
	if (!case_object_open(&object, reader, value, fields, MIPSIA_POLICY_END, true, path))
		return;
	while ((field = case_object_next(&object)) != CASE_OBJECT_END)
		take_reading(&object, (mipsia_policy)field);
}
