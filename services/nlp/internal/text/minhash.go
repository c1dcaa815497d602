package text

// SignatureSize is the number of 64-bit bins in a Signature.
const SignatureSize = 128

// Signature is the MinHash signature of a text.
type Signature [SignatureSize]uint64
