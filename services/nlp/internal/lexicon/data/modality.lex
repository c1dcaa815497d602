# How certain a clause is, and whether it is turned round.

[modality negation]
not
never
no
nor
neither
cannot
nobody
no one
none
without
{deny}
{fail} to
far from
{stop} short of
hardly
scarcely
barely
no longer
little
rather than
instead of
{lack}
lack of
absence of
{refuse} to
{decline} to
yet to

# Words that look like a negation and are none.
[modality plain]
not only
not just
not merely
not least
no doubt
no less
nothing less
no longer alone
not long ago
no matter
why not
not to mention
no sooner
without doubt
not only because

[modality possible]
may
might
could
possibly
perhaps
maybe
potential
potentially
possible
possibility
{appear}
{seem}
{suggest}
apparently
reportedly
allegedly
alleged
purportedly
rumoured
{speculate}
{consider}
{weigh}
conceivably
unclear
uncertain
can be seen as
tentative
tentatively
{mull}
{float}
if

[modality probable]
likely
unlikely
probably
expected to
{expect}
should
would
{predict}
set to
poised to
due to be
presumably
{believe}
{think}
{hope}
{anticipate}
plans to
{intend}
{aim} to
in principle

[modality future]
will
would
going to
shall
set to
due to
to be
about to
{plan} to
{intend} to
{expect} to
{pledge} to
{promise} to
by the end of
next
{aim} to

[modality hypothetical]
if
unless
were to
suppose
supposing
imagine
hypothetically
should
in case
assuming
what if
otherwise
as if
had it

[modality earlier]
previously
earlier
formerly
had
in the past
last year
last month
years ago
decades ago
until recently
once
originally
at the time
back then
used to
historically
history
