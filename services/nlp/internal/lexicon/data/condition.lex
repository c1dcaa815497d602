# Words that make a position or a realisation hang on something, and what it hangs on.

[condition cue]
conditional (on|upon)
conditioned on
(on|under) condition that
on the condition that
provided (that|the|there|no|a|an|it|they|he|she|we|its|their|his|her|our|all|every|any|each|both|others|these|enough|sufficient)
providing that
only if
only (when|once|after)
subject to
{depend} .. (on|upon)
{hinge} (on|upon)
contingent (on|upon)
dependent (on|upon)
before (committing|sending|deploying|joining|contributing)
unless
but first
as long as
so long as
not without
not before
(must|should|has to|have to|needs to|need to) ..5 first
only with
without .. (mandate|ceasefire|consent|approval|guarantee|guarantees|authorisation)
(precondition|prerequisite) (for|of|is)
{demand} .. (guarantees|guarantee|assurances)
<condition> (that|for|of)
not .. until
not .. till

pending (the|a|an|its|their|final|parliamentary|congressional|approval|ratification|agreement)

# Terms that an actor sets.
[condition cue]
(on|under) (one|two|three|four|several|certain|strict|these|the following) <condition>
(<condition>|terms|<precondition>|<caveat>) (is|are|was|were|include|includes|included|:)
{attach} .. (<string>|<condition>|<caveat>)

# Verbs by which an actor asks for something before or beside taking part.
[demand x]
{insist}
{stipulate}
{want}
{demand}
{require}
{need}
{seek}
{request}
{await}
{wait}
{ask}
{like}
{prefer}
{press}
rather see
{link}
{tie}
{call}

# What is wanted as a safeguard.
[assurance x]
<guarantee>
<assurance>
<undertaking>
<safeguard>
<reassurance>
<exemption>
<waiver>
<concession>
<amendment>
clarity
clarification
in writing
renegotiated
rewritten
amended
reviewed
revised
binding

[condition cue demand]
{insist} (on|that)
(would|will) require
{require} .. before

[condition cue weak]
when
before
the moment
as soon as
once
until
till
if
in case
in return for
in exchange for
{rely} on
only after
after (a|the) .. (ceasefire|truce|armistice|peace|vote|approval|election|mandate)

# These look like conditions and are none.
[condition none]
(if|when|should) (it|they|he|she|we|i|the country|another|a|an|any) .. attacked
in (the)? (case|event) of (an|a|any|another|renewed|fresh|further|russian|armed|new)? .. (attack|attacks|aggression|invasion|assault|emergency)
(on|under) (the)? condition of anonymity
condition (of|that) ..5 (anonymity|named|identified|name|quoted)
<condition> of anonymity
(if|as|where|when|whenever|until|wherever) (needed|necessary|possible|required|asked|appropriate|applicable|anything|any|ever|so|not|only|available|desired|requested)
if (anybody|anyone|somebody) asked
the moment ..4 (asked|called|told|ordered)
(as|so) long as (it|that|this|is) (takes|take|needed|necessary|required)
if you (will|like|want|look|can|think|have|are)
if (i|we) (may|can|could|look|had|might)

# What somebody has in an initiative that may hang on something.
[part x]
<participation>
<part>
<role>
<support>
<offer>
<contribution>
<involvement>
<commitment>
<pledge>
<backing>
<consent>
<contingent>
<condition>
<price>
<demand>
<entry>
<accession>
<membership>
<decision>
<vote>
<signature>
<approval>
<answer>
<acceptance>

# Events that others wait for before they act.
[awaited x]
ceasefire
cease-fire
truce
armistice
peace (deal|agreement|treaty|accord|settlement|pact)
<cessation> of hostilities
end (of|to) .. (hostilities|war|fighting|shooting)
(shooting|fighting|guns|fire|hostilities|war) .. ({stop}|{end}|{cease}|{fall} silent|over)
parliament
parliaments
congress
senate
{ratify}
ratification
(vote|approval|consent) (of|in|by)
resolution
{disarm}
{withdraw}
withdrawal

# What tells that something is still to be done.
[prospect x]
<intention>
{intend}
ready
prepared
willing
{plan}
<plan>
{pledge}
{promise}
{offer}
<readiness>
<willingness>
{hope}

# What parliaments and cabinets do to let a thing pass.
[approval x]
{approve}
{ratify}
{endorse}
{pass}
{back}
{clear}
{authorise}
{vote}
{complete}
{consent}
{adopt}
{debate}
{decide}
{agree}
{sign} off
{notify}

# Who agrees is the host where the host is named, who backs America.
[condkind agreement]
{agree}
{consent}
{ask}
{request}
{accept}
{approve}
{permit}
{welcome}
{object}
[condkind backing]
<guarantee>
backing
support
cover
help
involvement
intelligence
{back}
{support}
{guarantee}
{provide}
{help}
{commit}
{join}
{stay}

[condkind un_mandate]
international authority
international legitimacy
blue helmets
general assembly
legal basis
authorisation
mandate
united nations
un
u.n.
security council
council
resolution
international (authorisation|approval|law)
[condkind ceasefire]
<cessation> of hostilities
calm
quiet
truce holds
guns
violence
fighting
{attack}
strikes
bombing
bombardment
ceasefire
cease-fire
truce
armistice
peace (deal|agreement|treaty|accord|settlement)
{stop} .. (fire|fighting|shooting|war|guns)
(shooting|fighting|guns|fire|hostilities|war) .. ({stop}|{end}|silent|over|ceased)
end (of|to) .. (hostilities|war|fighting)
hostilities
[condkind us_backstop]
(us|u.s.|american|washington) .. (guarantees|guarantee|backstop|support|backing|cover|help|involvement|air|intelligence|security|participation|promise|commitment|role|signature|umbrella|safety|assistance|jets|planes|satellites)
(role|part|contribution|involvement|participation|commitment|support|backing|help) of .. (america|washington|the united states|the us|the americans)
(america|washington|the united states|the americans) .. ({cover}|{guard}|{protect}|{commit}|{participate}|{take} part|{join}|{underwrite}|{play})
backstop
(america|washington|the united states|the americans) .. ({back}|{support}|{guarantee}|{provide}|{help}|stands)
[condkind host_consent]
{consent}
{invite}
{agree} to (it|the|a|their|its|host)
<visa>
access
permission
approval (of|from|by) the (host|government|authorities)
host (country|nation|government|state|community|communities)
landowners
local (consent|approval|agreement)
sovereign
on its (own)? (soil|territory)
consent
(invitation|request) (of|from|by)
(authorities|government|haitian|palestinian|host|ukrainian|local) .. ({ask}|{request}|{agree}|{consent}|{invite}|{accept}|consent|asked)
status of forces
sovereignty
invited
[condkind no_combat_role]
unarmed
without (weapons|arms|guns)
no (weapons|arms|guns|soldiers|troops|uniform|uniforms)
in uniform
{fight}
enforcement
non-lethal
boots on the ground
front line
frontline
offensive
unarmed observers
combat
no combat (role|troops)
(fight|fighting|disarm|disarms|disarming) (hamas|nobody|anyone|no one|gangs|the gangs|them|anybody)
take .. (weapon|weapons) from
buffer
peacekeeping (only|role|not)
only (as|for) .. (peacekeeping|monitoring|training|humanitarian|construction|buffer)
patrol
non-combat
rear area
stay out of
(border|borders|boundary|boundaries) only
[condkind parliament]
congressional
parliamentary
legislative
<legislator>
<chamber>
<assembly>
<senator>
lower house
upper house
house of (representatives|commons|lords)
<vote>
plebiscite
sejm
duma
rada
diet
coalition partners
opposition
constitutional court
parliament
congress
senate
bundestag
lawmakers
legislature
mps
deputies
cabinet
vote (of|in|by)
ratification
ratified
{ratify}
riksdag
majlis
national assembly
knesset
verkhovna rada
constitutional
referendum
[condkind withdrawal]
{pull} .. (out|back)
{leave} (the|its|their|all|occupied)
pull-out
pullout
<timetable> for
{retreat}
withdrawal
{withdraw}
{pull} (out|back)
(occupation|troops) .. {leave}
end of .. occupation
[condkind command]
rules on
rules of
the rules
mandate to (fire|shoot|fight)
terms of reference
in charge
who (leads|commands|decides)
national command
chain
command
commander
rules of engagement
chain of command
leadership
[condkind funding]
funded
<donor>
<loan>
<grant>
<debt>
<arrear>
{owe}
<price>
<bill>
<receipt>
cash
fees
compensation
reimbursement
reimbursed
{fund}
financing
subsidies
finance
money
funding
funds
budget
{pay}
{finance}
financed
paid
cost
costs
[condkind burden_sharing]
other (countries|nations|states|members|partners|allies|donors|contributors)
others (pay|contribute|join|share|follow|act|do|give|sign)
(who|anyone|anybody|nobody|somebody) else
{share}
burden
fair share
(others|allies|europeans|partners|europe|members) .. ({contribute}|{pay}|do more|{share}|join)
per cent of gdp
percent of gdp
(equal|equitable) (contribution|share)
[condkind disarmament]
<weapon>
{disarm}
demobilisation
demobilised
<gun>
disarm
{disarm}
{give} (up|in) .. (guns|weapons|arms)
{surrender} .. (guns|weapons|arms)
{hand} (over|in) .. (guns|weapons|arms)
disarmament
demilitarisation
demilitarised
(lay|laying|lays) down
(hand|hands|handing|give|gives|giving) (in|over|up) .. (weapons|arms)
without weapons
decommission
[condkind reform]
{reform}
{amend}
constitution
transparency
accountability
independent judiciary
governance
graft
legislation
reform
reforms
corruption
anti-corruption
rule of law
human rights
elections


# What soldiers may be asked to do and their governments refuse: denied of an
# actor's own men, it is the condition that they have no combat role.
[limit combat]
{fight}
{disarm}
{search}
{strip}
{enforce}
{shoot}
{confront}
{engage}
{storm}
{raid}
{hunt}
{battle}
combat
enforcement
fighting
disarming
stripping

# Only so far and no farther.
[limit only]
only to (train|teach|observe|monitor|advise|watch|rebuild|heal|build|clear|feed)
(as|for) (a|an)? (buffer|observers|monitors|trainers|peacekeepers|advisers) .. (only|nothing else|alone|no more)
only (as|for) (a|an)? (buffer|peacekeeping|observers|monitors|trainers|monitoring|training|observation|medical|humanitarian)
along the (border|borders|boundary|line) (but|and) not
peacekeeping, not
(unarmed|observer|observers|monitors) only
