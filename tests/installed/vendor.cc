// vendor.cc - the header serves C++ as well.
#include <mipsia/mipsia.h>

int main()
{
	return mipsia_first_year(mipsia_rulebook_builtin()) == 2017 ? 0 : 1;
}
