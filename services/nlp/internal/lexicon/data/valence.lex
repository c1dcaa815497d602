# What words do to what they govern, for undertakings of states: see package
# valence. Words of general English only: no names, no phrases of an article.
#
# advance, hinder   what one does to an undertaking
# good, bad         states, events and qualities
# more, less        what grows or shrinks; the value is that of what does
# flip              turns its argument round: the end of, without, overcome
# deny              turns what should be done into what is not: refuse, fail
# dread, hope       what is feared or hoped for, and has not come about
# burden            neutral, but the more the worse: costs, debt
# pass              says what its argument says, where its own look misleads

[valence advance pos=verb weight=700]
{approve}
{adopt}
{ratify}
{sign}
{initial}
{conclude}
{agree}
{endorse}
{back}
{support}
{authorise}
{mandate}
{enact}
{legislate}
{legalise}
{clear}
{greenlight}
{green-light}
{launch}
{inaugurate}
{open}
{unveil}
{establish}
{found}
{fund}
{finance}
{bankroll}
{underwrite}
{invest}
{allocate}
{earmark}
{appropriate}
{disburse}
{release}
{unlock}
{unblock}
{unfreeze}
{deliver}
{supply}
{equip}
{complete}
{finalise}
{finish}
{accomplish}
{achieve}
{attain}
{secure}
{win}
{clinch}
{gain}
{obtain}
{strengthen}
{bolster}
{boost}
{reinforce}
{enhance}
{improve}
{advance}
{accelerate}
{speed}
{speed+up}
{hasten}
{fast-track}
{facilitate}
{enable}
{help}
{assist}
{promote}
{foster}
{further}
{implement}
{fulfil}
{honour}
{uphold}
{validate}
{confirm}
{ensure}
{guarantee}
{protect}
{safeguard}
{preserve}
{deploy}
{send}
{dispatch}
{contribute}
{donate}
{pledge}
{promise}
{commit}
{provide}
{grant}
{offer}
{volunteer}
{host}
{invite}
{join}
{accede}
{participate}
{co-operate}
{cooperate}
{collaborate}
{coordinate}
{co-sponsor}
{cosponsor}
{train}
{recruit}
{build}
{construct}
{rebuild}
{restore}
{repair}
{stabilise}
{reopen}
{resume}
{revive}
{relaunch}
{renew}
{extend}
{prolong}
{unite}
{rally}
{mobilise}
{welcome}
{hail}
{praise}
{applaud}
{commend}
{recommend}
{champion}
{embrace}
{accept}
{recognise}
{permit}
{allow}
{consent}
{entrench}
{consolidate}
{sustain}
{reaffirm}
{reassure}
{settle}
{reconcile}
{appoint}
{arrive}
{reach}
{land}
{progress}
{proceed}
{succeed}
{prevail}
{thrive}
{recover}
{materialise}
{work+together}
{move+forward}
{move+ahead}
{go+ahead}
{press+ahead}
{push+ahead}
{push+forward}
{forge+ahead}
{get+under+way}
{get+underway}
{come+together}
{take+shape}
{pay+off}
{take+effect}
{come+into+force}
{enter+into+force}
{enter} service
{pave+the+way}
{set+up}
{set+aside}
{roll+out}
{step+up}
{sign+up}
{sign+on}
{sign+off}
{hand+over}
{follow+through}
{stand+by}
{stand+with}
{live+up+to}
{carry+out}
{break+ground}
{bear+fruit}
{make+headway}
{make+progress}
{vote+for}
{vote+in+favour}
{pass} (the|a|an|its|this|that|by|into|with|unanimously|second|third)
{meet} (the|its|their|a|all) (target|targets|deadline|goal|goals|requirements|conditions|criteria|deadlines)

[valence hinder pos=verb weight=700]
{block}
{veto}
{reject}
{oppose}
{obstruct}
{hinder}
{hamper}
{impede}
{thwart}
{frustrate}
{foil}
{derail}
{sabotage}
{scuttle}
{torpedo}
{sink}
{wreck}
{kill}
{scupper}
{stymie}
{stall}
{delay}
{postpone}
{defer}
{shelve}
{suspend}
{freeze}
{halt}
{pause}
{interrupt}
{disrupt}
{cancel}
{abandon}
{scrap}
{drop}
{ditch}
{axe}
{annul}
{revoke}
{repeal}
{rescind}
{overturn}
{quash}
{invalidate}
{nullify}
{terminate}
{undermine}
{weaken}
{erode}
{dilute}
{damage}
{harm}
{hurt}
{jeopardise}
{endanger}
{imperil}
{threaten}
{complicate}
{constrain}
{restrict}
{limit}
{curb}
{curtail}
{starve}
{defund}
{withhold}
{deny}
{refuse}
{prohibit}
{ban}
{bar}
{forbid}
{exclude}
{sideline}
{bypass}
{isolate}
{alienate}
{antagonise}
{anger}
{alarm}
{provoke}
{strain}
{split}
{divide}
{condemn}
{denounce}
{criticise}
{criticize}
{attack}
{slam}
{blast}
{decry}
{deplore}
{lambast}
{ridicule}
{question}
{doubt}
{challenge}
{contest}
{dispute}
{sue}
{boycott}
{shun}
{snub}
{spurn}
{rebuff}
{resist}
{defy}
{protest}
{dismiss}
{discredit}
{violate}
{breach}
{flout}
{infringe}
{betray}
{abrogate}
{renege}
{backtrack}
{withdraw}
{retreat}
{exit}
{quit}
{leave}
{abstain}
{balk}
{baulk}
{hesitate}
{waver}
{object}
{complain}
{refrain}
{retaliate}
{escalate}
{invade}
{occupy}
{bomb}
{shell}
{seize}
{besiege}
{blockade}
{sanction}
{penalise}
{punish}
{overshadow}
{cloud}
{dash}
{doom}
{overwhelm}
{overstretch}
{misuse}
{embezzle}
{squander}
{divert}
{ignore}
{neglect}
{overlook}
{lose}
{miss}
{strike+down}
{throw+out}
{vote+down}
{vote+against}
{turn+down}
{rule+out}
{pull+out}
{pull+back}
{back+out}
{back+away}
{back+down}
{drop+out}
{opt+out}
{walk+away}
{walk+out}
{hold+up}
{hold+back}
{push+back}
{put+off}
{put+on+hold}
{put} (it|them|this|that) on hold
{set+back}
{call+off}
{scale+back}
{cut+back}
{tear+up}
{water+down}
{call+into+question}
{cast+doubt}
{pour+cold+water}
{stay+away}
{stay+out}
{drag+on}
{fall+behind}
{lag+behind}
{lag}
{slip}
{slide}
{falter}
{founder}
{flounder}
{stumble}
{stagnate}
{languish}
{collapse}
{crumble}
{disintegrate}
{unravel}
{deteriorate}
{worsen}
{backfire}
{expire}
{lapse}
{default}
{linger}
{run+out}
{run+aground}
{run+dry}
{break+down}
{fall+apart}
{fall+through}
{fall+short}
{come+to+nothing}
{grind+to+a+halt}
{die}
{clash}
{quarrel}
{bicker}
{squabble}
{feud}
{disagree}
{flare}
{erupt}
{flee}
{suffer}

[valence good pos=noun weight=500]
<success>
progress
<breakthrough>
<milestone>
<achievement>
headway
momentum
<agreement>
<accord>
consensus
unanimity
unity
solidarity
cohesion
cooperation
co-operation
collaboration
support
backing
approval
<endorsement>
endorsement
ratification
adoption
authorisation
consent
acceptance
<blessing>
confidence
trust
credibility
legitimacy
readiness
willingness
commitment
<pledge>
<contribution>
<donation>
<grant>
<investment>
completion
implementation
delivery
deployment
<arrival>
launch
<opening>
inauguration
resumption
restoration
recovery
reconstruction
<improvement>
<advance>
<gain>
<victory>
<win>
<boost>
<benefit>
<advantage>
<opportunity>
<solution>
<settlement>
<compromise>
<guarantee>
<assurance>
stability
peace
calm
security
deterrence
prosperity
resilience
capability
capabilities
interoperability
certainty
clarity
transparency
accountability
relief
<reinforcement>
enthusiasm
optimism
majority
goodwill
<step> forward
(important|major|crucial|key|significant|big|historic|first|concrete|practical|necessary|welcome) <step>
<ceasefire>
<truce>
de-escalation
reconciliation
disarmament
disbursement
renewal

[valence bad pos=noun weight=600]
<alarm>
<unease>
<outcry>
<uproar>
<discord>
<dismay>
<failure>
<setback>
<blow>
<delay>
<postponement>
<suspension>
<cancellation>
<stalemate>
<freeze>
<halt>
<hold-up>
<slowdown>
<stoppage>
<moratorium>
<blockage>
<snub>
<backdown>
<no-show>
<cost overrun>
<deadlock>
<impasse>
<logjam>
gridlock
paralysis
stagnation
<bottleneck>
<backlog>
<obstacle>
<hurdle>
<barrier>
<impediment>
<stumbling> block
<snag>
<hitch>
<problem>
<difficulty>
<complication>
<challenge>
<crisis>
crises
<disaster>
<catastrophe>
<fiasco>
<debacle>
<collapse>
<breakdown>
<shortfall>
<shortage>
<gap>
<deficit>
arrears
<overrun>
<flaw>
<defect>
<weakness>
weaknesses
<vulnerability>
<fault>
<mistake>
<error>
<blunder>
<scandal>
corruption
fraud
embezzlement
waste
mismanagement
<dispute>
<disagreement>
<quarrel>
<row>
<rift>
<split>
<division>
<rivalry>
<feud>
<spat>
<standoff>
friction
<tension>
discord
disunity
infighting
mistrust
distrust
suspicion
hostility
animosity
resentment
anger
outrage
outcry
backlash
unease
concern
concerns
<worry>
misgivings
<reservation>
<doubt>
scepticism
skepticism
hesitation
reluctance
opposition
resistance
<objection>
rejection
<refusal>
criticism
condemnation
<accusation>
<veto>
<vetoes>
<boycott>
<protest>
<lawsuit>
<complaint>
<violation>
<breach>
infringement
non-compliance
noncompliance
illegality
<withdrawal>
<retreat>
<exit>
<pullout>
<defection>
abstention
<attack>
<assault>
<strike>
<airstrike>
<raid>
<bombing>
<shelling>
<clash>
fighting
violence
bloodshed
<war>
<hostility>
hostilities
aggression
<invasion>
occupation
<incursion>
terrorism
sabotage
<provocation>
retaliation
<escalation>
<casualty>
<death>
<killing>
<massacre>
<atrocity>
<abduction>
famine
starvation
hunger
suffering
displacement
<abuse>
instability
insecurity
unrest
turmoil
chaos
<uncertainty>
confusion
ambiguity
vagueness
<loophole>
limbo
<impunity>
<blockade>
<siege>
<sanction>
<ban>
<embargo>
<restriction>
<constraint>
fatigue
apathy
inertia
decline
erosion
fragmentation
<betrayal>
overreach
interference
meddling
coercion
<ultimatum>
<red> line
<spillover>
spill-over
fiction
<fantasy>
folly
<gimmick>
<sham>
<pipe> dream
<white> elephant
<dead> end
<dead> letter
<burden>
<strain>
<damage>
<harm>
<loss>
<defeat>
neglect
cold feet
second thoughts

[valence good pos=adj weight=500]
successful
ready
operational
complete
completed
agreed
approved
funded
effective
viable
feasible
workable
credible
legitimate
lawful
legal
binding
irreversible
unanimous
united
bipartisan
cross-party
cohesive
collaborative
cooperative
friendly
cordial
warm
ambitious
realistic
valuable
useful
helpful
supportive
favourable
positive
promising
encouraging
constructive
productive
fruitful
optimistic
confident
upbeat
hopeful
enthusiastic
willing
keen
eager
committed
determined
historic
landmark
welcome
stable
secure
safe
peaceful
calm
robust
resilient
strong
sound
solid
firm
transparent
well-funded
well-equipped
sustainable
affordable
vital
essential
indispensable
on track
on schedule
on time
on course
ahead of schedule
under way
underway
in place
in force
within reach
up and running
good
better
excellent
impressive
smooth
smoothly
successfully
swift
swiftly

[valence bad weight=600 pos=adj]
late
later than
overdue
behind schedule
off track
behind
slow
sluggish
stalled
stuck
deadlocked
frozen
moribund
dead
doomed
dead in the water
in doubt
in tatters
in jeopardy
in limbo
in disarray
in trouble
at risk
at odds
at an impasse
on hold
on ice
out of reach
far off
unlikely
uncertain
unclear
unresolved
undecided
unsettled
unanswered
vague
ambiguous
contested
controversial
contentious
divisive
divided
split
fragmented
disputed
illegal
unlawful
unconstitutional
illegitimate
invalid
void
unacceptable
unworkable
unviable
unrealistic
impossible
impractical
infeasible
unfeasible
ineffective
ineffectual
toothless
useless
worthless
meaningless
hollow
symbolic
cosmetic
empty
insufficient
inadequate
scarce
thin
meagre
meager
weak
fragile
shaky
brittle
tenuous
precarious
volatile
unstable
unsafe
insecure
dangerous
risky
reckless
perilous
dire
grim
bleak
gloomy
worrying
troubling
disturbing
alarming
disappointing
frustrating
frustrated
angry
furious
outraged
wary
sceptical
skeptical
dubious
doubtful
reluctant
hesitant
lukewarm
unwilling
unable
unprepared
unready
unfunded
underfunded
understaffed
unpaid
undermanned
ill-equipped
overstretched
overburdened
unequipped
incomplete
unfinished
flawed
defective
faulty
obsolete
outdated
expensive
costly
unaffordable
unsustainable
wasteful
corrupt
hostile
belligerent
provocative
destabilising
escalatory
unpopular
unwelcome
unwanted
isolated
absent
failed
broken
bad
worse
worst
poor
wrong
misleading
mistaken
premature
too little
too late
too slow
too few
too small
too expensive
too dangerous
too costly
severe
deadly
deadliest
bloody

[valence more weight=300 pos=verb]
{rise}
{increase}
{grow}
{expand}
{climb}
{soar}
{surge}
{jump}
{swell}
{double}
{triple}
{widen}
{deepen}
{raise}
{heighten}
{intensify}
{mount}
{multiply}
{accumulate}
{add+to}
{fuel}
{stoke}
{exacerbate}
{aggravate}
{create}
{cause}
{generate}
{spark}
{trigger}
{bring}

[valence more weight=200 pos=noun]
<increase>
<rise>
<growth>
<surge>
<expansion>

[valence more weight=150 pos=adj]
more
additional
greater
higher
growing
rising
increasing
mounting
increased
further
extra
deepening
widening

[valence less weight=450 pos=verb]
{fall}
{decrease}
{decline}
{dwindle}
{shrink}
{plunge}
{plummet}
{tumble}
{drop+to}
{drop+by}
{drop+from}
{diminish}
{lessen}
{reduce}
{cut}
{slash}
{trim}
{lower}
{halve}
{minimise}
{downgrade}
{wane}
{fade}
{ebb}
{dry+up}
{cap}
{downsize}
{narrow}
{shorten}

[valence less weight=300 pos=noun]
<reduction>
<cut>
<drop>
<decrease>
<fall>
<cutback>

[valence less weight=300 pos=adj]
less
fewer
lower
reduced
smaller
dwindling
shrinking
declining
falling
few
little
limited

[valence flip bare=-500 pos=noun]
lack
absence
<shortness>
dearth
want
loss

[valence flip bare=-200]
<end> (to|of)
without
cessation
removal

[valence flip bare=300 pos=verb]
{overcome}
{resolve}
{solve}
{fix}
{tackle}
{address}
{defuse}
{ease}
{alleviate}
{relieve}
{mitigate}
{calm}
{allay}
{dispel}
{lift}
{remove}
{eliminate}
{eradicate}
{dismantle}
{defeat}
{counter}
{combat}
{deter}
{repel}
{bridge}
{heal}
{mend}
{break} (the|a|this|that) (deadlock|impasse|stalemate|logjam)
{rule} out any (delay|delays)

[valence flip bare=-200 pos=verb]
{prevent}
{avert}
{avoid}
{escape}
{end}
{stop}
{cease}
{lack}
{deplete}
{break}

[valence deny weight=600]
{fail} to
{refuse} to
{decline} to
{neglect} to
unable to
unwilling to
reluctant to
hesitant to
{struggle} to
(has|have|had|is|are|was|were) yet to
{stop+short+of}
far from
{forget} to

[valence deny weight=500 pos=verb]
{fail}
{struggle}

[valence dread weight=400]
{fear}
{worry}
{warn}
<fear>
<warning>
<risk>
<threat>
<danger>
<spectre>
<prospect>
afraid
worried
concerned
nervous
anxious

[valence hope weight=250]
{hope}
{expect}
{aim}
{intend}
{plan}
{seek}
{want}
{wish}
{aspire}
<hope>
<aim>
<goal>
<effort>
<attempt>
{try}
{attempt}

[valence burden pos=noun]
<cost>
<price>
<bill>
<debt>
<expense>
<expenditure>
<tariff>
<tax>
inflation
<demand>
<wait>
<deadline>
<number> of (dead|casualties|deaths|attacks|violations)

[valence pass]
{back} to
{lead} to
{leave} for
{question} of
support for
a <number> of
{clear} that
