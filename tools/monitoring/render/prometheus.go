package render

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Prometheus is asked by its HTTP API.
type Prometheus struct {
	Address string
	From    time.Time
	To      time.Time
	Step    time.Duration
}

// series is one line, or one value, of an answer.
type series struct {
	labels map[string]string
	points []point
}

type point struct{ at, value float64 }

func (p Prometheus) ask(ctx context.Context, query string, overTime bool) ([]series, error) {
	form := url.Values{"query": {query}, "time": {stamp(p.To)}}
	path := "/api/v1/query"
	if overTime {
		path, form = "/api/v1/query_range", url.Values{"query": {query}, "start": {stamp(p.From)}, "end": {stamp(p.To)}, "step": {strconv.FormatFloat(p.Step.Seconds(), 'f', -1, 64)}}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Address+path, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var body struct {
		Error string `json:"error"`
		Data  struct {
			Result []struct {
				Metric map[string]string    `json:"metric"`
				Value  [2]json.RawMessage   `json:"value"`
				Values [][2]json.RawMessage `json:"values"`
			} `json:"result"`
		} `json:"data"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	if body.Error != "" {
		return nil, fmt.Errorf("%s: %s", query, body.Error)
	}
	var all []series
	for _, r := range body.Data.Result {
		values := r.Values
		if !overTime {
			values = [][2]json.RawMessage{r.Value}
		}
		one := series{labels: r.Metric}
		for _, v := range values {
			one.points = append(one.points, pointOf(v))
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b series) int { return strings.Compare(fmt.Sprint(a.labels), fmt.Sprint(b.labels)) })
	return all, nil
}

func pointOf(v [2]json.RawMessage) point {
	at, _ := strconv.ParseFloat(string(v[0]), 64)
	value, _ := strconv.ParseFloat(strings.Trim(string(v[1]), `"`), 64)
	return point{at, value}
}

func stamp(t time.Time) string { return strconv.FormatFloat(float64(t.UnixMilli())/1000, 'f', 3, 64) }
