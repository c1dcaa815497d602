package text

import "math/bits"

// SignatureSize is the number of 64-bit bins in a Signature.
const SignatureSize = 128

// Signature is the MinHash signature of a text: one permutation of its word
// 3-shingles, split into SignatureSize bins, empty bins filled by optimal
// densification (Shrivastava, "Optimal Densification for Fast and Accurate
// Minwise Hashing", ICML 2017). The zero Signature stands for a text that is
// shorter than one shingle and is similar to nothing.
type Signature [SignatureSize]uint64

const (
	shingle  = 3
	binShift = 64 - 7 // the top 7 bits choose one of 128 bins
	emptyBin = ^uint64(0)
)

// MinHash returns the signature of a document's citable lines. Furniture,
// bylines, datelines, marks and case do not count, so copies of one wire story
// with the dress of two outlets have nearly equal signatures.
func MinHash(d *Document) Signature {
	var sig Signature
	for i := range sig {
		sig[i] = emptyBin
	}
	var window [shingle]uint64
	n := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Shape&(Word|Digit) == 0 || t.Shape.Has(Possessive) || !d.Lines[t.Line].Kind.Evidence() {
			continue
		}
		copy(window[:], window[1:])
		window[shingle-1] = hashWord(t.Key)
		if n++; n < shingle {
			continue
		}
		h := uint64(0)
		for _, w := range window {
			h = mix(bits.RotateLeft64(h, 23) ^ w)
		}
		bin := h >> binShift
		sig[bin] = min(sig[bin], h<<7|1) // the low bit keeps it apart from zero
	}
	if n < shingle {
		return Signature{}
	}
	return sig.densify()
}

// densify fills each empty bin from the filled bin that a hash of its number
// and the attempt picks: the same bin in every text in which that one is filled.
func (s Signature) densify() Signature {
	out := s
	for i := range s {
		for attempt := uint64(1); out[i] == emptyBin; attempt++ {
			out[i] = s[mix(uint64(i)<<32|attempt)%SignatureSize]
		}
	}
	return out
}

// Similarity estimates the Jaccard similarity of the two texts' word
// 3-shingles, 0..1, with a standard error of about sqrt(j(1-j)/128).
func Similarity(a, b Signature) float64 {
	if a == (Signature{}) || b == (Signature{}) {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / SignatureSize
}

// hashWord is FNV-1a over 64 bits.
func hashWord(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
