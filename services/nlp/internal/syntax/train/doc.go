// Package train makes the model of package syntax from treebanks. The services
// do not import it. The same treebanks give the same bytes: all chance is
// seeded, and what runs in parallel shares nothing.
package train
