# Cues of the twelve dimensions: what raises and what lowers the prospects of an initiative.

[dimension diplomatic_support raises]
{endorse}
{welcome} (the|this|that|a|any|its|it|news)
{co-sponsor}
{cosponsor}
{rally} .. (support|behind)
{enlist}
{sign} (on|up) (to|for)
joint (declaration|statement|communique)
declaration of (support|intent)
{express} .. (support|willingness|readiness|interest)
(broad|wide|strong|growing|unanimous|full|firm|international|regional|overwhelming|unwavering) (support|backing|consensus)
{pledge} .. support
{reaffirm} .. (support|commitment)
{give} .. (backing|blessing)
{throw} .. (weight|support) behind
{win} .. (support|backing|approval)
{back} (the|this|a|any|its|it|their|his)
{support} (the|this|a|any|it|their|his|our)
{join} (us|forces)
{sign} .. (agreement|pact|declaration|treaty|accord|memorandum|letter)
(key|vital|essential|historic) (step|milestone)
{thank} .. for (their|its|his|your) (support|leadership|contribution)
{hail}
{praise}
{agree} (on|to|that|with)
in favour
{vote} (in favour|for|yes)
{expand} .. (partnership|cooperation|coalition)
{deepen} .. (partnership|cooperation|ties)
{build} .. coalition
show of (solidarity|unity)
stand (with|by)
{commit} to (the|this|our)

{form} .. (partnerships|partnership|alliances|alliance|coalition)
{partner} with
{cooperate}
{work} together
{join} .. (coalition|force|pact|initiative|partnership|effort)
{offer} .. support
{build} on
(agreed|agreement) (to|on|with|between)
{host} .. (summit|meeting|conference)
({reach}|{achieve}|{find}|by|broad|unanimous|cross-party) .. consensus
{announce} .. (partnership|agreement|initiative|creation|formation|pact)

[dimension diplomatic_support lowers]
some fear
fail to build
no consensus
controversial
contentious
{provoke} .. (criticism|anger|outcry)
outcry

{reject} .. @scheme
{reject}
{oppose}

wary of
hesitant
hesitation
reluctant
reluctance
lukewarm
(cool|cold) (to|on|towards)
{decline} to (join|endorse|sign|back|commit|support|take|participate)
{refuse} to (join|endorse|sign|back|commit|support|take|participate)
skepticism
skeptical
mixed messaging
fragmented
fragmentation
{distance} (itself|themselves|himself)
opposition (to|from)
{rule} out (joining|taking|participation|participating)
{condemn}
{denounce}
{criticise}
criticism
{walk} (away|out)
{withdraw} from
{pull} out
{abstain}
abstention
{boycott}
isolated
lack of .. (support|consensus|backing)
no (country|government|state|one|nation) has
{snub}
{cast} doubt
doubts (about|over|on)
{voice} .. (concern|doubt|concerns|doubts|reservations|unease)
{raise} .. (concerns|doubts|questions|objections|alarm)
{express} .. (concern|concerns|doubt|doubts|reservations|skepticism|unease)
(deep|serious|grave|strong) (reservations|concerns|misgivings)
{back} away
{back} out
objection
{stay} away
{fail} to (win|secure|gain|attract|agree)
(rift|split|divided|divisions) (over|among|between)
at odds
{shun}
{balk}
{baulk}
{dismiss} .. @scheme

[dimension legal_mandate raises]
{adopt} .. (resolution|text|draft)
resolution .. {adopt}
(resolution|text|draft) was (adopted|approved|passed)
chapter vii
{authorise}
authorisation (of|by|from|for)
{ratify}
ratification
status-of-forces agreement
legally binding
legal basis
mandated by
under .. resolution
{approve} .. (treaty|agreement|resolution|mandate|deployment)
{renew} .. mandate
{extend} .. mandate
security council .. {vote}
{enter} into force
in accordance with .. law
{comply} with .. law
consistent with .. (law|charter|treaty|obligations)
court .. {uphold}
{uphold} .. (legality|law|deployment)
mandate (exists|is clear)
{grant} .. mandate
voted (on|to)
{sign} .. treaty

[dimension legal_mandate lowers]
no .. (legal basis|authorisation|legal cover)
incompatible with
court .. (said|ruled|found)
{veto}
draft .. {stall}
(counter|rival|competing|alternative) (text|draft|resolution)
(no|without|lacks a|lack of a|absence of a) .. mandate
{require} .. (authorisation|mandate|approval|ratification)
{need} .. (authorisation|mandate|ratification)
(until|before|without) .. (mandate|resolution|authorisation)
ruling against
(despite|defying|defies|defied|flouting|flouts|ignoring|ignores) .. (ruling|judgment|judgement|injunction)
{rule} .. (unconstitutional|unlawful|illegal)
unlawful
illegal .. (force|mission|deployment|order|mandate|war|operation|strike|strikes|agreement|deal)
(is|was|are|were|as|be|been|call it|called it|deemed) illegal
unconstitutional
mandate .. {expire}
{contest} .. legality
legal (challenge|questions|doubts|hurdles|obstacles|limbo|uncertainty)
{breach} .. (charter|law|treaty|constitution)
{violate} .. (charter|law|treaty|constitution)
violation of .. (charter|law|treaty|constitution)
not legally binding
court .. {block}
{seek} .. (mandate|authorisation)
{await} .. (mandate|resolution|authorisation|ratification)
subject to .. (ratification|approval|authorisation)

[dimension command_control raises]
{appoint} .. commander
commander .. {appoint}
{name} .. commander
{appoint} .. to (lead|command|head)
commander of the
deputy commander
command structure .. {agree}
{agree} .. (command structure|rules of engagement)
(unified|joint|integrated|single) command
rules of engagement .. {agree}
{open} .. headquarters
{set} up .. headquarters
coordination (centre|cell|headquarters|hub)
(operational|force|joint) headquarters
{take} command
under .. command of
clear (chain of command|mandate|mission|rules)
@will lead (the|a)
governance (structure|mechanism)
(steering|executive|oversight) (committee|board|group)
(working|task) (group|force) (established|set up|created)

[dimension command_control lowers]
(who|what) .. in charge
yet to name a commander
no commander
(who|which country|which state) @will? (lead|leads|command|commands)
(mandate|mission|command|role|task|tasks|leadership|rules|specifics|details|terms) .. (unclear|vague|undefined|unresolved|undecided|ambiguous|unarticulated|disputed)
unclear (mandate|mission|command|rules)
vague
ambiguity
overlapping responsibilities
no (blueprint|clear mandate|chain of command|clear plan|command structure)
(lack|absence) of .. (blueprint|clarity|plan|framework|command|detail|details)
rules of engagement .. (undecided|unclear|unresolved|not)
questions (about|over) .. (mandate|command|rules|role|structure|task|tasks)
turf (dispute|war|battle)
dispute .. (command|leadership)
{clarify} .. (mandate|details|rules|role|command|mission|terms)
without .. (clear mandate|blueprint|command)
open questions
friction

[dimension force_generation raises]
{pledge} .. @troops
{pledge} to (send|deploy|contribute|provide)
{contribute} .. @troops
{ready} .. @troops
ready to (send|deploy|contribute|provide|supply)
{promise} .. @troops
{offer} .. @troops
{offer} to (send|deploy|contribute|provide)
{commit} .. @troops
{send} .. @troops
{deploy} .. @troops
{provide} .. (@troops|@equipment)
{deliver} .. @equipment
{supply} .. (@troops|@equipment)
advance (party|team)
(contingent|troops|soldiers|battalion|forces|officers) .. ({arrive}|{depart}|{land}|{embark})
(first|more|new|additional|fresh) (troops|soldiers|contingents|officers|forces|battalion|submarines|units)
(troop|force) (contributors|contributions|pledges)
{increase} .. (contribution|troops|capability|capabilities|capacity)
{train} .. (soldiers|troops|police|officers|crews|sailors)
{build} .. (submarines|ships|capability|capabilities|capacity)
{acquire} .. (submarines|ships|aircraft|capability)
industrial base
{sell} .. @equipment
military (assistance|aid) package
(boost|enhance|strengthen|bolster) .. (capabilities|capability|capacity|deterrence)
{hand} over .. @equipment
{reinforce} .. @troops
reinforcements
interoperability

[dimension force_generation lowers]
no .. (offers|offer|names|contributors|takers)
too few
(nobody|no one|no country|none) .. (send|sending|soldiers|troops|men)

{rule} out (sending|deploying|contributing|providing|@troops|any)
not .. prepared to (send|deploy|contribute)
no (firm|concrete|formal) (commitments|commitment|offers|pledges)
{reconsider}
{cap} .. at
{withdraw} .. (offer|@troops|pledge)
{pull} .. @troops
(numbers|figures) .. misleading
not {send} .. @troops
{refuse} to (send|deploy|contribute)
{decline} to (send|deploy|contribute)
no (troops|soldiers|plans to send|intention to send|intention of sending|boots)
no (country|government|state|one) .. (agreed|offered|pledged|committed|come forward)
(short of|shortage of|lack of|not enough|too few|fewer than half) .. (@troops|@equipment)
shortfall .. (@troops)
understaffed
undermanned
overstretched
stretched
{shrink}
{scale} back
{reduce} .. (contribution|contingent|troops|pledge)
{cut} .. (contribution|contingent|troops|pledge)
(talks|discussions) .. on hold
{freeze} .. (contribution|contributions|deployment|offer|participation|troops|soldiers|planning|preparations)
{put} on hold
{suspend} .. (contribution|deployment|participation|talks|@troops)
{leave} the (force|mission)
{bring} .. home
{stay} out
not .. take part
not .. participate
equipment gaps
cannot (spare|meet|supply|build)
without .. (troops|contributors)
production .. (rate|bottleneck|shortfall|behind)
labour shortage
fewer than .. (@troops|promised|planned|foreseen)

[dimension funding raises]
{allocate}
{earmark}
(donor|donors|pledging) conference
trust fund
appropriation
{appropriate} .. (million|billion)
{approve} .. (funding|budget|million|billion)
{fund} (the|a|this|its)
{pledge} .. (million|billion|m|bn)
{contribute} .. (million|billion|m|bn)
{provide} .. (million|billion|m|bn)
{transfer} .. (million|billion|m|bn)
{invest} .. (million|billion|m|bn)
{commit} .. (million|billion|m|bn)
{promise} .. (million|billion|m|bn)
{announce} .. (million|billion|m|bn)
{add} .. (million|billion|m|bn)
{set} aside .. (million|billion|m|bn)
in (additional|new) (funding|assistance)
{finance}
{pay} (for|into)
financial support
{raise} .. (million|billion|m|bn)

[dimension funding lowers]
who pays
(needs|need|needed) .. (million|billion)
not .. (received|arrived|paid|disbursed)
{ask} .. to pay
(money|funding|funds|salaries) .. (unpaid|late|missing|uncertain|unclear|short|dry)
unpaid
price of
{cost} .. (million|billion)
shortfall
unfunded
underfunded
{freeze} .. (funds|funding|money|aid)
{block} .. (funds|funding|money|aid)
burden-sharing (dispute|row)
{ask} others to pay
who (will|would|is to|should|pays|is going to) pay
(no|not enough|lack of|without|little|running out of|short of) (money|funding|funds|cash|budget)
{run} out of (money|funds|cash)
(too|prohibitively) (expensive|costly)
cost overrun
cost (overruns|concerns)
{cut} .. (funding|budget|aid)
{withhold} .. (funds|funding|contribution|contributions|dues)
arrears
funding (gap|cuts|crisis|shortfall|uncertainty)
(empty|nearly empty) (fund|account|coffers)
nobody .. pay
price tag
financial (burden|strain|expenditure)
not .. arrived .. (money|millions|billions)
voluntary (contributions|gifts|donations)

[dimension operational_readiness raises]
{launch} .. (phase|deployment|mission|training|patrols|exercise|construction)
{implement} .. (plan|agreement|phase|strategy|programme)
under way

{finalise} .. (plan|plans|planning|arrangements)
(phased|rapid|swift|successful) deployment
initial operating capability
training .. (completed|complete|finished|under way|underway|continues|started|began)
{complete} .. (training|exercise|phase|preparations)
(airlift|logistics|transport) .. arranged
on (schedule|track|time)
ahead of schedule
{begin} .. (deployment|training|construction|operations|patrols)
{start} .. (deployment|training|construction|operations|patrols)
(troops|soldiers|units|force|contingent) .. ready
{set} up .. (camp|base|cell|hub|office)
significant progress
{make} .. progress
(next|new|second|final) phase
preparations .. (under way|underway|complete|continue|begun)
{deliver} on
(concrete|practical) steps
operational (plan|planning|hub)
contingency planning
(exercise|exercises) .. {conduct}
rotation

[dimension operational_readiness lowers]
(may|might|could) (slide|slip)
dead in the water
(torn|tear) up
in (doubt|limbo|tatters|trouble|jeopardy|disarray)
(uncertain|uncertainty)
yet to

{delay}
{postpone}
years of planning
no (timeline|timetable|date|deadline|departure date|clear timeline)
(lack|absence) of .. (timeline|timetable|schedule)
equipment (gaps|shortages)
{slip}
{stall}
(behind|off) schedule
{push} back
{take} (years|months|longer)
(logistical|operational|technical) (challenge|challenges|hurdle|hurdles|obstacles|complexities|difficulties|problems)
timeline .. uncertain
not .. (date|timetable|timeline|ready)
not ready
unprepared
{hold} up
bottleneck
backlog
(far|distant|long way) (from|off)
{drag} on
later than
{decline} to say when
{miss} .. deadline
overdue
(remains|remain) .. (distant|remote)
(highly|very|extremely) uncertain
out of service

[dimension domestic_politics raises]
bipartisan
majority (favours|supports|backs|of)
cabinet .. ({back}|{approve}|{endorse}|{agree})
(parliament|congress|senate|lawmakers|assembly|bundestag|mps) .. ({approve}|{vote}|{back}|{ratify}|{pass}|{endorse})
{approve} by (parliament|congress|the)
{pass} .. (bill|act|legislation|law)
public support
cross-party
polls .. (support|favour|back)

[dimension domestic_politics lowers]
(high|supreme|constitutional) court
the opposition
opposition
{sue} for
{sue}
public (anger|outrage|pressure|opinion|opposition)
(their|its|an|the|before|after) .. (election|elections)
{poll}
interim government
(cabinet|government|coalition) .. ({fall}|{collapse}|split)
without .. (congress|congressional|parliament|parliamentary) (approval|consent|authorisation|vote)
bypass congress
(congress|parliament|senate|bundestag) has (not|to|yet)
before (parliament|congress) has

inward focus
inward-focused
partisan (divide|divides|resistance|split|fight)
opposition (party|parties|leader|lawmakers|bench|benches|blocks|mps)
(domestic|internal|public|political|parliamentary|congressional) (opposition|resistance|pressure|divides|divide|debate|debates|backlash|criticism)
lawsuit
{sue}
polls .. (oppose|against|show|found)
(percent|per cent) .. {oppose}
protest
{demonstrate} against
constitutional (bar|ban|challenge|limits)
election looms
(ahead of|before|after) .. (election|elections|vote)
(parliament|congress|senate|lawmakers|bundestag|mps|assembly) .. ({reject}|{block}|{oppose}|{refuse}|{delay}|{question})
(no|without|requires|needs|require|need|would need|subject to) .. (parliament|parliamentary|congress|congressional|bundestag|senate)
(voters|public|public opinion) .. ({oppose}|wary|weary|against|skeptical)
unpopular
coalition (partner|partners|crisis|row)
petition
{resign}
{strike} down
referendum
(lawmakers|mps|senators|critics|opposition) .. ({say}|{accuse}|{warn}|{demand})
fall of the government

[dimension host_consent raises]
{invite} .. (force|forces|troops|mission|in|foreign|@troops)
at the (request|invitation) of
{consent}
{grant} .. (access|permission)
{hand} over .. (crossing|crossings|control)
{accept} .. (presence|force|troops|deployment)
host .. {welcome}
{request} .. (deployment|support|force|mission|assistance)
{agree} to host
({agree}|{offer}|{consent}|willing|willingness|ready|readiness) .. {host}

[dimension host_consent lowers]
not .. (welcome|wanted|let)
({reject}|{refuse}|{oppose}|{resist}|{bar}|against|no) .. (foreign|outside) (boots|soldiers|troops|army)
(foreign|outside) interference
{invade}
vassal
overreach
occupation
<occupier>
sovereignty (concern|concerns|fears|issues|questions|objections|considerations|sensitivities)
{violate} .. sovereignty
(violation|breach|infringement|loss|erosion|affront) .. sovereignty
({undermine}|{infringe}|{breach}|{cede}|{surrender}|{erode}|{compromise}|{threaten}) .. sovereignty
(concerns|worries|fears) .. sovereignty
{refuse} .. (entry|access|visas|permission)
{veto} .. (participants|participation)
interference
neocolonial
neo-colonial
colonial
imperial
imperialism
imperialist
{bar} .. (troops|soldiers|participation|from)
{dictate}
dominance
(foreign|international) (guardianship|trusteeship|tutelage|rule)
<invader>
unwanted
without .. consent
{expel} .. (troops|soldiers|mission|force)
puppet
bully
bullying
backyard
protectorate
{deny} .. (entry|access|visas)

[dimension adversary_reaction raises]
tacit (acceptance|agreement)
{drop} .. objection
{disarm}
{hand} (over|in) .. (weapons|arms)
{agree} to talks
{lay} down .. (arms|weapons)
{accept} .. (buffer|peacekeepers|observers)


[dimension adversary_reaction lowers]
{call} .. (invaders|occupiers|enemy|target|aggression)
a party to the conflict
{abstain}
(own|rival|competing) (text|resolution|draft)
(direct|dangerous|serious) provocation
provocation
provocative
legitimate target
legitimate targets
{vow} .. (response|retaliate|respond|revenge|fight|resist)
{warn} .. (that|of|against) ..8 (consequences|response|target|targets|retaliation|escalation|war)
{reject} .. (foreign|western) (troops|forces|presence)
{refuse} to (disarm|give|hand|surrender)
not (disarm|disarmed|give up|surrender|lay)
red line
{retaliate}
retaliation
escalate
escalation
{threaten} to
{threaten} (the|any|to)
{attack} the (force|mission|convoy)
unacceptable
destabilise
destabilising
{vow} to
hostile
arms race
{embolden}
(hybrid|cyber) attacks
{sabotage}

[dimension security_environment raises]
ceasefire .. ({hold}|holding|held|agreed|extended)
truce .. ({hold}|holding|held|agreed|extended)
hostages .. {release}
(next|second) phase .. {begin}
truce extended
peace (deal|agreement|settlement|talks) .. (reached|signed|advance|progress|agreed)
calm
{de-escalate}
{stabilise}
{restore} (order|security|peace|calm)
lasting peace
violence .. (fell|fallen|down|dropped|declined)

(diplomatic|peaceful) (resolution|settlement|solution)
{end} the (war|conflict|fighting)
progress .. (talks|negotiations|peace)
curb .. (trafficking|violence)

[dimension security_environment lowers]
{exacerbate}
discord

(war|conflict) .. (spreads|spread|continues|escalates|rages)
(people|civilians|soldiers|children) .. {kill}
{kill} .. (people|civilians|soldiers|children)

(ceasefire|truce) .. (violations|violation|violated|broken|collapsed|fragile|breached|breaks)
violations of .. (ceasefire|truce)
talks .. ({collapse}|{stall}|failed|broke)
strikes .. ({resume}|killed|continued|on)
(fragile|shaky|tenuous|uneasy) (ceasefire|truce|peace|calm)
deadliest
spill-over
spillover
{resume} .. (war|fighting|strikes|hostilities|attacks)
under fire
instability
insecurity
(clashes|fighting|violence|shelling|bombing|airstrikes|shooting|gunfire|bloodshed)
ambush
shots .. fired
(gang|gangs|cartel|militia|jihadist|terrorist) .. (violence|attack|attacks|control|seized|fighters)
no ceasefire
without a ceasefire
terrorism
(missile|drone|rocket) (attack|attacks|strike|strikes)
volatile

[dimension alliance_cohesion raises]
backstop .. offered
(complementary|complement) (to|with)
{work} alongside
allied (planning|support)
{work} .. closely with .. (allies|partners|nato)
close (coordination|cooperation|partnership) with
(allies|partners) .. united
unity
solidarity
ironclad
shoulder to shoulder
transatlantic (unity|bond)
{strengthen} .. (alliance|alliances|nato|ties|partnership)
like-minded

[dimension alliance_cohesion lowers]
(allies|europeans|partners|capitals) .. (absent|stayed away|refused|wary|doubt|uneasy|angry)
(without|over the heads of) .. (allies|europeans|europe)
{undermine} .. (nato|un|united nations|alliance|institutions|frameworks|cohesion|multilateral)
decoupling
{bypass}
parallel (structure|structures|format|security|alliance)
(allies|europeans|europe|partners) .. sidelined
{sideline}
{alienate}
{weaken} .. (nato|alliance|alliances|institutions|framework|cohesion)
weakening of
nato .. (cohesion|relevance|unity)
transatlantic (rift|split|tension|tensions|trust|relationship)
(rift|split|tension|tensions|row|divisions|dispute) .. (allies|nato|eu|alliance|partners|between)
unilateral
unilateralism
unilaterally
betrayal
backlash from .. (allies|ally|partners)
(rival|competing) (format|formats|initiative|force|structure|forum)
trust .. (broken|eroded|damaged)
{erode}
erosion of
second-guess

[dimension humanitarian raises]
(aid|humanitarian) (corridor|corridors) .. {open}
humanitarian (assistance|aid) .. ({deliver}|reaches|arrive)
reconstruction fund
displaced .. return
agency .. admitted
safe delivery of
{deliver} .. aid
{protect} civilians
protection of civilians
{rebuild}
(support|safeguards) for .. civilians
reconstruction of

[dimension humanitarian lowers]
{flee}
have fled
dire
famine
starvation
aid .. blocked
{block} .. aid
(agency|agencies|unrwa) .. excluded
civilian (casualties|deaths|harm)
rubble
(civilians|children|families) .. ({kill}|died|detained|displaced)
human rights (concerns|abuses|violations|groups)
rights groups
sexual (abuse|exploitation)
displaced
<martyr>
humanitarian (crisis|situation|catastrophe|disaster|needs|groups)
accountability .. (no|lack|absent)
