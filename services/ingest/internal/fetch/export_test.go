package fetch

// ParseCredential reads the one line of such a file.
func ParseCredential(line string) (header, value string, ok bool) {
	c, ok := parseCredential(line)
	return c.name, c.value, ok
}

// ParseNetwork reads a network that may be reached, in its one form.
func ParseNetwork(text string) (string, error) {
	prefix, err := parseNetwork(text)
	if err != nil {
		return "", err
	}
	return prefix.String(), nil
}
