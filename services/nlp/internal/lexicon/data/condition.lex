# Words that make a position or a realisation hang on something, and what it hangs on.

[condition cue]
conditional (on|upon)
conditioned on
(on|under) condition that
on the condition that
provided (that|the|there|it|they|he)
providing that
only if
only (when|once|after)
{insist} (on|that)
subject to
{depend} .. (on|upon)
{hinge} (on|upon)
contingent (on|upon)
dependent (on|upon)
(would|will) require
{require} .. before
before (committing|sending|deploying|joining|contributing)
unless
as long as
so long as
not without
not before
(must|should|has to|have to) first
without .. (mandate|ceasefire|consent|approval|guarantee|guarantees|authorisation)
(precondition|prerequisite) (for|of|is)
{demand} .. (guarantees|guarantee|assurances)
(condition|conditions) (is|are|was|were|that|for|of)
not .. until
not .. till

[condition cue weak]
once
until
till
if
in case
in return for
in exchange for
{need} .. first
{rely} on
when .. asked
{await}
{wait} for
only after
(must|should|has to|have to) (be agreed|be approved|approve|vote|ratify|disarm|withdraw|give)
after (a|the) .. (ceasefire|truce|armistice|peace|vote|approval|election|mandate)
{require}
{want} .. (guarantees|assurances|mandate)

[condkind un_mandate]
mandate
united nations
un
u.n.
security council
council
resolution
international (authorisation|approval|law)
[condkind ceasefire]
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
(us|u.s.|american|washington) .. (guarantees|guarantee|backstop|support|backing|cover|help|involvement|air|intelligence|security)
backstop
(america|washington|the united states|the americans) .. ({back}|{support}|{guarantee}|{provide}|{help}|stands)
[condkind host_consent]
consent
(invitation|request) (of|from|by)
(authorities|government|haitian|palestinian|host|ukrainian|local) .. ({ask}|{request}|{agree}|{consent}|{invite}|{accept}|consent|asked)
status of forces
sovereignty
invited
[condkind no_combat_role]
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
withdrawal
{withdraw}
{pull} (out|back)
(occupation|troops) .. {leave}
end of .. occupation
[condkind command]
command
commander
rules of engagement
chain of command
leadership
[condkind funding]
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
burden
fair share
(others|allies|europeans|partners|europe|members) .. ({contribute}|{pay}|do more|{share}|join)
per cent of gdp
percent of gdp
(equal|equitable) (contribution|share)
[condkind disarmament]
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
reform
reforms
corruption
anti-corruption
rule of law
human rights
elections
