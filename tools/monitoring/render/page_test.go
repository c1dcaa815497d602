package render_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/tools/monitoring/board"
	"github.com/barograph/barograph/tools/monitoring/render"
)

// prometheus answers every query alike, but knows nothing of what is named none.
func prometheus(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.FormValue("query")
		switch {
		case query == "none":
			fmt.Fprint(w, `{"status":"success","data":{"result":[]}}`)
		case query == "broken":
			fmt.Fprint(w, `{"status":"error","error":"parse <error>"}`)
		case strings.HasSuffix(r.URL.Path, "query_range"):
			fmt.Fprint(w, `{"status":"success","data":{"result":[{"metric":{"who":"<b>"},"values":[[0,"1"],[60,"NaN"],[120,"+Inf"],[180,"3"]]}]}}`)
		default:
			fmt.Fprint(w, `{"status":"success","data":{"result":[{"metric":{"who":"<b>"},"value":[180,"90"]}]}}`)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func panel(kind, query, unit string) board.Panel {
	p := board.Panel{Type: kind, Title: kind + " of " + query, GridPos: board.Place{W: 12, H: 8}, Targets: []board.Target{{RefID: "A", Expr: query, Legend: "it is {{ who }}"}}}
	p.FieldConfig.Defaults.Unit = unit
	return p
}

func TestPage(t *testing.T) {
	d := board.Dashboard{Title: "All", Panels: []board.Panel{
		{Type: "row", Title: "Group", GridPos: board.Place{W: 24, H: 1}}, panel("timeseries", "x", "s"), panel("stat", "x", "s"), panel("table", "x", "percentunit"),
		panel("timeseries", "none", "s"), panel("table", "none", "s"), panel("stat", "broken", "s"),
	}}
	p := render.Prometheus{Address: prometheus(t), From: time.Unix(0, 0), To: time.Unix(180, 0), Step: time.Minute}
	page, empty := render.Page(t.Context(), []board.Dashboard{d}, p, nil)
	for _, want := range []string{"it is &lt;b&gt;", "1.5 min", "9000 %", "parse &lt;error&gt;", "<path d=", "no data"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, "<b>") || strings.Contains(page, "NaN") {
		t.Error("the answer of Prometheus is on the page as it came")
	}
	if want := []string{"All: timeseries of none", "All: table of none", "All: stat of broken"}; !slices.Equal(empty, want) {
		t.Errorf("empty: %v", empty)
	}
}
