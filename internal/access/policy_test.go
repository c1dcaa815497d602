package access_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
)

// TestEveryMethodHasItsRoles says once more, in other words than methods.yaml,
// who may call what: a new RPC is called by nobody until both say so.
func TestEveryMethodHasItsRoles(t *testing.T) {
	policy, err := access.ParsePolicy([]byte("anonymous: [reader]"), nil)
	if err != nil {
		t.Fatal(err)
	}
	mutations := map[string]string{
		"SubmitArticle": "submitter", "SubmitArticles": "submitter", "RetractArticle": "editor submitter",
		"CreateSource": "editor", "UpdateSource": "editor", "DeleteSource": "editor", "ImportOPML": "editor",
		"PauseSource": "editor operator", "ResumeSource": "editor operator",
		"CreateInitiative": "editor", "UpdateInitiative": "editor", "DeleteInitiative": "editor",
		"RecordJudgement": "editor", "WithdrawJudgement": "editor", "ResolveQuestion": "editor", "RuleCondition": "editor",
		"ReplayArticles": "operator", "RedriveDeadLetters": "operator", "DiscardDeadLetters": "operator", "SetLogLevel": "operator",
	}
	seen := 0
	access.Contracts(func(method protoreflect.MethodDescriptor) bool {
		seen++
		name := string(method.Name())
		want, mutates := mutations[name]
		if !mutates {
			want = "editor operator reader"
		}
		if !mutates && strings.Contains(name, "DeadLetter") {
			want = "operator" // they hold whole messages
		}
		full := "/" + string(method.Parent().FullName()) + "/" + name
		var got []string
		for _, role := range policy.RolesOf(full) {
			got = append(got, string(role))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: roles %q, want %q", full, got, want)
		}
		if access.Mutates(full) != mutates {
			t.Errorf("%s: Mutates = %t", full, !mutates)
		}
		return true
	})
	if seen < 40 {
		t.Errorf("only %d methods found", seen)
	}
	for _, version := range []string{"v1", "v1alpha"} {
		name := "/grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo"
		if roles := policy.RolesOf(name); len(roles) != 1 || roles[0] != access.Operator {
			t.Errorf("reflection %s: %v", version, roles)
		}
	}
	if !access.Mutates("/x.Y/GetZ") || access.Mutates("/grpc.health.v1.Health/Check") {
		t.Error("what is not known is not taken for a mutation, or health is")
	}
}

const issuers = `
issuers:
  - {issuer: https://a.example, audiences: [barograph], keys_file: keys.json}
`

// TestWrongPolicies names, for each policy, what the error has to say.
func TestWrongPolicies(t *testing.T) {
	binding := "bindings:\n  - roles: [reader]\n    certificates: [{dns: a}]\n"
	for name, c := range map[string]struct{ policy, want string }{
		"empty":                    {"", "the file is empty"},
		"only a comment":           {"# nothing", "the file is empty"},
		"null":                     {"~", "bindings: there are no bindings"},
		"no bindings":              {issuers, "line 2: bindings: there are no bindings"},
		"empty bindings":           {"bindings: []", "line 1: bindings: there are no bindings"},
		"not YAML":                 {"a: [", "line 1"},
		"not text":                 {"\x00", "control characters"},
		"a list":                   {"- a", "line 1: cannot unmarshal"},
		"two documents":            {binding + "---\n" + binding, "more than one document"},
		"unknown key":              {"binding: []", "line 1: field binding is not known here"},
		"unknown key within":       {binding + "  - {role: reader}", "line 4: field role is not known here"},
		"a key twice":              {binding + binding, "already defined"},
		"unknown role":             {"bindings:\n  - roles: [reader, admin]\n    certificates: [{dns: a}]", `line 2: bindings[0].roles[1]: "admin" is no role; roles are reader, submitter, editor, operator`},
		"the case of a role":       {"anonymous: [Reader]", `line 1: anonymous[0]: "Reader" is no role`},
		"a role twice":             {"bindings:\n  - roles: [reader, reader]\n    certificates: [{dns: a}]", `line 2: bindings[0].roles[1]: "reader" is there twice`},
		"everybody submits":        {"anonymous: [submitter]", `line 1: anonymous[0]: who is not known can be a reader only`},
		"unknown method":           {binding + "methods:\n  barograph.ingest.v1.IngestService/Get: [reader]", `line 5: methods.barograph.ingest.v1.IngestService/Get: "barograph.ingest.v1.IngestService/Get" is no method`},
		"all methods of a service": {binding + "methods:\n  barograph.ingest.v1.IngestService/*: [reader]", "is no method"},
		"method without roles":     {binding + "methods:\n  barograph.ingest.v1.IngestService/GetArticle: []", "line 5: methods.barograph.ingest.v1.IngestService/GetArticle: no role is given"},
		"unknown method, bound":    {"bindings:\n  - methods: [x]\n    certificates: [{dns: a}]", `line 2: bindings[0].methods[0]: "x" is no method`},
		"gives nothing":            {"bindings:\n  - certificates: [{dns: a}]", "line 2: bindings[0]: it gives neither roles nor methods"},
		"for nobody":               {"bindings:\n  - roles: [reader]", "line 2: bindings[0]: it is for nobody"},
		"an empty filter":          {"bindings:\n  - roles: [reader]\n    certificates: [{}]", "line 3: bindings[0].certificates[0]: expected exactly one of uri"},
		"two names in one filter":  {"bindings:\n  - roles: [reader]\n    certificates: [{dns: a, uri: b}]", "expected exactly one of uri"},
		"a filter twice":           {"bindings:\n  - roles: [reader]\n    certificates: [{dns: a}, {dns: a}]", "certificates[1]: it is there twice"},
		"a prefix within a name":   {"bindings:\n  - roles: [reader]\n    certificates: [{uri_prefix: 'spiffe://a/b'}]", "line 3: bindings[0].certificates[0].uri_prefix: a prefix has an authority"},
		"a prefix of all":          {"bindings:\n  - roles: [reader]\n    certificates: [{uri_prefix: 'spiffe://'}]", "a prefix has an authority"},
		"unknown issuer":           {"bindings:\n  - roles: [reader]\n    tokens: [{issuer: x, subject: a}]", `line 3: bindings[0].tokens[0].issuer: "x" is none of the issuers above`},
		"any subject":              {issuers + "bindings:\n  - roles: [reader]\n    tokens: [{issuer: 'https://a.example'}]", "line 6: bindings[0].tokens[0]: expected exactly one of subject"},
		"a claim without a value":  {issuers + "bindings:\n  - roles: [reader]\n    tokens: [{issuer: 'https://a.example', claim: groups}]", "claim and value belong together"},
		"a prefix of subjects":     {issuers + "bindings:\n  - roles: [reader]\n    tokens: [{issuer: 'https://a.example', subject_prefix: a}]", "a prefix ends with / or :"},
		"an issuer twice":          {issuers + "  - {issuer: https://a.example, audiences: [b], keys_file: keys.json}\n" + binding, `line 4: issuers[1].issuer: "https://a.example" is there twice`},
		"no audience":              {"issuers:\n  - {issuer: https://a.example, keys_file: keys.json}\n" + binding, "issuers[0].audiences: at least one audience"},
		"no keys":                  {"issuers:\n  - {issuer: https://a.example, audiences: [b]}\n" + binding, "expected exactly one of keys_file"},
		"two sources of keys":      {"issuers:\n  - {issuer: https://a.example, audiences: [b], discover: true, keys_file: keys.json}\n" + binding, "expected exactly one of keys_file"},
		"keys over plain text":     {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_url: 'http://a.example/keys'}\n" + binding, "expected an https:// address"},
		"keys of a file address":   {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_url: 'file:///etc/keys'}\n" + binding, "expected an https:// address"},
		"discovery in plain text":  {"issuers:\n  - {issuer: http://a.example, audiences: [b], discover: true}\n" + binding, "https:// address only"},
		"no such file":             {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: nokeys.json}\n" + binding, "line 2: issuers[0]: keys_file"},
		"algorithm none":           {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: keys.json, algorithms: [none]}\n" + binding, `"none" is not one of RS256`},
		"algorithm HS256":          {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: keys.json, algorithms: [ES256, HS256]}\n" + binding, `line 2: issuers[0].algorithms[1]: "HS256" is not one of`},
		"a long leeway":            {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: keys.json, leeway: 1h}\n" + binding, "1h0m0s is not between"},
		"no duration":              {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: keys.json, leeway: long}\n" + binding, "line 2: cannot unmarshal !!str `long`"},
		"a negative age":           {"issuers:\n  - {issuer: https://a.example, audiences: [b], keys_file: keys.json, max_age: -1s}\n" + binding, "-1s is negative"},
	} {
		t.Run(name, func(t *testing.T) {
			path := accesstest.Write(t, c.policy, map[string][]byte{"keys.json": accesstest.Keys(accesstest.NewIssuer(t, home))})
			_, err := access.ReadPolicy(path)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
			if err != nil && (strings.Contains(err.Error(), "access.") || !strings.Contains(err.Error(), path)) {
				t.Errorf("the error names types of the program, or no file: %v", err)
			}
		})
	}
}

func TestWrongKeySets(t *testing.T) {
	for name, c := range map[string]struct{ keys, want string }{
		"empty":          {"", "not a JSON Web Key Set"},
		"no keys":        {`{"keys":[]}`, "no key to verify"},
		"another format": {`{"a":"b"}`, "no key to verify"},
		"a secret":       {`{"keys":[{"kty":"oct","k":"c2VjcmV0c2VjcmV0","kid":"1","alg":"HS256"}]}`, "key 0 is a shared secret"},
		"a broken key":   {`{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"1"}]}`, "key 0"},
		"a short RSA":    {`{"keys":[{"kty":"RSA","n":"wUTHVVJYzbtEFcEUNhMnHrPC9gvBzPKnG3HWv3oWt7Y","e":"AQAB","kid":"1"}]}`, "RSA with 256 bits"},
		"a private key":  {`{"keys":[{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"}]}`, "private key"},
		"only for encryption": {`{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1","use":"enc"}]}`,
			"no key to verify"},
		"an id twice": {`{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"},` +
			`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"}]}`, `key 1 has the kid "1" of another`},
		"too many": {`{"keys":[` + strings.Repeat(`{},`, 100) + `{}]}`, "101 keys"},
	} {
		path := accesstest.Write(t, issuers+"bindings: [{roles: [reader], certificates: [{dns: a}]}]", map[string][]byte{"keys.json": []byte(c.keys)})
		if _, err := access.ReadPolicy(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", name, err, c.want)
		} else if strings.Contains(err.Error(), "c2VjcmV0") || strings.Contains(err.Error(), "nWGxne") {
			t.Errorf("%s: the error holds the secret: %v", name, err)
		}
	}
}

func TestReadPolicyTakesOrdinaryFilesOnly(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large")
	if err := os.WriteFile(large, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, large, filepath.Join(dir, "none"), "/dev/zero"} {
		if _, err := access.ReadPolicy(path); err == nil {
			t.Errorf("%s is read", path)
		}
	}
}

// FuzzParsePolicy holds that no text ends the program, and that a policy that is
// taken gives nobody more than it says.
func FuzzParsePolicy(f *testing.F) {
	f.Add([]byte(usual))
	f.Add([]byte("anonymous: [reader]"))
	f.Add([]byte("bindings:\n  - roles: [editor, operator]\n    certificates: [{uri_prefix: spiffe://a/}, {common_name: b}]\n"))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("bindings: &b\n  - {roles: [reader], certificates: [{dns: a}]}\nmethods: *b"))
	f.Add([]byte("methods:\n  barograph.ingest.v1.IngestService/GetArticle: [editor]\nanonymous: [reader]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		open := map[string][]byte{"keys.json": keys}
		policy, err := access.ParsePolicy(text, func(name string) ([]byte, error) {
			if data, ok := open[name]; ok {
				return data, nil
			}
			return nil, errors.New("no such file")
		})
		if err != nil {
			return
		}
		for _, method := range access.Methods() {
			if policy.Allows(nil, method) {
				t.Errorf("%s is allowed without a role", method)
			}
			if access.Mutates(method) && slices.Contains(policy.RolesOf(method), access.Reader) && !strings.Contains(string(text), "methods") {
				t.Errorf("a reader may call %s", method)
			}
		}
		if slices.Contains(policy.Callers(access.Operator), "anybody") {
			t.Error("everybody is an operator")
		}
	})
}

// FuzzToken holds that no header ends the program or lets anybody in.
func FuzzToken(f *testing.F) {
	issuer := accesstest.NewIssuer(f, home)
	guard, _ := guarded(f, usual, map[string][]byte{"keys.json": accesstest.Keys(issuer)})
	token := issuer.Token("ann", nil)
	for _, seed := range []string{"", "Bearer ", "Bearer a.b.c", token, "Basic eA==", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.AAAA"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if id, err := guard.Authenticate(with(t.Context(), header)); err == nil || len(id.Roles) > 0 {
			t.Errorf("%q is %+v", header, id)
		}
	})
}

var keys = []byte(`{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1"}]}`)
