# Words that tell the genre of an article. They count in the title, in short
# lines at both ends and in headings. Weak ones are also plain words.

[genre opinion]
opinion
op-ed
comment
commentary
editorial
letter to the editor
guest essay
viewpoint
columnist
our view
my view

[genre opinion weak]
i think
i believe
in my view
we believe
the writer is
let us
shame
must not
column

[genre interview]
interview
an interview with
interviewed by
q & a
q&a
edited for clarity
edited for length
shortened and edited
condensed and edited
in conversation with
a conversation with

[genre interview weak]
interviewed
conversation
questions

[genre live_blog]
live updates
live blog
live feed
as it happened
minute by minute
follow live
closing this blog

[genre live_blog weak]
live
key events
last updated

[genre press_release]
for immediate release
fact sheet
factsheet
readout
statement by
statement from
statement on
joint statement
joint declaration
joint communique
communique
press release
news release
joint leaders
media release
media statement
proclamation
presidential message
executive order
media contact
press contact
note to editors
notes to editors
press statement

[genre press_release weak]
statement
hereby
announces
declaration

[genre transcript]
remarks by
remarks at
remarks to
address by
address to
speech by
speech at
statement to parliament
press conference
press briefing
press gaggle
background press call
transcript
as interpreted
applause
laughter
press call
doorstop
joint press conference
oral statement
hearing

[genre transcript weak]
as delivered
check against delivery
briefing

[genre analysis]
analysis
explainer
policy brief
working paper
issue brief
key takeaways
what we know
in-depth
long read

[genre analysis weak]
what it means
what comes next
scenarios
scenario
recommendations
implications
prospects
outlook
briefing
explained
takeaways
