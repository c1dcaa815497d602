package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/barograph/barograph/tools/monitoring/board"
	"github.com/barograph/barograph/tools/monitoring/render"
	"github.com/barograph/barograph/tools/monitoring/rules"
)

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "rules":
		return printRules(args[1])
	case len(args) >= 2 && args[0] == "render":
		return draw(ctx, args[1:])
	}
	return fmt.Errorf("%s", usage)
}

func printRules(file string) error {
	groups, err := rules.Load(file)
	if err != nil {
		return err
	}
	plain, err := rules.Plain(groups)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(plain)
	return err
}

func draw(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("render", flag.ContinueOnError)
	address := flags.String("prometheus", "http://127.0.0.1:9090", "where Prometheus is")
	length := flags.Duration("for", time.Hour, "how much of the past to draw")
	service := flags.String("service", "ingest", "value of the variable service")
	if err := flags.Parse(args); err != nil {
		return err
	}
	boards, err := board.Load(flags.Arg(0))
	if err != nil {
		return err
	}
	now := time.Now()
	p := render.Prometheus{Address: *address, From: now.Add(-*length), To: now, Step: max(5*time.Second, *length/240).Round(time.Second)}
	page, empty := render.Page(ctx, boards, p, map[string]string{"service": *service})
	for _, name := range empty {
		fmt.Fprintln(os.Stderr, "nothing to see:", name)
	}
	_, err = os.Stdout.WriteString(page)
	return err
}
