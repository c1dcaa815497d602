// Package train makes the model of package syntax from treebanks. It belongs to
// the models command: no service links it, and it is no domain package, since it
// reads and writes files. The same treebanks give the same bytes: all chance is
// seeded, and what runs in parallel shares nothing.
package train
