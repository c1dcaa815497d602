#!/usr/bin/env bash
# The code of others is what go.sum says, and all of it comes by the module proxy: `go mod verify`, no
# replacement by a folder outside this repository or by another module, no tool without a version.
# PRODUCT=1 verifies the modules of the workspace only, not the hundreds of the tools.
# usage: verify.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
export GOFLAGS=-mod=readonly
root=$PWD
echo "workspace: $(GOWORK=$root/go.work go mod verify)"
export GOWORK=off
while read -r file; do
	folder=$(dirname "$file")
	case $folder in
	tools*) [ -n "${PRODUCT:-}" ] || echo "module $folder: $(go -C "$folder" mod verify)" ;;
	esac
	replacements=$(go -C "$folder" mod edit -json | awk '/"Replace": \[/ { on = 1 } on && /"New": \{/ { new = 1 } new && /"Path":/ { gsub(/[",]/, "", $2); print $2; new = 0 }')
	for path in $replacements; do
		case $path in
		./* | ../*)
			case $(realpath -m "$folder/$path")/ in
			"$root"/*) ;;
			*) echo "$file replaces a module by $path, which is outside this repository"; exit 1 ;;
			esac
			;;
		*) echo "$file replaces a module by $path, which is another one"; exit 1 ;;
		esac
	done
done < <(git ls-files '*go.mod')
if git grep -nE 'go (run|install|get) [^ ]+@(latest|main|master)' -- . ':!*_test.go' ':!tools/script/verify.sh'; then
	echo "a tool without a fixed version"
	exit 1
fi
