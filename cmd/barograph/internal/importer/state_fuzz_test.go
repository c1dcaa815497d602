package importer_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/importer"
)

// FuzzState: a state that is accepted is the same after it was kept and read again.
func FuzzState(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"read":"AAAA","before":"2026-05-01T00:00:00Z","places":{"a.warc.gz":{"n":3,"s":"12"}},"order":["a.warc.gz"]}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "state")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		cursor, err := importer.LoadState(path)
		if err != nil {
			if cursor != nil {
				t.Error("a state and an error")
			}
			return
		}
		if err := importer.SaveState(path, cursor); err != nil {
			t.Fatal(err)
		}
		again, err := importer.LoadState(path)
		if err != nil || !reflect.DeepEqual(again, cursor) {
			t.Errorf("kept %+v, read %+v, %v", cursor, again, err)
		}
	})
}
