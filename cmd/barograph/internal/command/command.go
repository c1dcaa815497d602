// Package command is the command line: its grammar, its help, and what each
// command does.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

const description = "Barograph reads news, keeps what it claims about each initiative, and says how likely the initiative is to reach its " +
	"milestone, why, and according to whom. Start with `barograph up --demo`."

// Process is what a command has to do with the world.
type Process struct {
	Name   string   // how the program was called, for examples that can be copied
	Args   []string // without the program's name
	In     io.Reader
	Out    io.Writer // results
	Err    io.Writer // progress and logs
	Getenv func(string) string
	Now    func() time.Time
}

// grammar is the command line; kong reads the tags.
type grammar struct {
	Addresses addressFlags  `embed:"" group:"Where the services are"`
	Security  securityFlags `embed:"" group:"Where the services are"`
	Timeout   time.Duration `default:"30s" env:"BAROGRAPH_CLI_TIMEOUT" help:"How long to wait for one answer." group:"Where the services are"`

	Up          upCommand          `cmd:"" help:"Run everything in this process." group:"Run"`
	Provision   provisionCommand   `cmd:"" help:"Create streams, consumers and buckets on a NATS cluster." group:"Run"`
	NATS        natsCommand        `cmd:"" name:"nats" help:"Make keys for the users of a NATS cluster." group:"Run"`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask services whether they are ready." group:"Run"`

	Submit   submitCommand   `cmd:"" help:"Hand articles over." group:"Articles"`
	Import   importCommand   `cmd:"" help:"Read archives of articles in at full speed." group:"Articles"`
	Extract  extractCommand  `cmd:"" help:"Read saved web pages offline and show the article in each; no server needed." group:"Articles"`
	Tag      tagCommand      `cmd:"" help:"Read articles offline and show what they say; no server needed." group:"Articles"`
	Articles articlesCommand `cmd:"" help:"Look at stored articles." group:"Articles"`
	Retract  retractCommand  `cmd:"" help:"Withdraw an article and all that follows from it." group:"Articles"`
	Backtest backtestCommand `cmd:"" help:"Replay dated articles offline, day by day, and plot the assessments; no server needed." group:"Articles"`

	List           listCommand           `cmd:"" help:"Show all assessments." group:"Assessments"`
	Assess         assessCommand         `cmd:"" help:"Show one assessment in full." group:"Assessments"`
	Explain        explainCommand        `cmd:"" help:"Say what made the number, or what changed it." group:"Assessments"`
	Brief          briefCommand          `cmd:"" help:"Write the brief on one initiative: Markdown, HTML or a message." group:"Assessments"`
	Evidence       evidenceCommand       `cmd:"" help:"List the pieces of evidence, strongest first." group:"Assessments"`
	Positions      positionsCommand      `cmd:"" help:"Show who stands where." group:"Assessments"`
	Commitments    commitmentsCommand    `cmd:"" help:"Show who brings what, against what is sought." group:"Assessments"`
	Conditions     conditionsCommand     `cmd:"" help:"Show what positions hang on: open, met, breached." group:"Assessments"`
	Contradictions contradictionsCommand `cmd:"" help:"Show accounts that cannot both hold." group:"Assessments"`
	Timeline       timelineCommand       `cmd:"" help:"Show the number day by day, with what happened." group:"Assessments"`
	Scorecard      scorecardCommand      `cmd:"" help:"Say how good the numbers of answered questions were." group:"Assessments"`
	Watch          watchCommand          `cmd:"" help:"Follow assessments as they change." group:"Assessments"`

	Judge      judgeCommand      `cmd:"" help:"Record your own judgement beside the number." group:"Judge"`
	Judgements judgementsCommand `cmd:"" help:"List what people judged." group:"Judge"`
	Withdraw   withdrawCommand   `cmd:"" help:"End a judgement." group:"Judge"`
	Resolve    resolveCommand    `cmd:"" help:"Answer the question of an initiative: yes, no or void." group:"Judge"`
	Rule       ruleCommand       `cmd:"" help:"Say where a condition stands." group:"Judge"`
	Rulings    rulingsCommand    `cmd:"" help:"List what operators decided." group:"Judge"`

	Initiatives initiativesCommand `cmd:"" help:"Change and show the catalogue of initiatives." group:"Operate"`
	Sources     sourcesCommand     `cmd:"" help:"Change and show who publishes, what is read for them, and how that goes." group:"Operate"`
	Model       modelCommand       `cmd:"" help:"Show the model, and put two versions of it side by side." group:"Operate"`
	Backfill    backfillCommand    `cmd:"" help:"Show how far the stored articles are read under a catalogue that changed." group:"Operate"`
	Replay      replayCommand      `cmd:"" help:"Send stored articles through tagging again." group:"Operate"`
	Access      accessCommand      `cmd:"" help:"Check an access policy." group:"Operate"`
	Deadletter  deadletterCommand  `cmd:"" help:"Show messages that were given up, and send them again." group:"Operate"`
	LogLevel    logLevelCommand    `cmd:"" name:"log-level" help:"Show or change what a service logs, for a time." group:"Operate"`
	Logs        logsCommand        `cmd:"" help:"Tell an article's way from log lines." group:"Operate"`
	Idle        idleCommand        `cmd:"" help:"Do nothing until ended: for a container in which commands are executed." group:"Operate"`
	Version     versionCommand     `cmd:"" help:"Show the versions." group:"Operate"`
	Completion  completionCommand  `cmd:"" help:"Print the completion script of a shell." group:"Operate"`
	Complete    completeCommand    `cmd:"" hidden:"" name:"__complete" passthrough:""`
}

// addressFlags say where the services listen.
type addressFlags struct {
	Ingest    string `name:"ingest-address" default:"127.0.0.1:7401" env:"BAROGRAPH_CLI_INGEST_ADDRESS" placeholder:"HOST:PORT" help:"Where ingest listens (${default})."`
	NLP       string `name:"nlp-address" default:"127.0.0.1:7402" env:"BAROGRAPH_CLI_NLP_ADDRESS" placeholder:"HOST:PORT" help:"Where nlp listens (${default})."`
	Aggregate string `name:"aggregate-address" default:"127.0.0.1:7403" env:"BAROGRAPH_CLI_AGGREGATE_ADDRESS" placeholder:"HOST:PORT" help:"Where aggregate listens (${default})."`
}

// check refuses what cannot be an address, and names its flag.
func (a addressFlags) check() error {
	for _, one := range [][2]string{{"ingest-address", a.Ingest}, {"nlp-address", a.NLP}, {"aggregate-address", a.Aggregate}} {
		if err := checkAddress(one[0], one[1]); err != nil {
			return err
		}
	}
	return nil
}

// checkAddress takes host:port, and what gRPC names with a scheme.
func checkAddress(flag, address string) error {
	if strings.Contains(address, ":///") || strings.HasPrefix(address, "unix:") {
		return nil
	}
	if _, port, err := net.SplitHostPort(address); err == nil {
		if n, err := strconv.ParseUint(port, 10, 16); err == nil && n > 0 {
			return nil
		}
	}
	return exit.Errorf(exit.Usage, "--%s: %q is not HOST:PORT (127.0.0.1:7401)", flag, address)
}

// session is what commands share.
type session struct {
	Process
	style   terminal.Style
	timeout time.Duration
	clients *client.Set
	dial    []grpc.DialOption // with which clients were made
}

// Run parses the command line and runs what it asks for. Its errors have an
// ExitCode as package exit says, unless they are plain failures.
func Run(ctx context.Context, process Process) (err error) {
	root := &grammar{}
	parser, ended, err := newParser(root, process)
	if err != nil {
		return fmt.Errorf("build command line: %w", err)
	}
	if len(process.Args) == 0 {
		process.Args = []string{"--help"}
	}
	parsed, err := parser.Parse(process.Args)
	if *ended {
		return nil // help was shown
	}
	if err != nil {
		return usage(err)
	}
	if err := root.Addresses.check(); err != nil {
		return err
	}
	dial, err := root.Security.options(process)
	if err != nil {
		return err
	}
	clients, err := client.Dial(client.Addresses(root.Addresses), dial...)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	defer func() { err = errors.Join(err, clients.Close()) }()
	s := &session{
		Process: process, timeout: root.Timeout, clients: clients, dial: dial,
		style: terminal.StyleFor(process.Out, process.Getenv("NO_COLOR"), process.Getenv("TERM")),
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(s, parser.Model)
}

// newParser makes the parser; ended is set when it has shown help.
func newParser(root *grammar, process Process) (*kong.Kong, *bool, error) {
	ended := new(bool)
	parser, err := kong.New(root,
		kong.Name("barograph"), kong.Description(description+"\n\n"+exit.Legend),
		kong.Writers(process.Out, process.Err),
		kong.Exit(func(int) { *ended = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: terminal.Columns}),
	)
	return parser, ended, err
}

func usage(err error) error {
	text := terminal.Guard(err.Error())
	hint := "barograph --help"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if path := parse.Context.Command(); path != "" {
			hint = "barograph " + withoutArguments(path) + " --help"
		}
	}
	return exit.Errorf(exit.Usage, "%s; see `%s`", text, hint)
}

// withoutArguments drops "<id>" and the like from a command's path.
func withoutArguments(path string) string {
	words := strings.Fields(path)
	kept := words[:0]
	for _, w := range words {
		if !strings.HasPrefix(w, "<") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// call limits one call to a service.
func (s *session) call(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.timeout)
}

// print writes a result.
func (s *session) print(text string, err error) error {
	if err != nil {
		return err
	}
	if _, err := io.WriteString(s.Out, terminal.Guard(text)); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

// note writes something for people that is not the result.
func (s *session) note(format string, args ...any) {
	_, _ = io.WriteString(s.Err, terminal.Guard(fmt.Sprintf(format+"\n", args...))) // nobody could be told
}
