package bill_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/barograph/barograph/tools/supply/bill"
)

// program is the binary of the command that this package is for: the go command records in it what it was built from.
func program(t *testing.T) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "supply")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", name, "..").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	binary, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

func permissive(string) []string { return []string{"MIT", "LicenseRef-MIT-Lucent"} }

func data(module string) []bill.Data {
	return []bill.Data{{Name: "model.bin", Licence: "CC-BY-SA-4.0", SHA256: strings.Repeat("0a", 32), Module: module}}
}

func TestBill(t *testing.T) {
	binary := program(t)
	for name, test := range map[string]func(*testing.T, []byte){
		"names what the binary holds":         namesWhatTheBinaryHolds,
		"is deterministic":                    isDeterministic,
		"leaves out data of other programs":   leavesOutDataOfOthers,
		"needs a licence for each module":     needsLicences,
		"follows the schema of the publisher": followsTheSchema,
	} {
		t.Run(name, func(t *testing.T) { test(t, binary) })
	}
}

func namesWhatTheBinaryHolds(t *testing.T, binary []byte) {
	out, err := bill.Write(binary, "v1.2.3", permissive, data("github.com/CycloneDX/cyclonedx-go"))
	if err != nil {
		t.Fatal(err)
	}
	var bom cyclonedx.BOM
	if err := cyclonedx.NewBOMDecoder(bytes.NewReader(out), cyclonedx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(binary)
	if got := (*bom.Metadata.Component.Hashes)[0].Value; got != hex.EncodeToString(sum[:]) {
		t.Errorf("the program's hash is %s", got)
	}
	refs := map[string]bool{}
	for _, part := range *bom.Components {
		if refs[part.BOMRef] {
			t.Errorf("%s stands there twice", part.BOMRef)
		}
		refs[part.BOMRef] = true
	}
	for _, want := range []string{"std", "github.com/CycloneDX/cyclonedx-go", "data:model.bin"} {
		found := false
		for ref := range refs {
			found = found || strings.Contains(ref, want)
		}
		if !found {
			t.Errorf("the bill lacks %s", want)
		}
	}
	for _, ref := range *(*bom.Dependencies)[0].Dependencies {
		if !refs[ref] {
			t.Errorf("a dependency %s is no component", ref)
		}
	}
	if bom.Metadata.Timestamp != "" {
		t.Error("a time makes every bill another one")
	}
}

func isDeterministic(t *testing.T, binary []byte) {
	write := func(version string) string {
		out, err := bill.Write(binary, version, permissive, nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if first, again := write("v1.0.0"), write("v1.0.0"); first != again {
		t.Error("two bills of one binary differ")
	}
	serial := func(text string) string {
		_, after, _ := strings.Cut(text, `"serialNumber": "`)
		before, _, _ := strings.Cut(after, `"`)
		return before
	}
	if serial(write("v1.0.0")) == serial(write("v1.0.1")) {
		t.Error("bills of different content have one serial number")
	}
}

func leavesOutDataOfOthers(t *testing.T, binary []byte) {
	out, err := bill.Write(binary, "v1", permissive, data("example.org/not/linked"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out, []byte("model.bin")) {
		t.Error("the bill names data that the program does not hold")
	}
}

func needsLicences(t *testing.T, binary []byte) {
	_, err := bill.Write(binary, "v1", func(string) []string { return nil }, nil)
	if err == nil || !strings.Contains(err.Error(), "has no known licence") {
		t.Errorf("error is %v", err)
	}
	if _, err := bill.Write([]byte("#!/bin/sh\n"), "v1", permissive, nil); err == nil {
		t.Error("a script has a bill")
	}
}

// followsTheSchema holds the bill against the schema that CycloneDX publishes, which the library brings.
func followsTheSchema(t *testing.T, binary []byte) {
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	schemas := filepath.Join(strings.TrimSpace(string(dir)), "schema")
	compiler := jsonschema.NewCompiler()
	files, err := filepath.Glob(filepath.Join(schemas, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemas in %s: %v", schemas, err)
	}
	for _, file := range files {
		content, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(content)
		content.Close()
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource("http://cyclonedx.org/schema/"+strings.Replace(filepath.Base(file), "schemax", "schema", 1), document); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	out, err := bill.Write(binary, "v1.2.3", permissive, data("github.com/CycloneDX/cyclonedx-go"))
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(document); err != nil {
		t.Error(err)
	}
	broken, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.Replace(out, []byte(`"SHA-256"`), []byte(`"SHA-257"`), 1)))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(broken) == nil {
		t.Error("the schema accepts a hash that does not exist")
	}
}
