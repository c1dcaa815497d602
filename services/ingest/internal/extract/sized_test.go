//go:build !race

package extract_test

// part divides the size of hostile pages.
const part = 1
