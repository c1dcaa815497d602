package shard

import (
	"encoding/json"
	"fmt"
	"time"
)

// Report is what a member says of itself, again and again: that is its sign of life.
type Report struct {
	// Process is the member, see [Member]. Name says for people, and for its
	// successor in the same place, where it runs.
	Process string `json:"process"`
	Name    string `json:"name"`
	// View is the [View.ID] of those that it sees.
	View string `json:"view"`
	// Sequence of the ledger that the records of what it owns in that view take
	// into account; 0 before they do.
	Sequence uint64 `json:"sequence"`
	// Backfill is how it has articles tagged again, from who does that.
	Backfill Backfill `json:"backfill,omitzero"`
}

// Backfill is what one member does for all, see board.Backfill.
type Backfill struct {
	Enabled  bool      `json:"enabled,omitempty"`
	Since    time.Time `json:"since,omitzero"`
	Asked    time.Time `json:"asked,omitzero"`
	Requests int       `json:"requests,omitempty"`
	Stalled  bool      `json:"stalled,omitempty"`
}

// mostReport bounds what is taken for a report, in bytes.
const mostReport = 4096

// Encode is the report as it is stored.
func (r Report) Encode() ([]byte, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode report of %s: %w", r.Process, err)
	}
	return data, nil
}

// DecodeReport reads what Encode made, also of a version that says more.
func DecodeReport(data []byte) (Report, error) {
	var r Report
	if len(data) > mostReport {
		return r, fmt.Errorf("decode report: %d bytes", len(data))
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return Report{}, fmt.Errorf("decode report: %w", err)
	}
	if r.Process == "" {
		return Report{}, fmt.Errorf("decode report: it names no process")
	}
	return r, nil
}
