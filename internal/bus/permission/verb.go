package permission

import (
	"slices"

	"github.com/barograph/barograph/proto/subject"
)

// What can be done on the bus, as the subjects that the client publishes on when
// package bus does it. Requests carry their arguments in subject and payload; the
// server checks the subject alone.

// Prefixes of the API of JetStream: our own, and that of [Domain].
const (
	api       = "$JS.API."
	domainAPI = "$JS." + Domain + ".API."
)

// events publishes events of these kinds, whatever their key.
func events(kinds ...subject.Kind) []string {
	var all []string
	for _, kind := range kinds {
		all = append(all, kind.Filter())
	}
	return all
}

// deadLetters gives messages up, in the name of one service only.
func deadLetters(service string) []string { return []string{subject.DeadLetterFilter(service, "")} }

// look asks how large a stream is.
func look(stream string) []string { return []string{api + "STREAM.INFO." + stream} }

// get reads single messages by sequence or subject.
func get(stream string) []string { return []string{api + "STREAM.MSG.GET." + stream} }

// remove deletes single messages.
func remove(stream string) []string { return []string{api + "STREAM.MSG.DELETE." + stream} }

// read reads a stream in order, by a consumer that lives as long as the reading. It
// takes get as well, for what the copy beside the consumer lacks.
func read(stream string) []string {
	return []string{
		api + "CONSUMER.CREATE." + stream + ".>", api + "CONSUMER.MSG.NEXT." + stream + ".*", api + "CONSUMER.DELETE." + stream + ".*",
	}
}

// progress asks how far a durable consumer is.
func progress(stream, durable string) []string {
	return []string{api + "CONSUMER.INFO." + stream + "." + durable}
}

// consume takes messages from a durable consumer and settles them.
func consume(stream, durable string) []string {
	return append(settle(stream, durable), api+"CONSUMER.MSG.NEXT."+stream+"."+durable)
}

// settle settles what was taken from a durable consumer. Who may read the stream
// may take from it, too: the names of readers are made up as they come.
func settle(stream, durable string) []string {
	return append(progress(stream, durable), "$JS.ACK."+stream+"."+durable+".>")
}

// spare keeps who may read a stream from changing or deleting a durable consumer
// of it, which would stop without a word: the names of readers cannot be told
// from that of the consumer in any other way.
func spare(stream, durable string) []string {
	create := api + "CONSUMER.CREATE." + stream + "." + durable
	return []string{create, create + ".>", api + "CONSUMER.DELETE." + stream + "." + durable}
}

// leave keeps who may read a stream from taking messages from a durable consumer
// of somebody else.
func leave(stream, durable string) []string {
	return []string{api + "CONSUMER.MSG.NEXT." + stream + "." + durable}
}

// open reads and writes the keys of a bucket.
func open(bucket string) []string {
	return slices.Concat(look("KV_"+bucket), get("KV_"+bucket), []string{"$KV." + bucket + ".>"})
}

// list lists and watches the keys of a bucket.
func list(bucket string) []string {
	stream := "KV_" + bucket
	return []string{api + "CONSUMER.CREATE." + stream + ".>", api + "CONSUMER.DELETE." + stream + ".*", "$JS.FC." + stream + ".>"}
}

// inbox receives the answers to what the user asked, and nobody else's.
func inbox(user string) []string { return []string{subject.InboxPrefix(user) + ".>"} }

// readerAPI is all that a reader of assessments may ask.
func readerAPI(prefix string) []string {
	return []string{prefix + "STREAM.INFO." + subject.StreamAssessments, prefix + "STREAM.MSG.GET." + subject.StreamAssessments}
}
