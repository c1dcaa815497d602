# Rungs of the ladder by events: an act and the matter that it is done to, or
# that does it, in one clause. "self": the initiative itself is matter enough;
# "alone": the act says it without any matter; "pending": who does this has not
# got there yet; "failed": the rung is lost.

[act proposed self]
{propose}
{unveil}
{float}
{table}
{present}
{outline}
{suggest}
<proposal>
[matter proposed]
<plan>
<proposal>
<idea>
<initiative>
<draft>
<scheme>
<blueprint>

[act endorsed self]
{sign}
{conclude}
{initial}
{endorse}
{clinch}
{seal}
{finalise}
{ink}
{strike}
signing
signature
conclusion
endorsement
[act endorsed]
{agree}
{agree} on
{reach}
[act endorsed pending self]
{negotiate}
negotiation
negotiations
{broker}
{hammer} out
{discuss}
unsigned
[matter endorsed]
<agreement>
<deal>
<pact>
<treaty>
<accord>
<declaration>
<memorandum>
<compact>
<convention>
<charter>
<partnership>
<text>
<protocol>
<arrangement>
<framework>
<document>
<letter> of intent

[act mandated self]
{ratify}
{authorise}
{mandate}
{enact}
{legislate}
{enter} into force
{come} into force
{take} effect
entry into force
ratification
authorisation
in force
adoption
[act mandated]
{adopt}
{approve}
{pass}
{vote} through
{back}
{endorse}
{wave} through
{clear}
{vote} for
[act mandated]
{grant}
{obtain}
{receive}
{get}
{win}
{secure}
through
[act mandated pending self]
{await}
{seek}
{draft}
{circulate}
{challenge}
{postpone}
unratified

[act mandated pending]
{require}
{need}
{debate}
{stall}
{block}
{delay}
[act mandated failed]
{veto}
{strike} down
{annul}
{quash}
{repeal}
{revoke}
{throw} out
[matter mandated]
<resolution>
<treaty>
<law>
<bill>
<act>
<regulation>
<mandate>
<legislation>
<convention>
<accession>
<statute>
<decree>
ratification
authorisation
<mission> authorised
implementing (act|bill|law)

[act funded]
{approve}
{adopt}
{pass}
{appropriate}
{allocate}
{disburse}
{release}
{transfer}
{pay} out
{sign} off
{clear}
{vote} through
{unlock}
{secure}
{close}
disbursement

[act funded pending]
{need}
<need>
<request>
{lack}
{seek}
{request}
{freeze}
{withhold}
{owe}
{await}
{block}
{delay}
{postpone}
{haggle}

[act funded pending alone]
unfunded
underfunded
unpaid
shortfall
arrears
funding (gap|shortfall|hole|crisis)
financing gap
(who|nobody|no one) (will|would|is to|should) pay
short of (money|funds|cash)
[matter funded]
<budget>
money
<loan>
<credit>
<fund>
funds
funding
financing
<appropriation>
<instalment>
<installment>
<tranche>
<package>
<grant>
<advance>
<payment>
million
billion
million (dollars|euros|pounds|dollar|euro)
billion (dollars|euros|pounds|dollar|euro)
<dollar>
<euro>
cash

[act commanded]
{appoint}
{name}
{pick}
{choose}
{designate}
{nominate}
{install}
{open}
{inaugurate}
{establish}
{agree}
{take} up
{arrive}
appointment
[act commanded pending]
{seek}
{discuss}
{lack}
unresolved
undecided
unclear
{dispute}
[matter commanded]
<commander>
<headquarters>
rules of engagement
command structure
chain of command
<executive director>
<special envoy>
<coordinator>
steering committee
<force commander>
<operator>

[act deployed self goes]
{deploy}
{arrive}
{land}
{disembark}
[act deployed self]
{dispatch}
{station}
arrival
rollout
[act deployed alone]
<deployment>
[act deployed goes]
{sail}
{dock}
{reach}
{roll}
{cross}
{start}
{begin}
[act deployed state]
on the ground
[act deployed]
{send}
{deliver}
{ship}
{install}
{erect}
{lay}
{build}
{construct}
{receive}
{hand} over
{break} ground
[matter deployed]
first (troops|soldiers|contingent|ships|train|trains|shipment|cargo|units|batch|group|police|officers|missiles|payment|payments|locomotives|rails|sensors|interceptors|section|element)
<troop>
<soldier>
<contingent>
<battalion>
<company>
vanguard
advance (party|team|element|guard)
<warship>
<frigate>
<train>
<shipment>
<batch>
<unit>
<launcher>
<missile>
<interceptor>
<sensor>
<radar>
<battery>
<delivery>
construction
track
<rail>
<locomotive>
<peacekeeper>
<member>
<element>
<part>
<officer>
forces
personnel
police
first (observers|monitors)
<police officer>
<payout>

# By these words what hangs on them is done.
[resolve mandated]
{decide}
{vote}
<decision>
<vote>

# Where people are sent who are not deployed.
[meeting deployed]
<meeting>
<conference>
<summit>
<session>
<forum>
<seminar>
<exercise>
<drill>
<ceremony>
talks
coordination <centre>

[act operational self]
operational
{inaugurate}
up and running
in service
in operation
full capacity
open for (business|traffic|requests|applications)

[act operational]
{start}
{begin}
{launch}
{open}
{complete}
{finish}
ready
completion
opening
launch

[matter operational]
<operation>
<patrol>
<escort>
<service>
traffic
<line>
<railway>
<route>
<corridor>
<call>
<vessel>
<ship>
<convoy>
freight
<passenger>
<facility>
<secretariat>
<network>
<system>
<wall>
<shield>
initial (operating|operational) capability
full (operating|operational) capability

[act sustained self]
{renew}
{extend}
{prolong}
renewal
extension
prolongation
[act sustained pending self]
{expire}
{lapse}
[matter sustained]
<mandate>
<mission>
<operation>
<deployment>
<agreement>
<authorisation>
