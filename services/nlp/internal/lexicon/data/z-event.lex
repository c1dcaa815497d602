# Event types of PLOVER (Political Language Ontology for Verifiable Event
# Records) with their modes, by the predicates that name them.
#
# [event TYPE mode=M] lists predicates; [eventmode TYPE mode=M] lists words that
# give a predicate of the type its mode when they stand among what it governs:
# "threatened to expel", "asked for help", "deployed police".

[event AGREE]
{agree}
{pledge}
{promise}
{commit}
{vow}
{undertake}
{offer}
{volunteer}
{consent}
{accept}
{intend}
{plan}
{sign} up
{sign} .. (agreement|pact|declaration|treaty|accord|deal|memorandum|letter)
{strike} .. (deal|bargain)
{reach} .. (agreement|deal|compromise|understanding|accord)
{initial}
{ratify}
(agreed|agreement|pledge|promise|undertaking) to
ready to
willing to
prepared to
willingness to
readiness to

[event CONSULT]
{discuss}
{negotiate}
{consult}
{confer}
{deliberate}
{hold} .. (talks|consultations|negotiations)
{meet}
talks
negotiations
consultations
meeting
[event CONSULT mode=visit]
{visit}
{travel} to
{tour}
{host} .. (minister|president|delegation|envoy|leader|leaders|talks|visit)
{receive} .. (minister|president|delegation|envoy|leader|leaders)
<visit>
[event CONSULT mode=third-party]
{mediate}
{broker}
{arbitrate}
{facilitate} .. (talks|negotiations|dialogue)
{shuttle}
mediation
good offices
[event CONSULT mode=multilateral]
{convene}
<summit>
conference
{attend} .. (summit|conference|meeting)
{chair}
[event CONSULT mode=phone]
{phone}
{telephone}
{speak} by (phone|telephone)
phone call
telephone call
video call
[eventmode CONSULT mode=phone]
phone
telephone
call
video
[eventmode CONSULT mode=multilateral]
<summit>
conference
council
assembly
allies
<partner>
leaders
ministers
group
[eventmode CONSULT mode=third-party]
<mediator>
mediation
<broker>
[eventmode CONSULT mode=visit]
visit
<trip>

[event SUPPORT]
{support}
{back}
{endorse}
{welcome}
{praise}
{approve}
{hail}
{defend}
{adopt}
{authorise}
{thank}
{applaud}
{commend}
{congratulate}
{recognise}
{champion}
{favour}
{embrace}
{encourage}
{reassure}
{reaffirm}
{vouch}
{sponsor}
{vote} for
{stand} (by|behind|with)
{rally} behind
{apologise}
{forgive}
{express} .. (support|backing|confidence|solidarity|willingness|interest)
{throw} .. weight behind
in favour of

[event CONCEDE]
{concede}
{give} in
{give} ground
{drop} .. (objection|objections|demand|demands|condition|conditions|claim|veto)
{allow}
{permit}
{ease}
{relax}
{lift}
{relent}
{acquiesce}
{yield}
{back} down
{climb} down
{waive}
{soften}
{unblock}
{compromise}
{admit}

[event COOPERATE]
{cooperate}
{collaborate}
{coordinate}
{work} (with|alongside|together)
{train}
{share} .. (intelligence|information|data)
{join}
{participate}
{take} part
{partner}
{team} up
{integrate}
{exercise}
{patrol} .. together
joint (exercise|exercises|patrol|patrols|venture|operation)
{trade}
{sell}
{buy}
{invest}
{extradite}
{host}
{build}
{open} .. (base|border|corridor|embassy|railway|line)

[event AID]
{provide}
{donate}
{fund}
{finance}
{contribute}
{allocate}
{disburse}
{transfer} .. (million|billion|m|bn|money|funds|@equipment)
{supply}
{deliver}
{assist}
{help}
{aid}
{lend}
{grant}
{pay}
{send} .. (aid|@money|@logistics|relief|food|doctors|medics)
{shelter}
{evacuate}
{rescue}
{rebuild}
{feed}
{give} .. (@money|@equipment|aid|help|assistance|@logistics)
{earmark}
{set} aside

[event RETREAT]
{retreat}
{stand} down
{surrender}
[event RETREAT mode=withdraw]
{withdraw} .. (@troops|@police|forces|from)
{pull} (out|back)
{bring} .. home
{go} home
{fly} home
{leave} .. (country|base|mission|force)
{redeploy}
{vacate}
{evacuate} .. (troops|soldiers|base)
[event RETREAT mode=release]
{release}
{free}
{hand} over .. (prisoner|prisoners|hostage|hostages|detainees)
{pardon}
[event RETREAT mode=disarm]
{disarm}
{demobilise}
{lay} down .. (arms|weapons)
{hand} (in|over) .. (arms|weapons)
{dismantle}
{decommission}
[event RETREAT mode=ceasefire]
{declare} .. (ceasefire|truce|cease-fire)
{observe} .. (ceasefire|truce|cease-fire)
{halt} .. (fire|fighting|strikes|offensive|bombing)
{stop} .. (fire|fighting|shooting|bombing|shelling)
ceasefire
cease-fire
truce
[event RETREAT mode=access]
{grant} .. (access|entry|passage)
{allow} .. (access|in|entry|inspectors|monitors|convoys)
{admit} .. (inspectors|monitors|observers|convoys)
{open} .. (crossing|crossings|border|gates)
[event RETREAT mode=resign]
{resign}
{step} down
{quit} as
{abdicate}

[event REQUEST]
{ask}
{request}
{appeal}
{urge}
{press}
{call} (for|on|upon)
{demand}
{insist}
{seek}
{want}
{plead}
{beg}
{lobby}
{petition}
{propose}
{suggest}
{recommend}
{invite}
{push} for
{exhort}
{implore}
<appeal>
[eventmode REQUEST mode=assist]
help
aid
assistance
support
{send}
{provide}
{contribute}
{supply}
{deploy}
{fund}
{lend}
{join}
{back}
{protect}
@money
@troops
@equipment
contributions
intervention
[eventmode REQUEST mode=change]
reform
reforms
change
changes
election
elections
{change}
{reform}
{revise}
{amend}
{reconsider}
mandate
{adopt}
{approve}
{ratify}
rights
policy
law
[eventmode REQUEST mode=yield]
{withdraw}
{leave}
{disarm}
{resign}
{release}
{stop}
{end}
{halt}
{cease}
{surrender}
{yield}
{lift}
ceasefire
truce
withdrawal
restraint
access
[eventmode REQUEST mode=meet]
{meet}
{talk}
{negotiate}
talks
meeting
negotiations
summit
dialogue
mediation

[event REJECT]
{reject}
{refuse}
{decline}
{oppose}
{veto}
{rule} out
{vote} (against|down)
{dismiss}
{rebuff}
{spurn}
{resist}
{turn} (down|away)
{object}
{deny}
{exclude}
{shun}
{defy}
<refusal>
unwilling to
reluctant to
not (prepared|ready|willing|able) to
(no|any) (plans|plan|intention) to
[event REJECT mode=assist]
not (send|contribute|provide|deploy|pay|fund|help|lend|give|supply)
not take part
not participate
not join
[eventmode REJECT mode=assist]
{send}
{deploy}
{contribute}
{provide}
{help}
{join}
{fund}
{pay}
{supply}
{lend}
{participate}
@troops
@money
@equipment
participation
role
part
help
support
[eventmode REJECT mode=change]
{change}
{reform}
{revise}
{amend}
{adopt}
{approve}
{sign}
{ratify}
resolution
draft
text
proposal
plan
bill
reform
reforms
mandate
amendment
request
demand
demands
[eventmode REJECT mode=yield]
{disarm}
{withdraw}
{leave}
{surrender}
{resign}
{release}
{give} up
{stop}
{halt}
{end}
{yield}
withdrawal
disarmament
ceasefire
truce
access
[eventmode REJECT mode=meet]
{meet}
{talk}
{negotiate}
{receive}
{attend}
talks
negotiations
meeting
mediation
dialogue
summit

[event ACCUSE]
{blame}
[event ACCUSE mode=disapprove]
{criticise}
{condemn}
{denounce}
{deplore}
{lament}
{regret}
{question}
{doubt}
{complain}
{rebuke}
{slam}
{protest} at
{decry}
{mock}
{ridicule}
{worry}
{fear}
{express} .. (concern|concerns|doubts|doubt|skepticism|reservations|alarm|dismay|regret)
{voice} .. (concern|concerns|doubts|doubt|skepticism|reservations|alarm)
{raise} .. (concern|concerns|doubts|objections|questions)
{summon} .. (ambassador|envoy|diplomat|chargé)
skeptical of
wary of
critical of
[event ACCUSE mode=investigate]
{investigate}
{probe}
{inquire}
{audit}
{examine} .. (abuse|abuses|allegations|claims|crimes)
{open} .. (investigation|inquiry|probe)
{indict}
{charge} .. with
{sue}
[event ACCUSE mode=allege]
{accuse}
{allege}
{claim} .. (violated|breached|lied|crimes|abuses)
<allegation>

[event THREATEN]
{threaten}
{warn}
{vow} .. (response|revenge|attack|target|retaliation|strike|punish)
{menace}
legitimate (target|targets)
{brandish}
<threat>
<ultimatum>
{give} .. ultimatum
[eventmode THREATEN mode=restrict]
sanctions
tariffs
{sanction}
{restrict}
{ban}
{block}
{freeze}
{curb}
embargo
{veto}
curfew
[eventmode THREATEN mode=arrest]
{arrest}
{detain}
{jail}
{prosecute}
{imprison}
[eventmode THREATEN mode=relations]
{cut}
{break} off
{sever}
{suspend}
{recall}
{boycott}
ties
relations
{quit}
{leave}
{withdraw}
cooperation
aid
[eventmode THREATEN mode=expel]
{expel}
{deport}
{evict}
expulsion
[eventmode THREATEN mode=territory]
{annex}
{occupy}
{invade}
{seize}
annexation
invasion
territory
[eventmode THREATEN mode=violence]
{attack}
{strike}
{target}
{kill}
{bomb}
{destroy}
{retaliate}
{fight}
{respond}
attack
attacks
war
revenge
retaliation
force
response
strikes
target
targets

[event PROTEST]
{protest}
[event PROTEST mode=demo]
{demonstrate} (against|outside|in|for)
{march}
{rally} (against|in)
{take} to the streets
{protest} (in|outside|against|on)
<demonstration>
<rally>
[event PROTEST mode=riot]
{riot}
{loot}
{torch}
{storm}
{ransack}
<riot>
[event PROTEST mode=strike]
{go} on strike
{walk} out
{down} tools
{strike} (for|over)
general strike
[event PROTEST mode=hunger]
{fast}
hunger strike
{go} on hunger strike
[event PROTEST mode=boycott]
{boycott}
{stay} away from
[event PROTEST mode=obstruct]
{obstruct}
{block} .. (road|roads|convoy|convoys|port|border|entrance|crossing|highway|bridge|railway)
{blockade}
{barricade}
{occupy} .. (square|building|office|campus)
{disrupt}
{sabotage}

[event SANCTION]
{sanction}
{punish}
{penalise}
{downgrade}
{impose} .. (sanctions|tariffs|embargo)
[event SANCTION mode=convict]
{convict}
{sentence}
{jail}
{imprison}
{fine}
[event SANCTION mode=expel]
{expel}
{evict}
{exclude} .. from
{strip}
{declare} .. persona non grata
[event SANCTION mode=withdraw]
{withdraw} .. (ambassador|envoy|diplomats|membership)
{recall} .. (ambassador|envoy|diplomats)
{quit}
{leave} .. (bloc|alliance|treaty|pact|agreement|union|organisation)
{pull} out of .. (treaty|pact|agreement|deal|talks)
[event SANCTION mode=discontinue]
{suspend}
{freeze}
{cancel}
{put} on hold
{cut} .. (aid|funding|funds|ties|relations|support)
{sever}
{break} off
{discontinue}
{terminate}
{revoke}
{rescind}
{shelve}
{scrap}
{postpone}
{tear} up

[event MOBILIZE]
{mobilise}
{station}
{muster}
{mass}
{put} .. on alert
{place} .. on alert
[event MOBILIZE mode=troops]
{deploy}
{send} .. @troops
{dispatch} .. @troops
{ready} .. @troops
{commit} .. @troops
{reinforce}
{call} up
(troops|soldiers|contingent|battalion|peacekeepers) .. ({arrive}|{land}|{embark}|{depart})
<deployment>
[event MOBILIZE mode=weapons]
{arm}
{test} .. (missile|missiles|weapon|weapons)
{deploy} .. @equipment
{send} .. @equipment
{stockpile}
[event MOBILIZE mode=police]
{send} .. @police
{deploy} .. @police
{dispatch} .. @police
(police|officers|policemen) .. ({arrive}|{land})
[event MOBILIZE mode=militia]
{recruit}
{deploy} .. (militia|militias|mercenaries|fighters|paramilitaries|volunteers)
{send} .. (militia|militias|mercenaries|fighters|paramilitaries)
[eventmode MOBILIZE mode=police]
@police
[eventmode MOBILIZE mode=weapons]
@equipment
[eventmode MOBILIZE mode=militia]
<militia>
mercenaries
fighters
paramilitaries
[eventmode MOBILIZE mode=troops]
@troops
army

[event COERCE]
{coerce}
{repress}
{crack} down
{suppress}
{intimidate}
[event COERCE mode=seize]
{seize}
{confiscate}
{impound}
{nationalise}
{capture}
{annex}
{occupy}
{take} control of
[event COERCE mode=restrict]
{restrict}
{curb}
{limit}
{block}
{close} .. (border|borders|crossing|crossings|airspace|port)
{besiege}
{impede}
[event COERCE mode=ban]
{ban}
{bar}
{outlaw}
{prohibit}
{forbid}
{dissolve}
[event COERCE mode=censor]
{censor}
{gag}
{silence}
{jam}
{shut} down .. (newspaper|station|broadcaster|internet|website)
[event COERCE mode=curfew]
{impose} .. curfew
curfew
[event COERCE mode=martial-law]
{declare} .. (martial law|emergency)
{impose} .. martial law
martial law
state of emergency
[event COERCE mode=arrest]
{arrest}
{detain}
{round} up
[event COERCE mode=deport]
{deport}
{displace}
{resettle}
[event COERCE mode=withhold]
{withhold}
{hold} back
{cut} off .. (water|power|electricity|fuel|gas|supplies)
[event COERCE mode=misinformation]
{spread} .. (lies|rumours|misinformation|disinformation|propaganda)
{misinform}
{forge}
{fabricate}
disinformation campaign
[event COERCE mode=cyber]
{hack}
cyberattack
cyber-attack
cyber attack
{breach} .. (network|networks|server|servers|system|systems)

[event ASSAULT]
{attack}
{ambush}
{assault}
{kill}
{wound}
{injure}
{invade}
{raid}
{clash}
{fight}
[event ASSAULT mode=abduct]
{abduct}
{kidnap}
{take} .. hostage
[event ASSAULT mode=beat]
{beat}
{stab}
{club}
{lynch}
[event ASSAULT mode=torture]
{torture}
{maim}
{mutilate}
[event ASSAULT mode=sexual]
{rape}
sexual (violence|assault)
[event ASSAULT mode=targeted]
{assassinate}
{murder}
{execute}
{behead}
[event ASSAULT mode=destroy]
{destroy}
{demolish}
{burn}
{raze}
{vandalise}
[event ASSAULT mode=primitive]
{stone}
{hack} to death
[event ASSAULT mode=firearms]
{shoot}
{gun} down
{open} fire
{fire} (on|at)
[event ASSAULT mode=explosives]
{detonate}
{blow} up
{explode}
car bomb
roadside bomb
[event ASSAULT mode=suicide-attack]
suicide (attack|bombing|bomber|bombers)
{blow} (himself|herself|themselves) up
[event ASSAULT mode=aerial]
{bomb}
{strafe}
air strike
air strikes
<airstrike>
[event ASSAULT mode=drone]
drone (attack|strike|attacks|strikes)
[event ASSAULT mode=heavy-weapons]
{shell}
{bombard}
missile (attack|strike|attacks|strikes)
[event ASSAULT mode=crowd-control]
{disperse}
tear gas
{fire} .. (tear gas|rubber bullets)
water cannon
[event ASSAULT mode=unconventional]
{gas}
{poison}
chemical (attack|weapons)
nerve agent
[eventmode ASSAULT mode=drone]
<drone>
[eventmode ASSAULT mode=aerial]
<warplane>
jets
aircraft
<helicopter>
[eventmode ASSAULT mode=heavy-weapons]
artillery
<rocket>
<missile>
mortars
<tank>
<shell>
[eventmode ASSAULT mode=firearms]
<gun>
<rifle>
gunmen
gunfire
[eventmode ASSAULT mode=primitive]
stones
machetes
knives
<machete>
[eventmode ASSAULT mode=explosives]
<bomb>
<mine>
explosives
[eventmode ASSAULT mode=suicide-attack]
suicide
[eventmode ASSAULT mode=unconventional]
chlorine
sarin
[eventmode ASSAULT mode=crowd-control]
tear gas
batons
