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

# What follows are classes: the part that a word plays for the words that hang
# on it in the sentence's tree, or that it hangs on. A word may be in several.

# Negates what it modifies.
[class not]
not
cannot
never
no
no one
nobody
nothing
none
nowhere
neither
nor
without
hardly
scarcely
barely

# What they govern is not so; a negation of them turns that round again.
[class negative]
{fail}
{refuse}
{decline}
{deny}
{avoid}
{forget}
{neglect}
{abandon}
{cancel}
{scrap}
{shelve}
{reject}
{oppose}
{resist}
{exclude}
{preclude}
{prevent}
{block}
{forbid}
{prohibit}
{rule} out
{stop} short
{shy} away
{back} away
{refrain}
{dismiss}
{renounce}
{lack}
{withhold}
{veto}
{rebuff}
{spurn}
{disown}
{contradict}
{refute}
{dispute}
{doubt}
unable
unwilling
reluctant
reluctance
hesitant
hesitation
loath
averse
incapable
powerless
impossible
unlikely
unready
unprepared
<refusal>
<failure>
inability
unwillingness
<lack>
absence
<rejection>
<denial>
opposition
far

# A noun that they govern is no longer so: "dropped its objections".
[class undoing]
{drop}
{withdraw}
{retract}
{overcome}
{shed}
{waive}
{dispel}
{allay}
{lift}
{bury}
{swallow}

# What they are said of is gone.
[class vanishing]
{evaporate}
{vanish}
{disappear}
{dissolve}
{melt}
{fade}
{wane}
{ebb}
{soften}
{subside}
{collapse}

# A negation of them is one of what they govern: "does not believe that".
[class raising]
{believe}
{think}
{expect}
{suppose}
{imagine}
{anticipate}
{seem}
{appear}
{feel}
likely

# Who denies them leaves open what they govern: "it does not follow that".
[class implying]
{follow}
{mean}
{imply}
{entail}
{prove}
{guarantee}
{indicate}
{signify}

# Whoever says so takes what they govern for true.
[class factive]
{confirm}
{reveal}
{admit}
{acknowledge}
{concede}
{know}
{realise}
{recognise}
{disclose}
{regret}
{learn}
{discover}
{prove}
{demonstrate}
{note}
{recall}
{remember}
{manage}
aware
<fact>
<admission>
<confirmation>

# Whoever says so takes what they govern for false.
[class false]
falsely
wrongly
mistakenly
untruthfully
misleadingly
{pretend}
{feign}

[class probable]
{expect}
{predict}
{anticipate}
{believe}
{think}
{presume}
likely
unlikely
probably
presumably
poised

[class possible]
{seem}
{appear}
{suggest}
{consider}
{weigh}
{mull}
{contemplate}
{speculate}
{explore}
{float}
{moot}
{study}
{examine}
possible
<possibility>
perhaps
maybe
possibly
potentially
conceivably
reportedly
allegedly
purportedly
apparently
supposedly
tentatively
{rumour}
unclear
uncertain
<option>
<idea>
<chance>

# What they govern is wished for or asked for, and has not happened.
[class wish]
<pressure>
{want}
{seek}
{try}
{attempt}
{hope}
{wish}
{aim}
{aspire}
{urge}
{ask}
{demand}
{request}
{call}
{propose}
{recommend}
{advocate}
{invite}
{order}
{press}
{push}
{encourage}
{appeal}
{beg}
{advise}
{lobby}
{need}
{require}
<call>
<appeal>
<request>
<demand>
<proposal>
<attempt>
<effort>
<bid>
<hope>

# What they govern lies ahead.
[class future]
{plan}
{intend}
{pledge}
{promise}
{vow}
{commit}
{prepare}
{undertake}
{expect}
{agree}
{offer}
{threaten}
set
due
about
poised
going
ready
willing
prepared
<plan>
<intention>
<pledge>
<promise>
<offer>
<readiness>
<willingness>

# Their subject does what they govern, also where they have an object.
[class promise]
{promise}
{pledge}
{vow}
{threaten}
{swear}
{assure}
{offer}
{use}

# They say of their object's owner what the object says: "expressed support".
[class light]
{file}
{harbour}
{air}
{mount}
{impose}
{express}
{voice}
{make}
{give}
{offer}
{declare}
{announce}
{show}
{signal}
{issue}
{take}
{have}
{hold}
{maintain}
{reiterate}
{repeat}
{reaffirm}
{affirm}
{confirm}
{pledge}
{state}
{indicate}
{lend}
{throw}
{extend}
{provide}
{convey}
{withdraw}
{drop}
{put}
{play}
{keep}
{raise}
{register}
{lodge}
{stress}
{underline}
{underscore}
{emphasise}
{restate}
{promise}
{formalise}
{cast}
{reconsider}
{circulate}
{submit}
{present}
{unveil}
{publish}
{cap}
{limit}
{hedge}

# Say that another account is wrong.
[class contradiction]
{deny}
{dismiss}
{dispute}
{refute}
{contradict}
{rebut}
{debunk}
{disprove}
{rebuff}
misleading
untrue
false
baseless
unfounded
inaccurate
incorrect
fabricated
contrary
denial

# Adjectives of what may come or be, and of what is only said to be.
[class tentative]
possible
potential
conceivable
hypothetical
theoretical
prospective
alleged
purported
supposed
rumoured
rumored

# Nouns for what somebody has said or decided, against which something may be done ("despite the ruling").
[class account]
ruling
verdict
judgment
judgement
finding
findings
statement
statements
report
reports
claim
claims
assurance
assurances
promise
promises
pledge
pledges
warning
warnings
order
ban
injunction
resolution

# Participles that say in what state of mind their subject is, not what is done to it.
[class stative]
tempted
minded
persuaded
impressed
unimpressed
unconvinced
unpersuaded
terrified
frightened
scared
relieved
delighted
thrilled
enthused
sold
horrified
appalled
dismayed
angered
outraged
irritated
annoyed
frustrated
tired
disenchanted
disillusioned
attracted
encouraged
reassured
committed
prepared
opposed
interested
concerned
worried
determined
divided
inclined
involved
engaged
united
convinced
satisfied
pleased
set
due
poised
supposed
resigned
torn
alarmed
disappointed
bound
bent
split
undecided
obliged
represented

# What stands under them is what something else hangs on.
[class condition]
subject
conditional
conditioned
contingent
dependent
{depend}
{hinge}
{insist}
{require}
{demand}
pending
<condition>
<precondition>
<prerequisite>
