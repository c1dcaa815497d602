package command

import "context"

type idleCommand struct{}

// Help says what it is for.
func (idleCommand) Help() string {
	return "Keeps a container running in which commands are executed: the image has no shell, and none is needed.\n\n" +
		"Example:\n\n  kubectl exec deployment/operator -- /app healthcheck"
}

// Run waits until the process is told to end.
func (idleCommand) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
