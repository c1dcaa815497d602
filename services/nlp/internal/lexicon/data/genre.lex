# Words that tell the genre of an article.

[genre opinion]
opinion
op-ed
comment
commentary
editorial
letter to the editor
my view
i think
i believe
in my view
we believe
columnist
our view
the writer is
is a columnist
let us
shame
[genre interview]
interview
interviewed
q & a
q&a
edited for clarity
edited for length
in conversation with
a conversation with
[genre live_blog]
live updates
live blog
live feed
as it happened
live
minute by minute
key events
last updated
closing this blog
follow live
[genre press_release]
for immediate release
fact sheet
readout
statement by
statement from
joint statement
press release
joint leaders
media release
proclamation
presidential message
executive order
hereby
media contact
[genre transcript]
remarks by
press conference
press briefing
press gaggle
background press call
transcript
as interpreted
applause
laughter
press call
[genre analysis]
analysis
explainer
policy brief
key takeaways
what it means
what we know
scenarios
scenario
recommendations
in-depth
implications
prospects
outlook
briefing
