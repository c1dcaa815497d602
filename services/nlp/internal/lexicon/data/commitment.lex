# Words by which something is given, and nouns for what can be given.
#
# [commitment STATUS ...] sorts verbs, adjectives and nouns by what they make of
# a gift when what they say is so. Tense, mood, polarity and what governs them
# shift the status (see package claim, stage.go). The attributes say where the gift stands:
#
#   give   it is the object, or what a passive is done to
#   go     it is the subject: troops land, stand ready, stay at home
#   with   it hangs on "with": ready with 500 men
#   kind=  the word names the gift itself: to train, to finance
#   taken  who takes it on gives; of what is accepted nobody is said to give
#   self   its subject gives itself: joins, stays out
#   buyer  who pays takes: the seller gives, where one is named
#
# A word without attribute only shifts the status of what it governs.

[commitment deployed give]
{send}
({dispatch}|<dispatch>)
{provide}
({supply}|<supply>)
{deliver}
{station}
{field}
{put}
{contribute}
{donate}
{give}
{transfer}
{pay}
{disburse}
{wire}
{hand} over
{lend}
{loan}
{lease}
{ship}
{fly} in
{ferry}
{second}
{post}
{place}
{bring}
{release}
{spend}
{host}
{open}
{install}
{maintain}
{sustain}
{rotate}
{detach}
{assign}
{inject}
{cover}
{hand}
<provision>
<delivery>
<sending>

[commitment deployed have]
{have}
{keep}

[commitment deployed give go]
{deploy}
{land}
<deployment>

[commitment deployed go]
{arrive}
{patrol}
{serve}
{stand}
{fight}
{police}
{operate}
{stay}
{remain}
{sail}
{disembark}
{guard}
{go}
{come}
{travel}
{fly}
{embark}
{depart}
{set} foot
{follow}
{move} in
in place
on station
on the ground
{be} deployed

[commitment deployed go scheme]
{take} part
{join}
{participate}

[commitment deployed list]
{consist}
{comprise}
{include}

[commitment committed give]
{commit}
{approve}
{authorise}
{allocate}
{earmark}
{budget}
{appropriate}
{add}
{invest}
{set} aside
{put} in
{put} aside
{chip} in
{make} available
{free} up
{sign} off
{confirm}
{sign}
{guarantee}
{secure}
{clear}
{vote} through
{vote}
{finance}
{underwrite}
{advance}
{sell}
{build}
{raise}
<commitment>
<allocation>
<sale>
<investment>
<loan>
<grant>

[commitment committed give taken]
{accept}

[commitment committed give buyer]
{buy}
({purchase}|<purchase>)
{order}
{acquire}
{procure}

[commitment committed]
{decide}
{agree}
{choose}
{resolve}
<decision>
<agreement>
<consent>
committed

[commitment pledged give]
({pledge}|<pledge>)
({promise}|<promise>)
{announce}
{vow}
{assure}
{put} up
{come} up with
{request}
<contribution>
<package>
<announcement>

[commitment pledged with]
{step} up
{come} forward
{join}
{help}
{support}
{participate}
{contribute}
{take} part
{assist}

[commitment pledged]
{work} with
{plan}
{intend}
{undertake}
{expect}
{swear}
going
due
set
<intention>
<plan>

[commitment offered give]
({offer}|<offer>)
{volunteer}
{propose}
{put} forward
{tender}
<proposal>

[commitment mooted asked]
{ask}
{sound} out
{approach}

[commitment offered with]
{replace}

[commitment offered go with]
ready
available
disposal

[commitment offered]
willing
prepared
happy
glad
proud
able
readiness
willingness

[commitment interested]
{like}
{want}
{wish}
({hope}|<hope>)
{aim}
keen
eager
desperate
interested
open
inclined
minded
interest

[commitment mooted give]
{consider}
{weigh}
{discuss}
{float}
{moot}
{explore}
{study}
{mull}
{contemplate}
{suggest}
{ponder}
{debate}
{examine}
{review}
{envisage}
{pencil} in
(pencilled|penciled) in
{reconsider}
{rethink}
{reassess}
{revisit}
{re-examine}
{second-guess}

[commitment offered give told]
{mention}
{speak} of
{talk} of

[commitment mooted]
{think}
{talk}
{speak}
{hint}
<idea>
<possibility>
<option>
<talk>
<discussion>

[commitment prepared give go]
{prepare}
{assemble}

[commitment prepared done]
{train}
{equip}

[commitment prepared give]
{ready}
{mobilise}
{recruit}
{muster}

[commitment prepared go]
{train}
standby
alert
training

[commitment begun]
{begin}
{start}
{continue}
{complete}
{finish}
{go} on
{proceed}
{help}
{use}
{keep}

[commitment withdrawn give go self]
{pull} .. (out|back)
{bring} .. home
{take} .. home
{fly} .. home
{withdraw}
{pull} (out|back)

[commitment withdrawn give]
({recall}|<recall>)
{cancel}
{revoke}
{suspend}
{rescind}
{scrap}
{retract}
{shelve}
<withdrawal>

[commitment withdrawn go self]
{go} home
{come} home
{return} home
{sail} home
{be} home
{quit}
{drop} out
{back} out

[commitment declined give]
{rule} out
{refuse}
{decline}
{exclude}
{keep} ..8 own side
{spare}
{need} ..3 home
{need} elsewhere

[commitment declined go]
{remain} (at home|home|in barracks)

[commitment declined give go self]
{keep} ..8 (home|out)

[commitment declined go self]
{stay} (at home|home|out|away)
{be} out
{sit} .. out
no part

[commitment committed self]
{join}
{participate}
{take} part

[commitment pledged self ahead]
{go}

[commitment deployed kind=trainers people]
{train}
{instruct}
{coach}
{mentor}
[commitment committed kind=money scheme]
{fund}
{bankroll}
{subsidise}
[commitment committed kind=money denied]
{pay}
{contribute}
[commitment committed kind=command scheme]
{lead}
{command}
{head}

# Nouns that hold a gift: "a package of $3m", "dozens of vehicles".
[container measure]
<post>
<role>
<position>
<job>
<package>
<total>
<number>
<group>
<batch>
<tranche>
<contingent>
<force>
<team>
<unit>
<detachment>
<handful>
<dozen>
<hundred>
<thousand>
<million>
<billion>
<wave>
<rest>
<remainder>
<half>
<sum>
<amount>
<share>
<part>
<slice>
<worth>
<fleet>
<squadron>
<set>
<pair>
<couple>
<kind>
<form>
<company>
<platoon>
<battalion>
<brigade>
<loan>
<grant>
<contribution>
<aid>
<value>
<mix>
<additional>
most
some
many
all
none
any
neither
either
more
rest

[contribution troops]
<troop>
<soldier>
<peacekeeper>
<contingent>
<battalion>
<brigade>
<platoon>
<regiment>
<serviceman>
<servicewoman>
personnel
<infantryman>
infantry
<marine>
<paratrooper>
<sailor>
<airman>
<sapper>
<medic>
<doctor>
<nurse>
<engineer>
<gunner>
<commando>
<ranger>
<reservist>
forces
<force>
<company>
<division>
<detachment>
<unit>
<military>
<army>
boots
men
man
nobody
no one
<patrol>
uniforms
[contribution troops counted]
<observer>
<monitor>
people
women
<fighter>
<expert>
<planner>
[contribution police]
police
<police officer>
<policeman>
<policewoman>
<gendarme>
<constable>
<officer>
<guard>
<coastguard>
gendarmerie
<agent>
[contribution trainers]
<trainer>
<instructor>
<adviser>
<advisor>
<mentor>
training
[contribution money]
money
funds
funding
cash
<loan>
<grant>
<euro>
<dollar>
<pound>
million
billion
m
bn
financing
finance
investment
<credit>
wallet
purse
financial support
financial assistance
financial aid
financial contribution
financial help
[contribution equipment]
equipment
<vehicle>
<helicopter>
<weapon>
arms
weaponry
ammunition
munitions
<drone>
<missile>
<aircraft>
<jet>
<plane>
<radar>
<truck>
<boat>
<launcher>
<howitzer>
<interceptor>
<jammer>
<sensor>
<mast>
<radio>
<gun>
<tank>
<battery>
air defences
air defence
air defence system
<air defence system>
materiel
hardware
<generator>
<ambulance>
<carrier>
<locomotive>
<wagon>
<rifle>
[contribution equipment hull]
hms
hmas
uss
<submarine>
<ship>
<warship>
<frigate>
<destroyer>
<corvette>
<cruiser>
<minehunter>
<minesweeper>
<tanker>
<patrol boat>
<vessel>
[contribution basing]
<base>
basing
<staging area>
<headquarters>
<airfield>
<camp>
<port>
<depot>
<hub>
overflight
<training ground>
<barracks>
<harbour>
<airport>
<airstrip>
<runway>
<seat>
soil
territory
[contribution airlift]
airlift
<transport aircraft>
<transport plane>
<cargo plane>
sealift
<flight>
<transport ship>
[contribution logistics]
logistics
logistical support
logistic support
<field hospital>
<hospital>
<clinic>
fuel
rations
food
supplies
intelligence
demining
mine clearance
medical support
medical evacuation
<medical team>
surveillance
maintenance
engineering support
<hospital bed>
<bed>
<container>
[contribution command]
<commander>
<deputy commander>
<force commander>
<chief of staff>
<staff officer>
<lead nation>
command
<command post>
[contribution political]
<security guarantee>
<security commitment>
<security assurance>
<guarantee>
<assurance>

# Words that look like gifts and are none.
[contribution none]
<industrial base>
<supply chain>
security forces
armed forces
internal security forces
<knowledge base>
sales force
<police force>
task force
<task force>
<voter base>
<customer base>
civil society
<chief executive officer>
trade union
people of
men and women
(stabilization|stabilisation|security|international|multinational|peacekeeping|monitoring|peace|naval|escort|rapid|standing|intervention|suppression|reassurance|protection|joint|new) force
(stabilization|stabilisation|security|international|multinational|peacekeeping|monitoring|peace|naval|escort|rapid|standing|intervention|suppression|reassurance|protection|joint|new) forces
