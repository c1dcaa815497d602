#!/usr/bin/env bash
# Renders every overlay, and the combinations that the documents name, into a folder: OVERLAY.yaml, OVERLAY+COMPONENT.yaml.
# A component that is in none of them is an error: nothing would check it.
# usage: KUSTOMIZE=.tools/bin/kustomize render.sh FOLDER
set -euo pipefail
out=${1:?usage: render.sh FOLDER}
cd "$(dirname "$0")/../.."
combinations=(trial+network-policies trial+hpa-ingest trial+hpa-nlp trial+keda-nlp trial+monitoring production+keda-nlp)
made=.tools/overlays # beside no other checkout, since kustomize reads relative paths only
rm -rf "$out" "$made"
mkdir -p "$out" "$made"

# combine OVERLAY COMPONENT: the overlay with one component more, before the last one, instead of another scaler of the same service.
combine() {
	local folder=$made/$1+$2 scaler=
	cp -r "deploy/k8s/overlays/$1" "$folder"
	[[ $2 =~ ^(hpa|keda)-(.*)$ ]] && scaler="/components\/(hpa|keda)-${BASH_REMATCH[2]}$/d"
	sed -E -i -e "$scaler" -e "s#^( *- )(../../components/release)\$#\1../../components/$2\n\1\2#" \
		-e 's#\.\./\.\./(base|components)#../../../deploy/k8s/\1#g' "$folder/kustomization.yaml"
	echo "$folder"
}

for overlay in deploy/k8s/overlays/*/; do
	"$KUSTOMIZE" build "$overlay" >"$out/$(basename "$overlay").yaml"
done
for combination in "${combinations[@]}"; do
	"$KUSTOMIZE" build "$(combine "${combination%%+*}" "${combination#*+}")" >"$out/$combination.yaml"
done
for component in deploy/k8s/components/*/; do
	name=$(basename "$component")
	grep -q "components/$name\$" deploy/k8s/overlays/*/kustomization.yaml || [[ " ${combinations[*]} " == *"+$name "* ]] || {
		echo "no overlay and no combination has the component $name: add one to $0"
		exit 1
	}
done
