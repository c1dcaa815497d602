// Package weight holds the frozen weights of a linear classifier: for every
// feature hash a few labels with a weight of eight bits. Tables are read-only
// after Build or Read and safe to share.
package weight
