package ledger

// CompareEngines orders the versions of engines.
func CompareEngines(a, b string) int { return compareEngines(a, b) }
