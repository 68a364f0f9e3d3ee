#!/usr/bin/env bash
# Installs into a scratch prefix and builds a small program against it with
# pkg-config, shared and static, as a vendor who embeds the library would.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
passed=0
failed=0
check() {
	if "$@"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "failed: $*"
	fi
}

cmake --install build --prefix "$prefix" >/dev/null || exit 1
libdir=$(dirname "$(find "$prefix" -name libmipsia.so | head -1)")
export PKG_CONFIG_PATH=$libdir/pkgconfig
# the prefix is not the one configured, as with DESTDIR
flags() { pkg-config --define-variable=prefix="$prefix" "$@" mipsia; }

# shellcheck disable=SC2046
check gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$prefix/shared" tests/installed/vendor.c $(flags --cflags --libs)
# shellcheck disable=SC2046
check gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$prefix/static" tests/installed/vendor.c \
	$(flags --cflags) "$libdir/libmipsia.a"
# shellcheck disable=SC2046
check g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -x c++ -fsyntax-only tests/installed/vendor.cc $(flags --cflags)
check test "$(LD_LIBRARY_PATH=$libdir "$prefix/shared")" = "40 of 40 points, 15 of the final score"
check test "$("$prefix/static")" = "40 of 40 points, 15 of the final score"
# only the interface is exported, and nothing beyond the C library is needed
check test -z "$(nm -D --defined-only "$libdir/libmipsia.so" | awk '{print $3}' | grep -v '^mipsia_')"
check test -z "$(nm -D --undefined-only "$libdir/libmipsia.so" | awk '{print $2}' |
	grep -vE '^(mem(cmp|cpy|set|move)|str(cmp|len)|__stack_chk_fail|__cxa_finalize|_ITM_.*|__gmon_start__)(@.*)?$')"
check "$prefix/bin/mipsia" --version
check mandoc -T lint -W warning "$prefix/share/man/man1/mipsia.1"
check bash -n "$prefix/share/bash-completion/completions/mipsia"
check test -s "$prefix/share/zsh/site-functions/_mipsia"
check test -s "$prefix/share/fish/vendor_completions.d/mipsia.fish"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
