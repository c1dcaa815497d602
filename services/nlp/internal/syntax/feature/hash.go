package feature

import "math/bits"

// Odd constants with well spread bits (SplitMix64 and the golden ratio).
const (
	k0 = 0x9e3779b97f4a7c15
	k1 = 0xbf58476d1ce4e5b9
	k2 = 0x94d049bb133111eb
	k3 = 0xd6e8feb86659fd93
)

// Hash spreads the bits of a small number or of another hash.
func Hash(x uint64) uint64 {
	x += k0
	x = (x ^ x>>30) * k1
	x = (x ^ x>>27) * k2
	return x ^ x>>31
}

// hashBytes is FNV-1a with its bits spread.
func hashBytes(b []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, c := range b {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return Hash(h)
}

// join makes a feature of a template's number and up to three hashed atoms.
func join(template, a, b, c uint64) uint64 {
	h := (template+1)*k0 + a*k1 + bits.RotateLeft64(b, 21)*k2 + bits.RotateLeft64(c, 42)*k3
	h = (h ^ h>>32) * k1
	return h ^ h>>29
}
