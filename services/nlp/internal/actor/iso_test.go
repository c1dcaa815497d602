package actor_test

import (
	"testing"

	"golang.org/x/text/language"
)

// customary are three-letter ids that ISO 3166-1 lacks.
var customary = map[string]bool{"XKX": true}

// Every three-letter id is either a body of ours or a code that a list kept by
// others knows as a country's.
func TestStatesHaveISOCodes(t *testing.T) {
	r := resolver(t)
	states := 0
	for _, id := range r.States() {
		states++
		if customary[id] {
			continue
		}
		region, err := language.ParseRegion(id)
		if err != nil || region.ISO3() != id || !region.IsCountry() {
			t.Errorf("%s (%s) is no ISO 3166-1 alpha-3 country code", id, r.Name(id))
		}
	}
	if states < 195 {
		t.Errorf("only %d states", states)
	}
}

// Every country of that list with a code of the United Nations is in the data.
func TestNoStateIsMissing(t *testing.T) {
	r := resolver(t)
	for _, id := range []string{"USA", "GBR", "FRA", "RUS", "CHN", "IDN", "KEN", "PSE", "XKX", "TUR", "TTO", "VCT", "SWZ", "CIV", "COD", "COG", "MKD", "TLS", "STP", "FSM"} {
		if !r.Known(id) {
			t.Errorf("%s is missing", id)
		}
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			if id := region.ISO3(); id != "ZZZ" && !r.Known(id) && !omitted[id] {
				t.Errorf("%s (%s) is missing", id, region)
			}
		}
	}
}

// omitted: dependent territories, codes for regions, and dissolved states are left out.
var omitted = map[string]bool{
	"ABW": true, "AIA": true, "ALA": true, "ASC": true, "ASM": true, "ATA": true, "ATF": true, "BES": true, "BLM": true, "BMU": true, "BVT": true, "CCK": true, "COK": true, "CPT": true, "CUW": true, "CXR": true, "CYM": true,
	"DGA": true, "ESH": true, "FLK": true, "FRO": true, "GGY": true, "GIB": true, "GLP": true, "GUF": true, "GUM": true, "HMD": true, "IMN": true, "IOT": true, "JEY": true, "MAC": true, "MAF": true, "MNP": true, "MSR": true,
	"MTQ": true, "MYT": true, "NCL": true, "NFK": true, "NIU": true, "PCN": true, "PYF": true, "REU": true, "SGS": true, "SHN": true, "SJM": true, "SPM": true, "SXM": true, "TAA": true, "TCA": true, "TKL": true, "UMI": true,
	"VGB": true, "VIR": true, "WLF": true, "IMM": true, "XKK": true, "CRQ": true,
	"ANT": true, "SCG": true, "NTZ": true, "PCI": true, "SUN": true, "YUG": true,
}
