//go:build race

package extract_test

// part divides the size of hostile pages under the race detector, which makes
// everything many times as slow. That time does not grow with the square of the
// size is tested without it.
const part = 8
