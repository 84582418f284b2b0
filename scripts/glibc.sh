#!/usr/bin/env bash
# The newest version of glibc that a library needs: glibc.sh LIBRARY [MOST]; fails when it is newer than MOST.
set -euo pipefail
newest=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -V | tail -1)
echo "glibc: $(basename "$1") needs $newest${2:+, at most $2 is allowed}"
[ -z "${2:-}" ] || [ "$(printf '%s\n%s\n' "$newest" "$2" | sort -V | tail -1)" = "$2" ]
