// Package board reads dashboards of Grafana, as far as they are checked and drawn here.
package board

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Dashboard is one file.
type Dashboard struct {
	File          string `json:"-"`
	UID           string `json:"uid"`
	Title         string `json:"title"`
	Description   string `json:"description"`
	SchemaVersion int    `json:"schemaVersion"`
	Templating    struct {
		List []Variable `json:"list"`
	} `json:"templating"`
	Panels []Panel `json:"panels"`
}

// Variable is what the reader chooses above the panels.
type Variable struct {
	Name       string `json:"name"`
	Type       string `json:"type"`
	Definition string `json:"definition"`
}

// Panel is one picture, or a row that begins a group of them.
type Panel struct {
	ID              int              `json:"id"`
	Type            string           `json:"type"`
	Title           string           `json:"title"`
	Description     string           `json:"description"`
	Datasource      Datasource       `json:"datasource"`
	GridPos         Place            `json:"gridPos"`
	Targets         []Target         `json:"targets"`
	FieldConfig     FieldConfig      `json:"fieldConfig"`
	Transformations []Transformation `json:"transformations"`
}

// Datasource is where a query is asked.
type Datasource struct {
	Type string `json:"type"`
	UID  string `json:"uid"`
}

// Place of a panel, in 24 columns.
type Place struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// Target is a query.
type Target struct {
	RefID      string     `json:"refId"`
	Expr       string     `json:"expr"`
	Legend     string     `json:"legendFormat"`
	Datasource Datasource `json:"datasource"`
}

// FieldConfig says how values are shown.
type FieldConfig struct {
	Defaults  Field `json:"defaults"`
	Overrides []struct {
		Matcher struct {
			Options any `json:"options"`
		} `json:"matcher"`
		Properties []struct {
			ID    string `json:"id"`
			Value any    `json:"value"`
		} `json:"properties"`
	} `json:"overrides"`
}

// Field is how a value is shown.
type Field struct {
	Unit       string `json:"unit"`
	Decimals   *int   `json:"decimals"`
	Thresholds struct {
		Steps []Step `json:"steps"`
	} `json:"thresholds"`
	Custom struct {
		Stacking struct {
			Mode string `json:"mode"`
		} `json:"stacking"`
		ScaleDistribution struct {
			Type string `json:"type"`
		} `json:"scaleDistribution"`
		ThresholdsStyle struct {
			Mode string `json:"mode"`
		} `json:"thresholdsStyle"`
	} `json:"custom"`
}

// Step is the colour from a value on; that of the first has none.
type Step struct {
	Color string   `json:"color"`
	Value *float64 `json:"value"`
}

// Transformation changes the table that the queries give.
type Transformation struct {
	ID      string `json:"id"`
	Options struct {
		Exclude map[string]bool   `json:"excludeByName"`
		Rename  map[string]string `json:"renameByName"`
	} `json:"options"`
}

// Load reads the dashboards of a folder, in the order of their names.
func Load(folder string) ([]Dashboard, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("dashboards in %s: none (%w)", folder, err)
	}
	var all []Dashboard
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		d := Dashboard{File: filepath.Base(file)}
		if err := json.Unmarshal(data, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, d)
	}
	return all, nil
}

// Query is the query of a target as Prometheus takes it, with values in place of
// Grafana's variables; the interval of rates is that of a scrape every 15 s.
func (t Target) Query(values map[string]string) string {
	pairs := []string{"$__rate_interval", "1m", "$__range", "1h"}
	for name, value := range values {
		pairs = append(pairs, "${"+name+"}", value, "$"+name, value)
	}
	return strings.NewReplacer(pairs...).Replace(t.Expr)
}

// Unit of a column of a table, or of everything.
func (c FieldConfig) Unit(column string) string {
	for _, o := range c.Overrides {
		if o.Matcher.Options != column {
			continue
		}
		if i := slices.IndexFunc(o.Properties, func(p struct {
			ID    string `json:"id"`
			Value any    `json:"value"`
		}) bool {
			return p.ID == "unit"
		}); i >= 0 {
			return fmt.Sprint(o.Properties[i].Value)
		}
	}
	return c.Defaults.Unit
}
