package source

import "github.com/barograph/barograph/internal/bus"

// TakeDefinition takes an entry of the bucket of sources into the copy.
func (r *Registry) TakeDefinition(update bus.Entry) error { return r.takeDefinition(update) }

// TakeStatus takes an entry of the bucket of feeds into the copy.
func (r *Registry) TakeStatus(update bus.Entry) error { return r.takeStatus(update) }
