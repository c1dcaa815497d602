package tracing

import "testing"

// FuzzHeaders reads any file: what is taken can be sent, and an error quotes no value.
func FuzzHeaders(f *testing.F) {
	for _, text := range []string{"", "a: b\n# c\n\nAuthorization: Bearer x.y.z", "a", ": x", "a: \x00", "grpc-timeout: 1S", "a:b:c\r\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		headers := map[string]string{}
		if parseHeaders(text, headers) != nil {
			return
		}
		for name, value := range headers {
			if again := (map[string]string{}); parseHeaders(name+": "+value, again) != nil || again[name] != value {
				t.Errorf("%q: %q is read back as %v", name, value, again)
			}
		}
	})
}
