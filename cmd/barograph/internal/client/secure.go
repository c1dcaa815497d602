package client

import "strings"

// secureProblems are texts of Go's TLS, which stand in what grpc-go reports of a
// connection that did not come about, and what they mean to who called.
var secureProblems = []struct{ text, meaning string }{
	{"first record does not look like a TLS handshake", "it speaks plain text; leave --tls-dir out (BAROGRAPH_CLI_TLS_DIR), or turn TLS on there (BAROGRAPH_TLS_DIR)"},
	{"tls: certificate required", "it asks for a certificate: the folder of --tls-dir needs tls.crt and tls.key"},
	{"tls: unknown certificate authority", "it does not know the authority of our certificate: its ca.crt has to vouch for tls.crt in the folder of --tls-dir"},
	{"tls: expired certificate", "it says that our certificate, tls.crt in the folder of --tls-dir, has expired or is not valid yet"},
	{"tls: bad certificate", "it refuses our certificate, tls.crt in the folder of --tls-dir: is it meant for clients (extended key usage clientAuth)?"},
	{"certificate signed by unknown authority", "its certificate is not of an authority in ca.crt in the folder of --tls-dir"},
	{"certificate has expired or is not yet valid", "its certificate has expired or is not valid yet"},
	{"protocol version not supported", "it has no TLS 1.3"},
}

// secureProblem says why there is no TLS, by the text with which grpc-go reports
// that there is no connection; empty for other reasons.
func secureProblem(text string) string {
	for _, p := range secureProblems {
		if strings.Contains(text, p.text) {
			return p.meaning
		}
	}
	const name = "x509: certificate is "
	switch {
	case strings.Contains(text, name) || strings.Contains(text, "x509: cannot validate certificate for "):
		_, why, _ := strings.Cut(text, "x509: ")
		return "its certificate is for another name: " + strings.Trim(why, `"`)
	case strings.Contains(text, "error reading server preface") && !strings.Contains(text, "tls: "):
		return "it hangs up on plain text; does it want TLS? (--tls-dir DIR, or BAROGRAPH_CLI_TLS_DIR)"
	}
	return ""
}
