# Predicates by which an actor takes a stance. The value is a stance.
#   object  counts only when the initiative, or a generic word for it, is its object
#   self    says enough by itself in a passage about the initiative
#   owner   the actor stands right before the words, in the possessive
#   public  the people of the state, not its government
#   after   the actor stands behind the words ("skepticism among allies")
#   weak    a general verdict; outweighed by any other stance of the actor

[stance participates self]
{send} .. @troops
{deploy} .. (@troops|to)
{commit} .. @troops
{commit} (itself|himself|themselves|ourselves) to
{participate} in
{contribute} .. (@troops|to)
{join} as
{take} over .. command
{accept} .. (post|command|role) of
{train} .. (police|soldiers|officers|recruits|sailors)
{approve} .. (sending|dispatch|deployment|contribution)
{sign} .. (agreement|pact|declaration|treaty|accord|memorandum|compact)
(troops|soldiers|officers|contingent|battalion|company|police|medics) .. ({arrive}|{land}|{embark}|{fly}|{leave} for)
(its|their|his|our) (offer|pledge|commitment|contribution) .. ({stand}|{remain})
{agree} to (send|deploy|contribute|join|host|provide|take)
{embark} on
{commit} .. (million|billion|m|bn)
{transfer} .. (million|billion|m|bn)

[stance participates self object]
{join} (the|this)

[stance supports self]
{pledge} .. (@troops|@police|@money|@equipment|support|to)
{promise} .. (@troops|@police|@money|@equipment|support|to)
{offer} .. (@troops|@police|@trainers|@money|@equipment|@basing|@logistics|support)
{offer} to (send|deploy|contribute|provide|host|train|lead|pay|fly|help)
{vote} (yes|in favour|for)
in favour of
{draft} .. @scheme
{lobby} for
{urge} .. ({join}|{adopt}|{contribute}|{support}|{back}|{approve}|{send})
{press} .. to (join|send|contribute|support|back)
{appeal} for
{call} for .. (deployment|force|mission|support|adoption|swift|establishment)
{call} the .. (turning point|critical step|historic|milestone|breakthrough|welcome)
fully support
fully supports
{pay} for
(will|would) provide
{provide} .. (@equipment|@logistics|@money|support|assistance)
{thank} .. for
happy to
keen to
eager to
{host} the
{deliver} .. @equipment

[stance supports self weak]
{send} (medics|doctors|police|@police|@trainers)
continues to support
{stand} by
(army|troops|soldiers|forces|force|brigade|battalion) .. ready
ready (with|at any)
desperate to (join|take|be)
proud to
glad to
gladly
{lend}
{appoint} .. to
{set} up
{prepare} to
{wish} .. well

[stance supports object]
{announce}
{push} for
{seek} to (establish|create|build|form|secure|launch|deploy|finalise)
{want} .. (force|mission|plan|pact)
{need} .. (force|mission|plan|pact|guarantees)
{commit} to
committed to
commitment to
{thank}
{call} .. (encouraging|vital|essential|important|crucial|a success|necessary)
{agree} (to|on|with)
full speed ahead
{push} (ahead|forward)
{work} to (establish|build|secure|finalise|create|deploy)

[stance open self]
open to
{consider} (sending|joining|contributing|participating|deploying|taking|a|the|whether|its|how)
{weigh} (sending|joining|whether|a|the|up)
{study} (the|a|whether|how)
{examine} (the|whether|how)
{discuss} (sending|joining|a|the|its|participation|possible)
{express} .. (interest|willingness|openness)
interested in
like to (join|take|send|help|contribute)
not {rule} out
not ruled out
not exclude
{signal} .. (willingness|readiness|openness|interest)
(could|would) live with
welcome to
(could|might|may) (send|join|contribute|participate|consider|support|host|provide|take)
in principle
{look} at .. (sending|contributing|options)
{float}
ready to (discuss|talk|consider|listen|look)
willing to (discuss|talk|consider|listen|look|explore)
prepared to (discuss|talk|consider|listen|look)
willingness to
(would|could) join
in talks (about|on|to|over)

[stance undecided self]
not there yet
not yet? decided
not yet? (said|taken|made|given|replied|committed)
no decision
{decline} to say
{wait} (for|to|until|and)
{freeze} .. (talks|decision|contribution)
on hold
(too early|premature) to
{remain} (silent|non-committal|noncommittal)
{refuse} to (say|comment|be drawn)
{send} observers
{ask} (whether|if|who|how|what|for more|for clarification)
not in play
{seek} (clarification|clarity|assurances|details|answers)
{want} (clarity|answers|details|to know|assurances)
no answer
not ready to (say|decide|commit)

[stance undecided self weak]
{decline} to comment
not immediately? (comment|respond|reply|answer)

[stance skeptical self]
doubts about
doubts over
{cast} doubt
{question} (the|whether|its|how|why|who|if)
{express} .. (concern|concerns|doubt|doubts|reservations|skepticism|unease|misgivings|fears)
{voice} .. (concern|concerns|doubt|doubts|reservations|skepticism|unease|misgivings|fears)
{raise} .. (concerns|doubts|questions|objections|alarm|alarms|eyebrows)
concerned (about|that|over|by)
{fear} (that|it|the|a|being|losing|an)
fears (of|that|about|over)
concerns (about|over|that|of)
{warn} (that|of|against|about)
{caution} (that|against)
{urge} caution
{worry} (that|about)
worried (that|about|by)
not convinced
critical of
(no|not) in .. hurry
not hurry
not see (a|any|yet|the|how)
{distance} (itself|themselves|himself|herself)
{pause}
second thoughts
{insist} that .. must
{scale} back
{stop} short of
misgivings
{call} .. (vague|premature|risky|unrealistic|a distraction|unclear|unworkable|incomplete)
not enough
too (little|late|vague|risky|expensive|slow)

[stance rejects self]
opposed to
opposition to
{refuse} to (join|take|send|back|support|accept|endorse|sign|participate|contribute|recognise|disarm|let|allow)
{decline} to (join|take|send|back|support|accept|endorse|sign|participate|contribute)
not (support|accept|back|endorse|join|participate|agree|recognise|tolerate|be part)
(never|not) (accept|allow|agree)
{call} .. (occupation|illegal|unlawful|provocation|unacceptable|mistake|sell-out|betrayal|colonialism|a trap|unconstitutional|surrender|dangerous|aggression)
{vote} (against|no)
{say} no
{withdraw} from
{pull} out
{demand} that .. (leave|withdraw|quit|scrap|stop|be)
{demand} .. (withdrawal|cancellation|repeal)
(direct|open|dangerous) provocation
no (need|place|room|justification) for
{object} to
neocolonial
neo-colonial
vassal

[stance rejects self]
({ask}|{petition}|{urge}) ..2 (court|courts|judges|tribunal|lawyers|auditor|auditors|ombudsman)
({go}|{appeal}|{turn}|{complain}) to .. (court|courts|judges|tribunal)
({take}|{drag}) .. to court
({file}|{lodge}|{bring}|{mount}|{launch}) .. (suit|lawsuit|challenge|complaint|petition|injunction)
(suit|lawsuit|challenge|petition) (against|over)
incompatible with
{resign} from

[stance rejects self weak]
not take part
not (send|deploy|contribute|lend|join)
not put @troops
no intention (of|to)
{rule} out (sending|deploying|contributing|any|putting|@troops)
is out
{stay} out

[stance rejects self weak]
{disagree} with
incompatible with
not let
not allow
not want
{slam} the door
{exclude}
{call} .. (occupation|occupiers|invaders)

[stance skeptical self weak]
careful
more careful
{go} quiet
not even
{point} out that
{ask} who
{ask} why
wonder
{wonder}
not .. enough
unpaid
unclear
{remain} (unconvinced|cautious|skeptical|wary)
{urge} (restraint|caution|patience)
{prefer} .. (to|that)
{hope} .. not
{see} no

[stance obstructs self]
{slam} the door
{refuse} .. (participation|presence|entry)
{bar} .. (from|troops|soldiers|participation|entry)
{attack} .. (force|mission|convoy|troops|soldiers|peacekeepers)
legitimate (target|targets)
{vow} to (fight|resist|target|attack|expel|strike|stop|block|prevent|treat)
(treated|regarded|seen|treat) as .. (invaders|occupiers|enemy|enemies|target|targets|occupier|hostile)
{refuse} .. (entry|visas|access)
red line
{use} its veto
{file} .. (lawsuit|suit|injunction|complaint)
{prevent} .. (deployment|force|mission|adoption)
{seize}

[stance skeptical after]
skepticism (from|of|among|in)
(concern|concerns|unease|doubts|doubt|reservations|fears|apprehension|hesitation|reluctance|frustration|alarm|wariness) .. (from|among|by)
(concern|concerns|unease|doubts|doubt|reservations|fears|apprehension|hesitation|reluctance|frustration|alarm|wariness) (of|in)
criticism (from|of|by|among)
lack of support (from|among)

[stance rejects after]
opposition (from|of|by|among|in)
rejection (by|from)
resistance (from|by|of|among|in)
objections (from|by|of)
condemnation (from|by)
protests (from|by|in)
backlash (from|in|among)

[stance skeptical after public]
(skeptics|sceptics|critics|opponents|protesters|activists) (in|from)
(fears|anger|unease|concern|concerns|opposition|protests) in

[stance supports owner]
's (new|latest|own|recent|formal|public|full|strong)? (announcement|proposal|plan|initiative|push|call|bid|offer|pledge|coalition|efforts|effort|endorsement|backing|support)

[stance supports after]
support (from|of|by|among)
backing (from|of|by)
(endorsed|backed|supported|welcomed|proposed|drafted|approved|authorised|sponsored|launched|led|adopted|established|created|mandated|signed|unveiled|announced|floated) .. by
approval (from|of|by)
at the request of
(initiative|proposal|plan|idea|brainchild) (of|by|from)
thanks to

[stance open after]
(personnel|representation|representatives|delegations|delegates|observers|liaison officers|liaisons) from

[stance undecided after]
silence from
no (word|answer|reply|response) from

[stance participates after]
(soldiers|troops|contingents|contingent|officers|battalion|contributions|offers|pledges) (from|of)
joined by

[stance obstructs after]
vetoed by
blocked by
threats (from|by|of)
attacks (from|by)

# What a verdict on the initiative says about the speaker's stance.
[verdict positive]
encouraging
turning point
(critical|important|historic|vital|significant|major|big|key|necessary) step
milestone
breakthrough
historic
proved .. wrong
success
welcome
(bring|brought|brings) peace
ironclad
essential
vital
indispensable
strong
stronger
safer
progress
proud
pleased
honoured
unprecedented
force multiplier
good (news|start|sign|idea)
on (track|schedule)
secure
opportunity
committed
commitment
support
partnership
cooperation
together
deepen
strengthen
peace
stability

[verdict negative]
unbalanced
one-sided
lopsided
unjust
inequitable
{destabilise}
bad (deal|idea|bargain|agreement|treaty|plan|law|step)
half-baked
flawed
ill-conceived
misguided
counterproductive
premature
toothless
insulting
<insult>
<humiliation>
<diktat>
<surrender>
incompatible
unnecessary
redundant
<rival>
colonialism
militarisation
hysteria
theatre
<gesture>
<distraction>
<gimmick>
<stunt>
poor
useless
futile
hollow
naive
absurd
nonsense
unworkable
folly
vanity
charade
<pretext>
encirclement
meddling
interference
tribute
surrender
mirage
<machine> for
overreach
unlawful
illegal
illegitimate
vague
misleading
unclear
failure
failed
failing
mistake
dangerous
danger
risk
risky
threat
fantasy
illusion
betrayal
occupation
occupier
sell-out
blank cheque
provocation
unrealistic
pointless
farce
disaster
reckless
waste
meaningless
too late
not enough
stab in the back
legitimate (target|targets)
<problem>
burden
trap
colonial
unfair
destabilising
escalate
escalation
aggression

# Who is present at a centre or a meeting looks on; that is neither a commitment
# nor a part taken in what is planned there.
[presence open]
(center|centre|headquarters|cell|hub|facility|meeting|conference|talks|session|summit) .. (includes|included|hosts|hosted|houses|housed|drew|brought|gathered)
representation from
(representatives|delegations|delegates|observers|liaison officers|liaisons|personnel|envoys) (from|of)
(send|sends|sent) (observers|an observer|representatives|a representative|delegations|a delegation|envoys|an envoy|liaison officers)
({attend}|{observe}) (the|a|its|that|this)
alongside .. partners

# Verbs with "back" that back nothing, and their like: longer, so that they win.
[stance none]
(troops|soldiers|officers|contingent|battalion|company|police|medics) .. ({arrive}|{land}|{embark}|{fly}|{head}|{sail}|{go}|{come}) (home|back)
({pull}|{come}|{hold}|{push}|{bring}|{go}|{fall}|{step}|{draw}|{get}|{send}|{take}|{call}|{turn}|{look}|{cut}|{roll}|{scale}|{date}|{fight}) back
back (home|down|away|and forth)

# Attitudes: words by which an actor takes a side. The value is a frame, which
# tells what the word makes of its argument (see claim/attitude.go). Whether the
# actor is for or against the initiative follows from the frame, from whether
# the argument is the initiative, gets it on or holds it up, and from negation.
#   favour  is for it            join    takes part, gives, acts for it
#   ready   would do it          promise will give or join
#   open    may be for it
#   wait    takes no side
#   doubt   has doubts           fear    fears what the argument says
#   oppose  is against it        hinder  acts against it
#   refuse  does not do it       leave   takes part no longer
#   urge    wants others to      label   calls it what the complement says
#   vote    decides that the content be done
#   deserve says that it is due  unfit  says that it must not be
#   unripe  says that it is too soon for it
#   recall  brings home what was given
#   yield   bows to it

[attitude wait]
{ask} for (time|more time|clarification|details)
{keep} (its|their|his|her) options open
{say} (nothing|little)

[attitude favour]
(fully|firmly|squarely|solidly|still) behind
{rubber-stamp}
{wave} ..4 through
{nod} ..4 through
{rubber} stamp
({give}|{get}|{grant}|{lend}) ..4 (blessing|nod|consent|assent|go-ahead|thumbs-up)
({give}|{grant}|{hand}) ..4 green light
({get}|{fall}|{line}|{swing}|{rally}|{unite}) ..2 behind
{throw} ..4 behind
{put} ..3 behind
{put} ..3 (name|names|signature|signatures) to
{close} ranks behind
{come} (round|around) to
{lend} ..3 (support|backing|weight)
{adore}
{relish}
{vouch} for
{consent}
{assent}
{acquiesce}
<nod>
<assent>
<go-ahead>
{support}
{back}
{endorse}
{welcome}
{praise}
{hail}
{favour}
{applaud}
{commend}
{embrace}
{champion}
{defend}
{advocate}
{promote}
{cheer}
{bless}
{laud}
{salute}
{congratulate}
{celebrate}
{recommend}
{sponsor}
{co-sponsor}
{cosponsor}
{spearhead}
{propose}
{champion}
{prefer}
{approve}
{adopt}
{authorise}
{mandate}
{initiate}
{renew}
{prolong}
{extend}
{revive}
{convene}
{broker}
{mediate}
{table}
{unveil}
{establish}
{create}
{advance}
{accept}
{greenlight}
{clear}
{accede}
{concede}
{tolerate}
{allow}
{permit}
{facilitate}
{uphold}
{honour}
{reaffirm}
{lobby}
{campaign}
{plead}
{vote} (for|in favour|yes|aye)
{speak} (for|warmly|highly)
{sympathise}
{rally}
{stand} (by|behind|with)
{put} forward
{push} (for|ahead|forward)
{press} (for|ahead)
{sign} off
{circulate}
{draft}
<support>
<backing>
<endorsement>
<blessing>
<approval>
<enthusiasm>
<praise>
<welcome>
<consent>
<sponsor>
<co-sponsor>
<backer>
<supporter>
<champion>
<advocate>
<proponent>
<architect>
supportive
favourable
enthusiastic
in favour
on board
committed
pleased
glad
proud
grateful
keen

[attitude deserve]
indispensable
essential
necessary
vital
overdue
needed
welcome

[attitude unfit]
over (my|our|his|her|their) dead (body|bodies)
unacceptable
intolerable
unwelcome
illegal
unlawful
illegitimate
unconstitutional
void
incompatible
out of the question
off the table
non-starter
{have} no (place|business|right|legitimacy|basis|justification)
no (place|room|justification) for
legitimate (target|targets)
(no-one|nobody|no one) (’s|'s) (backyard|colony|vassal|protectorate)

[attitude unripe]
no (rush|hurry|urgency) (to|for)
too (soon|early)
premature

[attitude recall]
({bring}|{call}|{order}) home
({bring}|{call}|{order}) ..3 (home|back)
{pull} ..3 out

[attitude yield]
{relent}
{blink}
{cave} in?
{climb} down
{back} down
{give} (in|way|ground)
{soften} ..3 (stance|position|line|tone|opposition|stand)
{mellow}
{budge}
{obey}
{submit}
{bow}
{kowtow}
{yield}

[attitude join]
({climb}|{come}|{get}|{jump}|{hop}) (aboard|on board)
{initial}
{seal}
{ink}
{clinch}
{stump} up
{cough} up
{fork} out
{break} ground
{enrol}
{accede}
{form} part
part of
{join}
{sign}
{ratify}
{participate}
{take} part
{contribute}
{deploy}
{send}
{dispatch}
{enlist}
{subscribe}
{host}
{lead}
{fund}
{finance}
{bankroll}
{underwrite}
{donate}
{build}
{construct}
{lay}
{train}
{equip}
{station}
{invest}
{disburse}
{deliver}
{supply}
{launch}
{open}
{inaugurate}
{begin}
{implement}
{prepare}
{release}
{unlock}
{transfer}
{chip} in
{pay} (for|in|into|up)
{put} (up|in)
{hand} over
{carry} out
{roll} out
{sign} up
<participation>
<contribution>
<accession>
<participant>
<contributor>
<signatory>

[attitude promise]
{pledge}
{promise}
{earmark}
{allocate}
{set} aside
{commit}
{vow}
{undertake}

[attitude ready]
ready
willing
prepared
eager
happy
<readiness>
<willingness>

[attitude open]
{warm} to
{flirt} with
{toy} with
{ponder}
{entertain}
{sound} out
{warm} (up|towards|toward)
minded
tempted
sympathetic
not averse
{offer}
{consider}
{weigh}
{explore}
{mull}
{examine}
{contemplate}
{discuss}
{volunteer}
open
interested
inclined
amenable
receptive
<openness>
interest in
<offer>

[attitude wait]
({put} off|{postpone}|{defer}|{delay}) ..3 (decision|answer|reply|choice)
yet to ({sign}|{ratify}|{join}|{endorse}|{approve}|{agree}|{support})
(will|would|shall) {decide} (whether|if|on|in|by|after|next|later|when|once|at)
{decide} (whether|if|later|after|next|once|when|on whether)
{deliberate}
{prevaricate}
{equivocate}
{hold} ..2 fire
{keep} ..3 (counsel|guessing)
{keep} ..3 options open
{reserve} ..2 (position|judgment|judgement|opinion|verdict|decision)
{await} (instructions|orders|clarification|details|guidance)
(not|never|yet to) {make} up ..2 (mind|minds)
(not|yet to) {decide}
(not|yet to) {settle} on
(not|yet to) {reach} ..2 (decision|view|position|verdict|conclusion)
(not|yet to) {take} ..2 (decision|position|view|stance|side|sides)
(not|yet to) {form} ..2 (view|opinion)
(not|yet to) {reply}
(not|yet to) {respond}
(not|yet to) {answer}
(not|yet to) {say} (whether|if|how it|which way)
yet to {say}
(not|yet to) {commit}
yet to {show} ..2 hand
{take} no (position|view|stance|side|sides)
{have} no (opinion|view|position|preference)
no (opinion|position|view|preference)
no decision
(of|in) two minds
{put} off ..3 (decision|answer|choice|reply|vote)
{play} for time
{think} it over
{think} about it
{sit} on the fence
(neither|not) (yes|for|accepted|accepts|accept|backed|backs|supports|supported|endorsed|confirmed|in) nor (no|against|rejected|rejects|refused|opposes|opposed|declined|ruled out|denied|out)
{ask} itself
unsure
undeclared
{stay} (silent|mum|quiet)
{keep} (silent|mum|quiet)
{go} quiet
tight-lipped
{abstain}
{wait}
{dither}
{hedge}
{waver}
{vacillate}
undecided
non-committal
noncommittal
silent
neutral
ambivalent
divided
torn
{reserve} judgment
{reserve} judgement
{remain} on the fence
<abstention>
<silence>
{stay} neutral

[attitude doubt]
{skip}
{put} ..4 under review
{frown} (on|upon|at)
{dislike}
{distrust}
{mistrust}
{gripe}
{carp}
{quibble}
{mutter}
{moan}
{quail}
{blanch}
{wince}
{cool} (on|to|toward|towards)
{sour} (on|to)
{get} cold feet
{have} cold feet
cold feet
second thoughts
in no (hurry|rush)
no great hurry
{think} twice
{lose} (interest|faith|patience|heart|appetite|enthusiasm|confidence|sleep)
{see} (no|little|scant) (point|need|merit|reason|use|sense|value)
not {see} (the|any|much) (point|need|merit|reason|use|sense|value)
(no|little) appetite
(not|never) (convinced|persuaded|impressed|enthused|sold)
no longer (convinced|persuaded|sure|certain)
not in ..3 (hurry|rush)
chary
leery
nervous
jittery
scathing
dismissive
disenchanted
disillusioned
apathetic
indifferent
queasy
frosty
cagey
loath
ill-timed
half-hearted
unmoved
unpersuaded
<scruple>
<quibble>
<cavil>
<distaste>
<aversion>
<dismay>
<coolness>
<wobble>
{doubt}
{question}
{hesitate}
{regret}
{bemoan}
{lament}
{grumble}
{complain}
{bristle}
{chafe}
{baulk}
{balk}
{demur}
{recoil}
{waver}
{reconsider}
{renegotiate}
{rethink}
{query}
{distance}
{temper}
skeptical
wary
cautious
reluctant
hesitant
lukewarm
cool
uneasy
unconvinced
uncomfortable
unenthusiastic
unhappy
unimpressed
dubious
suspicious
distrustful
mistrustful
guarded
ambivalent
sceptical
tepid
noncommittal
critical
disappointed
frustrated
<skepticism>
<doubt>
<reservation>
<misgiving>
<qualm>
<unease>
<reluctance>
<hesitation>
<caution>
<suspicion>
<mistrust>
<distrust>
<disquiet>
<grumbling>
<complaint>
<criticism>
<wariness>

[attitude fear]
{dread}
apprehensive
terrified
fretful
{fret}
{fear}
{worry}
{warn}
{caution}
fearful
worried
concerned
anxious
alarmed
afraid
<fear>
<worry>
<concern>
<alarm>
<apprehension>
<anxiety>

[attitude oppose]
{brush} (off|aside)
{slap} down
{shoot} down
{vote} down
{throw} out
{turn} ..4 down
{loathe}
{detest}
{hate}
{abhor}
{disavow}
{dissociate}
{disassociate}
{scoff}
{jeer}
{sneer}
{bin}
{junk}
{axe}
{mothball}
{pull} the? plug
{slam} the? door
{shut} the? door
{close} the door
{wash} ..2 hands
{keep} away
{close} ranks against
{give} ..3 (short shrift|cold shoulder)
{say} (nyet|non|nein)
{stamp} on
{quash}
<snub>
<rebuff>
<revolt>
<boycott>
<walkout>
<scorn>
<contempt>
{oppose}
{reject}
{condemn}
{denounce}
{decry}
{deplore}
{criticise}
{attack}
{slam}
{blast}
{lambast}
{lambaste}
{castigate}
{deride}
{ridicule}
{mock}
{scorn}
{dismiss}
{repudiate}
{disown}
{resist}
{contest}
{challenge}
{dispute}
{protest}
{object}
{disapprove}
{disagree}
{dissent}
{rail}
{fume}
{rage}
{accuse}
{sue}
{petition}
{rebuff}
{spurn}
{shun}
{snub}
{boycott}
{ditch}
{scrap}
{cancel}
{repeal}
{abandon}
{rule} out
{turn} down
{vote} (against|no|nay)
{tear} up
{want} no part
{want} none
{keep} (its|his|her|their|our) ..3 out
{stay} away
{want} nothing to do
{campaign} against
{speak} against
{fight} against
{lobby} against
{pour} cold water
{walk} (away|out)
{push} back
against
averse
hostile
opposed
allergic
<opposition>
<opponent>
<objection>
<rejection>
<condemnation>
<denunciation>
<hostility>
<resistance>
<protest>
<outcry>
<backlash>
<lawsuit>

[attitude hinder]
{filibuster}
{stonewall}
{gut}
{wreck}
{spoil}
{sink}
{strangle}
{menace}
{expel}
{hold} ..3 hostage
{water} down
{drag} ..2 (feet|heels)
{run} out the clock
<filibuster>
<foot-dragging>
{block}
{veto}
{obstruct}
{sabotage}
{thwart}
{derail}
{torpedo}
{scuttle}
{scupper}
{stymie}
{hamper}
{hinder}
{impede}
{frustrate}
{undermine}
{bar}
{ban}
{forbid}
{prohibit}
{outlaw}
{prevent}
{halt}
{stop}
{stall}
{suspend}
{freeze}
{shelve}
{withhold}
{starve}
{defund}
{cut}
{slash}
{delay}
{postpone}
{ambush}
{shell}
{bomb}
{strike} down
{hold} up
{put} off
{put} on hold
{threaten}
{retaliate}
({announce}|{take}|{prepare}|{promise}) ..2 (countermeasures|retaliation|reprisals)
({announce}|{take}|{prepare}|{promise}) ..2 retaliatory (measures|steps|action)
{vow} to (fight|resist|target|attack|expel|strike|stop|block|prevent)
<veto>
<threat>
<retaliation>
<reprisal>
<blockade>

[attitude refuse]
{refuse}
{decline}
{balk} at
{baulk} at
{stop} short
{shy} away
{shrink} from
{fight} shy
unwilling
unprepared
unready
<refusal>
<unwillingness>

[attitude leave]
{bow} out
{part} ways
{go} (its|his|her|their) own way
{cut} and run
{step} (back|aside|down)
{disengage}
{pull} the plug
{withdraw}
{quit}
{exit}
{leave}
{pull} out
{back} (out|away)
{drop} out
{opt} out
{resign}
{renege}
{retreat}
{walk} away
{turn} (its|their|his|her) back
<withdrawal>
<exit>

[attitude urge]
{urge}
{press}
{beg}
{implore}
{encourage}
{exhort}
{appeal}
{call} (on|for|upon)
{demand}
{insist}
{ask}
{want}
{seek}
{need}
{hope}
{wish}
{invite}
{request}
<call>
<appeal>
<plea>

[attitude vote]
{vote} .. to
{vote}
{rule}
{resolve}

[attitude label]
{call}
{describe}
{brand}
{label}
{term}
{dub}
{deem}
{consider}
{see}
{regard}
{view}
{portray}
{paint}
{characterise}
{denounce}
{dismiss}
{liken}
{compare}
{declare}
{treat}
{find}
