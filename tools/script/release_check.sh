#!/usr/bin/env bash
# Builds the release of the last commit twice, from two clones in folders of different length, under other
# time zones, languages and umasks, and compares every byte by its checksum. Each has a build cache of its
# own, so that everything is compiled twice; CACHE=shared links twice what was compiled once, in seconds.
# usage: release_check.sh VERSION [PLATFORM...]
set -euo pipefail
version=${1:?usage: release_check.sh VERSION [PLATFORM...]}
shift
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build FOLDER ZONE LANGUAGE UMASK: the release in a clone there.
build() (
	git -c advice.detachedHead=false clone --quiet "$work/source.bundle" "$1"
	[ "${CACHE:-own}" = shared ] || export GOCACHE=$1.cache
	umask "$4"
	TZ=$2 LC_ALL=$3 "$1/tools/script/release.sh" "$version" "${platforms[@]}"
)
platforms=("$@")
git bundle create --quiet "$work/source.bundle" HEAD # a bundle may be read by whom the checkout does not belong to
build "$work/a" Pacific/Auckland C 022 >/dev/null
rm -rf "$work/a.cache"
build "$work/another/folder/b" America/St_Johns C.UTF-8 077 >/dev/null
if ! diff "$work/a/dist/SHA256SUMS" "$work/another/folder/b/dist/SHA256SUMS"; then
	echo "two builds of one commit differ"
	exit 1
fi
(cd "$work/another/folder/b/dist" && sha256sum --check --quiet SHA256SUMS)
archive=$(find "$work/a/dist" -name '*.tar.gz' | sort | head -n 1)
content=$(tar -tzf "$archive")
for file in LICENSE THIRD_PARTY_NOTICES.txt barograph ingest nlp aggregate; do
	grep -q "/$file\$" <<<"$content" || { echo "$(basename "$archive") lacks $file"; exit 1; }
done
system=linux_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
runnable=$(find "$work/a/dist" -name "*_$system.tar.gz")
if [ -n "$runnable" ]; then
	tar -xzf "$runnable" -C "$work"
	said=$("$work/$(basename "$runnable" .tar.gz)/barograph" version)
	echo "$said"
	for part in "barograph $version," "commit $(git -C "$work/a" rev-parse HEAD),"; do
		case $said in *"$part"*) ;; *) echo "which lacks '$part'"; exit 1 ;; esac
	done
fi
cat "$work/a/dist/SHA256SUMS"
echo "release: equal in two builds, $(wc -l <"$work/a/dist/SHA256SUMS") files"
