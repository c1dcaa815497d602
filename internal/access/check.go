package access

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/internal/caller"
)

// Limits of an issuer.
const (
	maxLeeway = 5 * time.Minute
	maxAge    = 24 * time.Hour // unless the policy says otherwise
	leeway    = 30 * time.Second
)

// check notes all that is wrong with the meaning of a policy; known are the
// methods that there are.
func (d *decoder) check(known map[string][]Role) {
	if len(d.file.Bindings) == 0 && len(d.file.Anonymous) == 0 {
		d.fail("there are no bindings, so nobody could call anything", "bindings")
	}
	d.roles(d.file.Anonymous, "anonymous")
	for i, role := range d.file.Anonymous {
		if role != Reader {
			d.fail(fmt.Sprintf("who is not known can be a reader only, not %q", role), "anonymous", i)
		}
	}
	for name, roles := range d.file.Methods {
		d.method(name, known, "methods", name)
		if len(roles) == 0 {
			d.fail("no role is given", "methods", name)
		}
		d.roles(roles, "methods", name)
	}
	issuers := map[string]bool{}
	for i, one := range d.file.Issuers {
		if issuers[one.Issuer] {
			d.fail(fmt.Sprintf("%q is there twice", one.Issuer), "issuers", i, "issuer")
		}
		issuers[one.Issuer] = true
		d.issuer(one, i)
	}
	for i, b := range d.file.Bindings {
		d.binding(b, i, known, issuers)
	}
}

func (d *decoder) roles(roles []Role, place ...any) {
	for i, role := range roles {
		here := append(slices.Clone(place), i)
		if !slices.Contains(Roles(), role) {
			d.fail(fmt.Sprintf("%q is no role; roles are %s", role, strings.Join(texts(Roles()), ", ")), here...)
		}
		if slices.Contains(roles[:i], role) {
			d.fail(fmt.Sprintf("%q is there twice", role), here...)
		}
	}
}

func (d *decoder) method(name string, known map[string][]Role, place ...any) {
	if _, ok := known["/"+name]; !ok {
		d.fail(fmt.Sprintf("%q is no method; one is written barograph.ingest.v1.IngestService/GetArticle", name), place...)
	}
}

func (d *decoder) issuer(one issuerFile, i int) {
	here := func(problem string, key string) { d.fail(problem, "issuers", i, key) }
	if !caller.Printable(one.Issuer) {
		here(fmt.Sprintf("expected the iss of tokens: printable text of at most %d bytes", caller.MaxLength), "issuer")
	}
	if len(one.Audiences) == 0 || slices.Contains(one.Audiences, "") {
		here("at least one audience is required, or tokens for other services would be taken", "audiences")
	}
	sources := 0
	for _, given := range []bool{one.KeysFile != "", one.KeysURL != "", one.Discover} {
		if given {
			sources++
		}
	}
	if sources != 1 {
		d.fail("expected exactly one of keys_file, keys_url, discover: true", "issuers", i)
	}
	if one.KeysURL != "" && !secure(one.KeysURL) {
		here("expected an https:// address", "keys_url")
	}
	if one.Discover && !secure(one.Issuer) {
		here("keys can be discovered at an https:// address only", "issuer")
	}
	if one.CAFile != "" && one.KeysFile != "" {
		here("nothing is fetched with keys_file", "ca_file")
	}
	for j, name := range one.Algorithms {
		if !slices.Contains(algorithms, name) {
			d.fail(fmt.Sprintf("%q is not one of %s", name, strings.Join(algorithms, ", ")), "issuers", i, "algorithms", j)
		}
	}
	if one.Leeway < 0 || one.Leeway > maxLeeway {
		here(fmt.Sprintf("%s is not between 0s and %s", one.Leeway, maxLeeway), "leeway")
	}
	if one.MaxAge < 0 {
		here(fmt.Sprintf("%s is negative", one.MaxAge), "max_age")
	}
	if one.KeepKeys < 0 {
		here(fmt.Sprintf("%s is negative", one.KeepKeys), "keep_keys")
	}
}

// secure reports whether an address is one that keys may come from.
func secure(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && u.Fragment == ""
}

func (d *decoder) binding(b binding, i int, known map[string][]Role, issuers map[string]bool) {
	d.roles(b.Roles, "bindings", i, "roles")
	for j, name := range b.Methods {
		d.method(name, known, "bindings", i, "methods", j)
		if slices.Contains(b.Methods[:j], name) {
			d.fail(fmt.Sprintf("%q is there twice", name), "bindings", i, "methods", j)
		}
	}
	if len(b.Roles) == 0 && len(b.Methods) == 0 {
		d.fail("it gives neither roles nor methods", "bindings", i)
	}
	if len(b.Certificates) == 0 && len(b.Tokens) == 0 {
		d.fail("it is for nobody: certificates or tokens are required", "bindings", i)
	}
	for j, f := range b.Certificates {
		d.certificate(f, i, j)
		if slices.Contains(b.Certificates[:j], f) {
			d.fail("it is there twice", "bindings", i, "certificates", j)
		}
	}
	for j, f := range b.Tokens {
		d.token(f, issuers, i, j)
		if slices.ContainsFunc(b.Tokens[:j], func(other tokenFilter) bool { return fmt.Sprint(other) == fmt.Sprint(f) }) {
			d.fail("it is there twice", "bindings", i, "tokens", j)
		}
	}
}

func (d *decoder) certificate(f certificateFilter, i, j int) {
	if count(f.URI, f.URIPrefix, f.DNS, f.CommonName) != 1 {
		d.fail("expected exactly one of uri, uri_prefix, dns, common_name", "bindings", i, "certificates", j)
	}
	// A prefix that ends within a name would match longer names, too.
	if f.URIPrefix != "" && !strings.HasSuffix(f.URIPrefix, "/") || strings.HasSuffix(f.URIPrefix, "://") {
		d.fail("a prefix has an authority and ends with /", "bindings", i, "certificates", j, "uri_prefix")
	}
}

func (d *decoder) token(f tokenFilter, issuers map[string]bool, i, j int) {
	if !issuers[f.Issuer] {
		d.fail(fmt.Sprintf("%q is none of the issuers above", f.Issuer), "bindings", i, "tokens", j, "issuer")
	}
	if count(f.Subject, f.SubjectPrefix, strings.Join(f.Claim, ".")) != 1 {
		d.fail("expected exactly one of subject, subject_prefix, claim", "bindings", i, "tokens", j)
	}
	if slices.Contains(f.Claim, "") {
		d.fail("an empty name", "bindings", i, "tokens", j, "claim")
	}
	if (len(f.Claim) > 0) != (f.Value != "") {
		d.fail("claim and value belong together", "bindings", i, "tokens", j)
	}
	if f.SubjectPrefix != "" && !strings.HasSuffix(f.SubjectPrefix, "/") && !strings.HasSuffix(f.SubjectPrefix, ":") {
		d.fail("a prefix ends with / or :", "bindings", i, "tokens", j, "subject_prefix")
	}
}

// count is how many texts are not empty.
func count(texts ...string) int {
	n := 0
	for _, text := range texts {
		if text != "" {
			n++
		}
	}
	return n
}
