# What the twelve dimensions are about: words, of which the clause around them
# says whether they go well (package valence). A word may serve two dimensions.
# "mood=bad": to speak of it at all is bad news; "mood=good": good news.

[topic legal_mandate]
<court>
<tribunal>
<judge>
<treaty>
<convention>
<protocol>
resolutions
resolution
(security council|council|un|u.n.|nations|draft|joint|binding|non-binding|powers|emergency|assembly|senate|congressional) resolution
{ratify}
ratification
<mandate>
{mandate}
authorisation
{authorise}
<veto>
{veto}
chapter vii
legality
legal
legally
lawful
lawfulness
<law>
<statute>
<legislation>
<constitution>
constitutional
constitutionality
<charter>
<clause>
<regulation>
<directive>
<decree>
<ruling>
<injunction>
<verdict>
<lawsuit>
security council
<accession>
{accede}
<licence>
<license>
<permit>
(draft|final|treaty) text
legally binding
binding
entry into force
{enter} into force
{come} into force
status-of-forces
<jurisdiction>
<immunity>
arbitration
<reservation> to
implementing (act|legislation|agreement)
[topic legal_mandate mood=bad]
illegality
unlawful
unconstitutional
{sue}
null and void
legal (challenge|challenges|doubts|questions|hurdles|limbo|uncertainty|vacuum)
without (a|any) (mandate|authorisation|legal basis)
[topic legal_mandate mood=good]
legal basis

[topic command_control]
<commander>
command
<headquarters>
rules of engagement
command structure
chain of command
<deputy commander>
<coordinator>
steering committee
<secretariat>
governing board
<operator>
<blueprint>
concept of operations
coordination (centre|cell)
who (leads|commands|is in charge)
<governance>
{oversee}
oversight
in charge
take charge
[topic command_control mood=bad]
<turf> (war|battle|dispute)
overlapping (responsibilities|mandates)
infighting
who (would|will|should) (lead|command|run|control|decide)
[topic command_control mood=good]
{appoint}

[topic force_generation]
<troop>
<soldier>
<peacekeeper>
<contingent>
<battalion>
<brigade>
<regiment>
<company> of (soldiers|troops|infantry)
<contributor>
contributions
<contribution> of
personnel
<officer>
<engineer>
<trainer>
<instructor>
<observer>
<recruit>
recruitment
<ship>
<warship>
<frigate>
<destroyer>
<submarine>
<vessel>
<aircraft>
<jet>
<helicopter>
<drone>
<missile>
<interceptor>
<battery>
<launcher>
<radar>
<tank>
<vehicle>
<equipment>
equipment
<weapon>
ammunition
munitions
<arm>
capability
capabilities
manpower
<shipyard>
production
<supplier>
<manufacturer>
<satellite>
<sensor>
<unit>
<squad>
<crew>
<wagon>
<locomotive>
<asset>
<stockpile>
[topic force_generation mood=bad]
overstretched
understaffed
undermanned
shortage of (troops|soldiers|personnel|ships|crews|ammunition)

[topic funding]
<pledge> of
<budget>
budgetary
money
cash
<fund>
funding
<cost>
<price>
<bill> (of|for)
<donor>
<lender>
<investor>
<loan>
<credit>
<grant>
<appropriation>
{appropriate}
<instalment>
<installment>
<tranche>
<payment>
{pay}
<payout>
<disbursement>
{disburse}
financing
{finance}
{fund}
<investment>
{invest}
finance
finances
financial
financially
treasury
<tax>
<levy>
<debt>
<salary>
<dollar>
<euro>
<pound>
million
billion
trillion
(million|billion) (dollars|euros|pounds)
$
€
£
<bank>
{allocate}
{earmark}
{disburse}
{bankroll}
{underwrite}
<subsidy>
<guarantee> of
(trust|special|common|joint) fund
expenditure
{spend}
revenue
<donation>
<taxpayer>
[topic funding mood=bad]
unfunded
underfunded
unpaid
arrears
shortfall
<overrun>
expensive
costly
unaffordable
who (will|would|should|is to) pay
burden-sharing
bankrupt
pay the bill
{foot} the bill

[topic operational_readiness]
<timetable>
<timeline>
<schedule>
<deadline>
<delay>
<phase>
<delivery>
{deliver}
<deployment>
{deploy}
<rollout>
<roll-out>
training
{train}
<exercise>
construction
{construct}
<installation>
{install}
logistics
logistical
<preparation>
implementation
{implement}
<milestone>
<pilot>
<contract>
<tender>
procurement
<work> on
<works>
repair
<patrol>
<operation>
operational
<progress>
progress
<launch>
<opening>
<test>
<feasibility study>
<port>
<terminal>
<facility>
<infrastructure>
infrastructure
<shipment>
<cargo>
<train>
<escort>
<readiness>
readiness
on time
on schedule
<applicant>
<application>
[topic operational_readiness mood=bad]
behind schedule
overdue
{postpone}
{delay}
bottleneck
backlog
not ready
unprepared
years away
{slip}
[topic operational_readiness mood=good]
ahead of schedule
on schedule
on track
under way
underway

[topic domestic_politics]
(political|ruling|opposition|governing) <party>
(trade|labour|workers) <union>
national assembly
<parliament>
parliamentary
<parliamentarian>
<lawmaker>
<legislator>
legislature
<senator>
senate
congress
congressional
<congressman>
<mp>
opposition
coalition partner
<voter>
<poll>
<election>
electoral
<referendum>
<protest>
<protester>
<demonstrator>
<petition>
public opinion
<cabinet>
(ruling|governing|governmental|government|conservative|liberal|left-wing|right-wing|grand|three-party|two-party) coalition
coalition (partner|partners|government|agreement|talks|party|parties|ally|allies)
bipartisan
partisan
<democrat>
<republican>
<conservative>
<socialist>
<populist>
<nationalist>
<greens>
house of (representatives|commons|lords)
lower house
upper house
(foreign|defence|defense|budget|finance|appropriations) committee
<ratification vote>
supreme court
constitutional court
<vote>
{vote}
<campaigner>
<activist>
<bishop>
<farmer>
<resident>
at home
domestic
domestically
<legislature>
knesset
bundestag
duma
sejm
[topic domestic_politics mood=bad]
unpopular
lawsuit
{sue}
{protest}
{demonstrate} (against|outside|in|for)
backlash
[topic domestic_politics mood=good]
bipartisan
cross-party

[topic host_consent]
at the invitation of
(grant|deny|refuse|denied|granted|refused) access
sovereignty
consent
<visa>
permission
foreign (troops|forces|soldiers|presence|boots|base|bases|military)
<host>
territory
<concession>
dignity
[topic host_consent mood=bad]
occupation
occupier
occupiers
colonial
colonialism
neocolonial
neo-colonial
neocolonialism
neo-colonialism
imperialist
imperialism
interference
vassal
overreach
meddling
trusteeship
tutelage
puppet
protectorate
{dictate}
<invader>
land grab
{expel}
eviction
{evict}
{extort}

[topic adversary_reaction mood=bad]
{threaten}
{retaliate}
retaliation
<provocation>
provocative
<escalation>
{escalate}
escalatory
legitimate target
legitimate targets
<countermeasure>
red line
red lines
containment
encirclement
arms race
cold war
hostile
sabotage
{sabotage}
disinformation
jamming
hybrid
consequences
reprisal
reprisals
{warn} against
{destabilise}
destabilising
[topic adversary_reaction]
<rebel>
<militant>
<militia>
<insurgent>
<jihadist>
<gang>
<paramilitary>
<rival>
<adversary>
<enemy>
<enemies>
<spoiler>
disarmament
{disarm}

[topic security_environment]
(swift|swifter|quick|quicker|rapid|early|peaceful|negotiated|diplomatic|lasting|political|final|just) resolution
resolution (to|of) (the|a|this|any|its)? (conflict|war|dispute|crisis|fighting|hostilities|standoff|question)
<ceasefire>
<cease-fire>
<truce>
<hostage>
<talk> between
peace (talks|deal|process|agreement|plan|accord)
security situation
calm
<border>
<armistice>
lull
[topic security_environment mood=bad]
<attack>
fighting
violence
<clash>
<airstrike>
<shelling>
<bombing>
<raid>
<offensive>
<casualty>
<hostility>
hostilities
gunfire
<ambush>
terrorism
<kidnapping>
piracy
<insurgency>
instability
insecurity
unrest
<drone> (attack|attacks|strike|strikes|incursion|incursions)
<missile> (attack|attacks|strike|strikes)
<war>
bloodshed
spillover
spill-over
<coup>
{kill}
{bomb}
{shell}
{ambush}
{overrun}
<looting>
incursion
incursions

[topic alliance_cohesion]
nato
<ally>
<alliance>
transatlantic
european union
<bloc>
solidarity
unity
cohesion
multilateral
multilateralism
<format>
duplication
interoperability
g7
g20
[topic alliance_cohesion mood=bad]
decoupling
<rift>
unilateral
unilaterally
unilateralism
parallel (structure|structures|format|formats)
{sideline}
{bypass}
{duplicate}
rival (format|formats|initiative|forum|bloc|project)
betrayal

[topic humanitarian]
<civilian>
humanitarian
<refugee>
<aid worker>
<victim>
<survivor>
human rights
rights groups
food aid
<livelihood>
reconstruction
shelter
[topic humanitarian mood=bad]
famine
starvation
hunger
displaced
displacement
cholera
<massacre>
<atrocity>
<abuse>
(human rights|rights) (abuses|violations|concerns)
rubble
disease
<flood>
<drought>
malnutrition

[topic diplomatic_support]
<backer>
<supporter>
<signatory>
<member state>
member states
support
backing
consensus
<summit>
<negotiator>
<negotiation>
negotiations
<mediator>
mediation
<declaration>
<communique>
<envoy>
diplomacy
diplomatic
<partnership>
<coalition>
<joint statement>
joint statement
<round> of talks
<talk>
endorsement
<foreign minister>
<delegation>
