package permission

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/barograph/barograph/proto/subject"
)

// File is the name of the configuration that [Config] writes, and KeysFile that
// of the file beside it that says which key is whose.
const (
	File     = "permissions.conf"
	KeysFile = "keys.conf"
)

// Accounts.
const (
	servicesAccount = "BAROGRAPH"
	readersAccount  = "SUBSCRIBERS"
)

// Config is the part of a server's configuration that says who may do what. It
// includes [KeysFile], which is the installation's own.
func Config() []byte {
	var w bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&w, format+"\n", args...) }
	line("# Who may do what on NATS. Generated from internal/bus/permission: go test ./internal/bus/permission -update")
	line("# Include it in the configuration of every server of the cluster. `barograph nats keys` makes")
	line("# the seeds of the users and %s, which says which public key is whose.", KeysFile)
	line("include %q\n", KeysFile)
	line("accounts {")
	line("  # The services, one user each. They trust each other: see docs/guarantees.md.")
	line("  %s {", servicesAccount)
	line("    jetstream: enabled")
	line("    users: [")
	for _, u := range Services() {
		writeUser(&w, u)
	}
	line("    ]")
	line("    # What the account of subscribers may see.")
	line("    exports: [")
	for _, s := range readerAPI(api) {
		line("      {service: %q, accounts: [%s]}", s, readersAccount)
	}
	line("      {stream: %q, accounts: [%s]}", subject.Assessments, readersAccount)
	line("    ]")
	line("  }")
	line("  # Whoever reads assessments. For another reader copy the user with a key of its own.")
	line("  %s {", readersAccount)
	line("    users: [")
	writeUser(&w, Reader())
	line("    ]")
	line("    imports: [")
	local := readerAPI(domainAPI)
	for i, s := range readerAPI(api) {
		line("      {service: {account: %s, subject: %q}, to: %q}", servicesAccount, s, local[i])
	}
	line("      {stream: {account: %s, subject: %q}}", servicesAccount, subject.Assessments)
	line("    ]")
	line("  }")
	line("}")
	return w.Bytes()
}

func writeUser(w *bytes.Buffer, u User) {
	fmt.Fprintf(w, "      # %s: %s.\n", u.Name, u.About)
	fmt.Fprintf(w, "      {nkey: $%s, permissions: {\n", variable(u.Name))
	writeLists(w, "publish", u.Publish, u.Deny)
	writeLists(w, "subscribe", u.Subscribe, nil)
	fmt.Fprint(w, "      }}\n")
}

func writeLists(w *bytes.Buffer, name string, allow, deny []string) {
	fmt.Fprintf(w, "        %s: {allow: [\n", name)
	writeSubjects(w, allow)
	if len(deny) > 0 {
		fmt.Fprint(w, "        ], deny: [\n")
		writeSubjects(w, deny)
	}
	fmt.Fprint(w, "        ]}\n")
}

func writeSubjects(w *bytes.Buffer, subjects []string) {
	for _, s := range slices.Compact(slices.Sorted(slices.Values(subjects))) {
		fmt.Fprintf(w, "          %q\n", s)
	}
}

// Keys is the content of [KeysFile]: the public key of each user by its name.
func Keys(public map[string]string) []byte {
	var w bytes.Buffer
	fmt.Fprintf(&w, "# Public keys of the users, by `barograph nats keys`. The seeds are in the files beside this one.\n")
	for _, u := range Users() {
		fmt.Fprintf(&w, "%s: %q\n", variable(u.Name), public[u.Name])
	}
	return w.Bytes()
}

func variable(user string) string { return strings.ToUpper(user) }
