# Rungs of the ladder and the words that put one in a state.

[milestone proposed reached]
{propose} (a|an|the|to)
{unveil}
{float}
proposal (for|of|to)
{announce} .. (plan|proposal|creation|formation|intention)
{present} .. (plan|proposal|draft)
proposed

[milestone endorsed reached]
{sign} .. (agreement|pact|declaration|treaty|accord|statement|memorandum|letter|compact)
(agreement|pact|declaration|treaty|accord|statement|compact) .. {sign}
joint (declaration|statement)
{conclude} .. (agreement|pact|treaty)
[milestone endorsed pending]
(expected|due|set|hope|hopes|plan|plans|ready) to (sign|be signed|endorse|conclude)
not yet .. {sign}
(remain|remains) unsigned
will (sign|be signed)
[milestone endorsed failed]
{refuse} to (sign|endorse)
{decline} to (sign|endorse)
(talks|negotiations) .. (collapsed|failed|broke down)

[milestone mandated reached]
{adopt} .. resolution
resolution .. {adopt}
(council|assembly|parliament|congress) .. {adopt}
(council|resolution|parliament) .. {authorise}
authorised .. by .. (council|resolution|un|united nations|parliament)
(council|resolution) .. ({create}|{establish}|{mandate}|{renew}|{extend})
treaty .. (ratified|entered into force|in force)
{enter} into force
{ratify} .. (treaty|agreement|pact)
mandate exists
[milestone mandated pending]
draft .. resolution
resolution .. (circulated|drafted|draft|expected|under discussion)
{seek} .. (mandate|authorisation|resolution)
{secure} .. (mandate|authorisation)
{require} .. (mandate|authorisation|ratification)
{need} .. (mandate|authorisation|ratification)
no .. mandate
(provided that|until|wait for|before) .. (mandate|resolution|council)
(gave|gives|give) .. a mandate
{await} .. (mandate|ratification|resolution|approval)
{circulate} .. (draft|resolution)
{negotiate} .. (resolution|mandate)
yet to (ratify|authorise|approve)
not .. ratified
[milestone mandated failed]
{veto} .. (resolution|draft|text)
(resolution|draft|text) .. {veto}
mandate .. (expired|lapsed|terminated)
(parliament|congress|senate) .. {reject} .. (treaty|agreement|pact|mandate|bill)
{fail} to (adopt|ratify|authorise)

[milestone pledged reached]
(countries|nations|states|partners|members) .. {pledge}
(pledges|commitments|offers) of .. (troops|soldiers|personnel|up|million|billion)
{commit} .. (troops|soldiers|contingent|submarines|personnel)
{pledge} .. (troops|soldiers|million|billion|personnel|contingent)
agreement of .. (countries|nations|states)
(countries|nations|states) .. {agree} to (send|contribute|deploy)
[milestone pledged pending]
no .. (country|state|government|one) .. (pledged|agreed|offered|committed|promised)
no (firm|concrete|formal) (pledges|commitments|offers|contributions)
{ask} .. for (troops|contributions|soldiers|pledges)
{seek} .. (contributions|troops|contributors|pledges|participation)
force generation conference

[milestone funded reached]
(fully|now) funded
{approve} .. (budget|funding|appropriation|financing)
(budget|funding) .. {approve}
(fund|trust fund) .. (filled|established|launched)
[milestone funded pending]
funding .. (gap|shortfall|uncertain|unclear|needed|needs)
(shortfall|unfunded|underfunded)
who will pay
trust fund .. (holds|received|has|is short|contains)
not .. funded
no .. budget
nobody .. pay
[milestone funded failed]
(funding|budget|appropriation) .. (rejected|cancelled|blocked|frozen)

[milestone commanded reached]
{appoint} .. commander
{name} .. commander
commander of the .. (force|mission)
appointed .. (to lead|to command|to head)
{take} command of
its .. commander
(headquarters|command) .. (opened|operational|established|activated)
force commander
{accept} .. deputy commander
[milestone commanded pending]
(who|which country) .. (lead|command)
command .. (structure|unresolved|undecided|unclear|not agreed)
rules of engagement .. (not|unresolved|undecided|unclear|being|remain)
{clarify} .. (command|mandate|rules|leadership)

[milestone deployed pending]
(deployment|deployments) .. (expected|planned|scheduled|due|delayed)
scheduled to be deployed
yet to (put|deploy|send|arrive|land)
no (date|timetable|timeline)
ready to deploy
not .. (arrived|deployed|crossed)
timeline for deployment
before .. deployment
{plan} to deploy
[milestone deployed failed]
deployment .. (cancelled|suspended|called off|abandoned|halted)
{cancel} .. deployment
{suspend} .. deployment

[milestone operational reached]
(fully|now|initial) operational
initial operating capability
full operational capability
{begin} .. (patrols|operations)
{start} .. (patrols|operations)
{conduct} .. (patrols|operations)
[milestone operational pending]
(not|yet to|until) .. operational
(before|until) .. (operations|patrols) .. (start|begin)
{decline} to say when
(operational|operations) .. by
[milestone operational failed]
(operation|operations) .. (suspended|halted)

[milestone sustained reached]
mandate .. (renewed|extended)
{renew} .. mandate
{extend} .. mandate
[milestone sustained pending]
mandate .. {expire}
