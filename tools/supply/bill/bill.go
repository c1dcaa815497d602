// Package bill writes the bill of materials of a program in the format of
// CycloneDX, from what the go command recorded in the binary. The same binary
// gives the same bytes: there is no time in it, and its serial number is made
// from its content.
package bill

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/CycloneDX/cyclonedx-go"
)

// Licences are the SPDX identifiers of a module, "std" for the standard library; empty for one that is not known.
type Licences func(module string) []string

// Data is what the program embeds that is neither code nor under the licence of the project.
type Data struct {
	// Name, Licence and SHA256, in hexadecimal, describe it.
	Name, Licence, SHA256 string
	// Module is the module that embeds it.
	Module string
}

// own is the prefix of the project's modules; they carry its licence.
const own, ownLicence = "github.com/barograph/barograph/", "Apache-2.0"

// Write returns the bill of the binary, with the version that it was released as.
// It fails for a module without a known licence: a bill with holes is none.
func Write(binary []byte, version string, licences Licences, data []Data) ([]byte, error) {
	info, err := buildinfo.Read(bytes.NewReader(binary))
	if err != nil {
		return nil, fmt.Errorf("read what the binary was built from: %w", err)
	}
	sum := sha256.Sum256(binary)
	program := component(info.Main.Path, version, cyclonedx.ComponentTypeApplication, []string{ownLicence})
	program.Name = path.Base(info.Path)
	program.Hashes = hash(hex.EncodeToString(sum[:]))
	program.Properties = settings(info)

	parts, err := modules(info, version, licences)
	if err != nil {
		return nil, err
	}
	for _, d := range data {
		if info.Main.Path == d.Module || slices.ContainsFunc(info.Deps, func(m *debug.Module) bool { return m.Path == d.Module }) {
			parts = append(parts, cyclonedx.Component{
				BOMRef: "data:" + d.Name, Type: cyclonedx.ComponentTypeData, Name: d.Name, Version: version,
				Licenses: choice([]string{d.Licence}), Hashes: hash(d.SHA256),
			})
		}
	}
	bom := cyclonedx.NewBOM()
	bom.Metadata = &cyclonedx.Metadata{Component: &program}
	bom.Components = &parts
	refs := make([]string, 0, len(parts))
	for _, part := range parts {
		refs = append(refs, part.BOMRef)
	}
	bom.Dependencies = &[]cyclonedx.Dependency{{Ref: program.BOMRef, Dependencies: &refs}}
	return encode(bom)
}

// modules are the components that the binary lists, with the standard library, in its order.
func modules(info *debug.BuildInfo, version string, licences Licences) ([]cyclonedx.Component, error) {
	parts := []cyclonedx.Component{component("std", info.GoVersion, cyclonedx.ComponentTypeLibrary, licences("std"))}
	for _, module := range info.Deps {
		ours := strings.HasPrefix(module.Path, own)
		if module.Replace != nil && !ours {
			if strings.HasPrefix(module.Replace.Path, ".") {
				ours = true // code of our own under the module path of another
			} else {
				module = module.Replace
			}
		}
		if ours {
			parts = append(parts, component(module.Path, version, cyclonedx.ComponentTypeLibrary, []string{ownLicence}))
			continue
		}
		part := component(module.Path, module.Version, cyclonedx.ComponentTypeLibrary, licences(module.Path))
		if sum, ok := strings.CutPrefix(module.Sum, "h1:"); ok {
			raw, err := base64.StdEncoding.DecodeString(sum)
			if err != nil {
				return nil, fmt.Errorf("decode checksum of %s: %w", module.Path, err)
			}
			part.Hashes = hash(hex.EncodeToString(raw))
		}
		parts = append(parts, part)
	}
	for _, part := range parts {
		if part.Licenses == nil {
			return nil, fmt.Errorf("%s %s has no known licence", part.Name, part.Version)
		}
	}
	return parts, nil
}

func component(module, version string, kind cyclonedx.ComponentType, licences []string) cyclonedx.Component {
	url := "pkg:golang/" + module + "@" + strings.ReplaceAll(version, "+", "%2B")
	return cyclonedx.Component{
		BOMRef: url, PackageURL: url, Type: kind, Name: module, Version: version, Licenses: choice(licences),
	}
}

// choice names the licences of a component, all of which apply; nil for none.
func choice(names []string) *cyclonedx.Licenses {
	var all cyclonedx.Licenses
	for _, name := range names {
		if strings.HasPrefix(name, "LicenseRef-") {
			all = append(all, cyclonedx.LicenseChoice{License: &cyclonedx.License{Name: name}})
		} else {
			all = append(all, cyclonedx.LicenseChoice{License: &cyclonedx.License{ID: name}})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &all
}

func hash(sum string) *[]cyclonedx.Hash {
	return &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: sum}}
}

// settings are the facts of the build that make it repeatable.
func settings(info *debug.BuildInfo) *[]cyclonedx.Property {
	properties := []cyclonedx.Property{{Name: "barograph:go:version", Value: info.GoVersion}}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "GOOS", "GOARCH", "CGO_ENABLED", "-trimpath", "vcs.revision", "vcs.time", "vcs.modified":
			properties = append(properties, cyclonedx.Property{Name: "barograph:build:" + setting.Key, Value: setting.Value})
		}
	}
	return &properties
}

// encode writes the bill twice: the serial number is made from the first.
func encode(bom *cyclonedx.BOM) ([]byte, error) {
	var out bytes.Buffer
	for range 2 {
		if out.Len() > 0 {
			sum := sha256.Sum256(out.Bytes())
			sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8: of the maker's own
			bom.SerialNumber = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
			out.Reset()
		}
		if err := cyclonedx.NewBOMEncoder(&out, cyclonedx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bom, cyclonedx.SpecVersion1_6); err != nil {
			return nil, fmt.Errorf("encode bill: %w", err)
		}
	}
	return out.Bytes(), nil
}
