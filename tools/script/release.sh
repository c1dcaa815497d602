#!/usr/bin/env bash
# Builds a release into dist/: an archive for each platform with all programs, the licences and the notices of
# what they hold, a bill of materials for each program, and SHA256SUMS over all of them. The same commit and
# the same Go give the same bytes, in whatever folder, by whatever user, at whatever time.
# usage: SUPPLY=path/to/supply release.sh VERSION [PLATFORM...]
set -euo pipefail
version=${1:?usage: release.sh VERSION [PLATFORM...]}
shift
platforms=("$@")
[ $# -gt 0 ] || platforms=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64)
cd "$(dirname "$0")/../.."
export LC_ALL=C TZ=UTC CGO_ENABLED=0 GOFLAGS=-mod=readonly GOWORK=$PWD/go.work
export GOAMD64=v1 GOARM64=v8.0
unset GOEXPERIMENT GODEBUG GOFIPS140
umask 022

pinned=$(awk '$1 == "toolchain" { print $2 }' go.work)
if [ "$(go env GOVERSION)" != "$pinned" ] && [ -z "${ANY_GO:-}" ]; then
	echo "releases are built by $pinned, this is $(go env GOVERSION): another one gives other bytes; ANY_GO=1 builds all the same" >&2
	exit 1
fi
if ! commit=$(git rev-parse --verify --quiet 'HEAD^{commit}'); then
	echo "a release is built from a commit, and this folder is no git checkout" >&2
	exit 1
fi
if [ -n "$(git status --porcelain)" ]; then
	echo "a release is built from a commit, and there are changes:" >&2
	git status --porcelain | head -n 10 >&2
	exit 1
fi
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git show -s --format=%ct "$commit")}

rm -rf dist
mkdir dist
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
for platform in "${platforms[@]}"; do
	name=barograph_${version#v}_${platform/\//_}
	mkdir "$staging/$name"
	for package in ./cmd/barograph ./services/ingest/cmd/ingest ./services/nlp/cmd/nlp ./services/aggregate/cmd/aggregate; do
		GOOS=${platform%/*} GOARCH=${platform#*/} go build -trimpath -buildvcs=true \
			-ldflags "-s -w -buildid= -X github.com/barograph/barograph/internal/release.version=$version" \
			-o "$staging/$name/" "$package"
	done
	programs=("$staging/$name"/*)
	"$SUPPLY" sbom -version "$version" . "${programs[@]}"
	for bill in "$staging/$name"/*.cdx.json; do
		mv "$bill" "dist/${name}_$(basename "$bill")"
	done
	"$SUPPLY" archive -o "dist/$name.tar.gz" -folder "$name" -time "$SOURCE_DATE_EPOCH" \
		"${programs[@]}" LICENSE THIRD_PARTY_NOTICES.txt README.md SECURITY.md CHANGELOG.md
	rm -rf "${staging:?}/$name"
done
(cd dist && sha256sum -- *.tar.gz *.cdx.json >SHA256SUMS)
echo "release $version of $commit by $pinned:"
cat dist/SHA256SUMS
