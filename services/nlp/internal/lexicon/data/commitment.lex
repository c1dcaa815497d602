# Verbs and nouns by which something is contributed, with the status that they give it, and what is contributed.

[commitment mooted]
{discuss} (sending|deploying|contributing|providing|hosting)
{float}
{moot}
{sound} out
{suggest} (sending|deploying|that|it)
(could|might|may) (send|deploy|contribute|provide|supply|host|offer|train|pay)
idea of (sending|offering|deploying|hosting|providing)
{weigh}
{explore} (sending|deploying|contributing|options|the)
{consider}
{contemplate}
(would|will) be asked
{speak} of
{hint}
{talk} of
possibility of

[commitment interested]
interested in
{express} .. (interest|willingness|readiness)
like to (send|join|take|contribute|participate|help)
willingness to
open to (sending|contributing|deploying|providing|joining)
(would|could) join
{signal} .. (readiness|willingness|interest)

[commitment offered]
{offer}
ready to (send|deploy|contribute|provide|train|host|take|supply|lead|join|pay|fly|give)
(is|are|was|were) ready (with|at any|for)
(army|troops|soldiers|forces) .. ready
prepared to (send|deploy|contribute|provide|train|host|take|supply|lead|join|pay|give)
willing to (send|deploy|contribute|provide|train|host|take|supply|lead|join|pay|give)
happy to (send|deploy|contribute|provide|train|host|take|supply|lead|join)
{volunteer}
{put} forward
{propose} to (send|deploy|contribute|provide|host)
(would|'d) .. (send|deploy|contribute|provide|supply|host|train|offer|lend|fly|lead|give)
{bid}

[commitment pledged]
{pledge}
{promise}
{vow} to (send|deploy|contribute|provide|train|host)
{announce} .. (contribution|package|million|billion|troops|sale|assistance|m|bn)
will (send|deploy|contribute|provide|train|host|supply|fly|lead|lend|give|add|pay|sell|deliver|build)
will (also|now|then) (send|deploy|contribute|provide|train|host|supply|fly|lead|lend|give|add|pay|sell|deliver|build)
{intend} to (send|deploy|contribute|provide|train|host|sell|buy|invest|purchase)
{plan} to (send|deploy|contribute|provide|train|host|sell|buy|invest|purchase)
{put} up
{earmark}
{set} aside
{undertake} to
going to (send|deploy|contribute|provide|train|host|supply|give|sell|buy|invest|help)
{seek} .. (million|billion|m|bn)
would go
{double} .. contribution

[commitment committed]
{commit} .. (@troops|@police|@money|@equipment|itself|himself|to)
committed to (send|sending|deploy|deploying|provide|providing|contribute|contributing|supplying)
{approve} .. (@troops|@police|sending|dispatch|deployment|million|billion|m|bn|sale|package)
{sign} .. (contract|agreement|order) .. (for|to)
{allocate}
{agree} to (send|deploy|contribute|provide|train|host|supply|sell|buy|pay|invest)
{accept} .. (post|command|role) of
{name} .. commander
{appoint} .. (commander|to lead|to command|to head)
{invest}
{authorise} .. (sale|transfer|million|billion|drawdown|sending)
{buy} .. @equipment
{purchase} .. @equipment
{adopt} .. budget
{appropriate} .. (million|billion)

[commitment prepared]
{ready} .. @troops
{train} .. (soldiers|troops|contingent|battalion) .. for
(soldiers|troops|contingent|battalion|people) .. (in training|on standby|stand ready|standing by|being trained|are training)
{place} .. on (standby|alert)
{prepare} .. (@troops|to send|to deploy)
advance party
(ready to|will) (embark|depart|leave) (in|on|by|next)
{assemble}

[commitment deployed]
{deploy} .. @troops
{send} .. @troops
{arrive}
{land}
{transfer}
{deliver}
{hand} over
{provide} (more|over|nearly|about|some|additional|training|support|equipment)
{disburse}
{contribute}
{supply}
{station}
{serve} (in|with|at)
{be} .. deployed
{train} .. (police|officers|recruits)
{pay} .. (million|billion|m|bn|into)
{give} .. (@money|@equipment)
(troops|soldiers|officers|police|engineers|personnel) .. (on the ground|in place)
{host} .. (headquarters|base|camp|hub|training)
already (has|have|there)

[commitment withdrawn]
{withdraw} .. (offer|@troops|@police|pledge|contingent|its|their)
{pull} (out|back)
{recall} .. (@troops|@police|contingent)
{cancel} .. (contribution|deployment|pledge|offer)
{revoke}
{suspend} .. (contribution|deployment|participation|offer)
{fly} home
{go} home
{bring} .. home
{retract}
{rescind}
{quit}
{leave} the (force|mission|coalition)
{shelve}
{scrap}

[commitment declined]
{rule} out (sending|deploying|contributing|any|putting|@troops|a|its|the|participation|taking|boots)
{refuse} to (send|deploy|contribute|provide|put|pay|take|join|fund|host)
{decline} to (send|deploy|contribute|provide|put|pay|take|join|fund|host)
(will|would|does|do|did|is|are|am) not .. (send|sending|deploy|deploying|contribute|contributing|provide|providing|put|participate|take part|pay|join|host)
not (send|deploy|contribute|provide|put|participate|take part|pay|join|host|supply) (a|any|its|their|our|troops|soldiers|forces|in|to|one|men|money|anyone|another)
not (prepared|ready|willing|able|going|planning|about) to (send|deploy|contribute|provide|put|pay|take|join|host)
no (plans|plan|intention|intentions|desire|wish|appetite) (to|of|for) .. (send|sending|deploy|deploying|contribute|contributing|participate|participating|take|taking|join|joining|troops|put|putting)
not (have|consider) .. (plans|intention|sending|deploying|participation)
no (troops|soldiers|boots|combat troops|ground troops|forces) (on|to|in|will|would|from)
(never|not) .. (on the ground|boots on the ground)
{stay} out
{send} (nobody|no one|no|none|neither)
no role in .. (force|mission)
(cannot|not be able to) (send|deploy|contribute|provide|spare)
{deny} that .. (put|send|deploy|sending)
{deny} .. (plans|planning|intention) to (send|deploy)
is out
be no (more|troops|soldiers|boots)

[commitment pledged]
(pledge|pledges|promise) of
{dispatch}
{donate}
{grant} .. (@money|@equipment)
{make} .. available
{free} up
{step} up with
(will|would) put .. (boots|troops|soldiers|men)
(will|would) (lease|loan|lend|station|field|open|build|buy|sell|spend|invest|transfer|assign)
{announce} .. (@equipment|@troops|@police)
(package|tranche|allocation|contribution) of
{work} with congress to provide
{request} .. (million|billion|m|bn)

[commitment offered]
(offer|offers) of
ready to (put|deploy|open|lend|lease|make)
(prepared|willing) to (put|deploy|open|lend|lease|make)
{propose} .. (@troops|@police|@equipment|@money)

[commitment declined]
(rule|ruled|rules|ruling) out .. (boots|troops|soldiers|forces|combat)
no (plan|plans|intention|appetite|desire|mandate) .. (troops|soldiers|boots|forces|combat)
not .. (boots on the ground|combat troops|ground troops|american troops|american forces|ground forces)
(needed|need|needs) .. (at home|elsewhere|on the eastern flank)
without sending
no .. will (serve|go|fight|deploy)

[commitment mooted]
(plan|plans|planning|option|options|talks|discussions) .. (to|of|on|about) (send|sending|deploy|deploying)
{ask} .. (for|whether|if) .. @troops
(sounded|asked) (out|about)
pencilled in

[commitment declined bare]
{stay} out
is out
are out
not (take part|participate|join)
(take|taking) no part
{send} (nobody|no one|none)
no role in .. (force|mission)
not .. {fight}
{rule} out .. (patrols|role|part|participation|involvement|combat)
has no (plans|plan|intention) to (join|participate|take)
neither .. (send|lend|join)

[commitment withdrawn bare]
{withdraw} (in|from|on|last|this|without|its|their)
{go} home
{fly} home
{leave} the (force|mission|coalition)
{pull} out

[commitment pledged bare]
would go
will go
will (travel|embark|arrive|depart|fly)
would (travel|embark|arrive|depart)

[commitment interested bare]
like to (take part|join|participate)
desperate to join
eager to (join|take part|participate)

[commitment offered bare]
(army|troops|soldiers|forces|military) .. ready
(army|troops|soldiers|forces|military) could (take|go|serve)
proud to (contribute|send|join|serve)

[commitment committed bare]
{commit} (itself|himself|themselves|herself) to
{stand} by .. (pledge|offer|announcement|commitment|promise)
(offer|pledge|commitment|promise) .. {stand}

# What is contributed: nouns that name it.
[contribution troops]
@troops
military
(its|their|his|our) men
infantry
no one
deployment
[contribution police]
@police
[contribution trainers]
@trainers
train .. (police|soldiers|officers|forces|troops|recruits)
trained .. (police|soldiers|officers|forces|troops|recruits)
training .. (police|soldiers|officers|forces|troops|recruits)
[contribution equipment]
@equipment
[contribution basing]
@basing
[contribution airlift]
@airlift
[contribution logistics]
@logistics
[contribution command]
@lead
[contribution political]
security (commitments|commitment|assurances|assurance|guarantees|guarantee)
political support

# Words that look like contributions and are none.
[contribution none]
industrial base
industrial bases
supply chain
supply chains
(security|armed|internal|its security) forces
knowledge base
sales force
police force
voter base
customer base
