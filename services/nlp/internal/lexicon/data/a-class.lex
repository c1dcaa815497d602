# Classes of words that several files use.
@troops = troops|<soldier>|<peacekeeper>|<contingent>|<battalion>|<brigade>|<unit>|<platoon>|<company of>|<serviceman>|servicemen and women|military personnel|security personnel|personnel|<infantryman>|combat forces|ground forces|ground troops|<regiment>|<division>|military forces|its forces|their forces|<warship>|<frigate>|<rifleman>|<marine>|<paratrooper>|<fighter jet>|<combat unit>|<engineer>|boots on the ground|boots|men in uniform|a force|its army|forces|<medic>|<sapper>|men|infantry
@police = police|<police officer>|<policeman>|gendarmes|<gendarme>|<officer>|police unit|police units|<constable>|coast guards|<coastguard>
@trainers = <trainer>|<instructor>|training|<training mission>|police training|<military adviser>|<advisor>|<mentor>|<training team>|<training programme>
@money = money|funds|funding|<dollar>|<euro>|<pound>|<loan>|<grant>|<contribution>|budget|million|billion|cash|finance|financing|m|bn
@equipment = equipment|<vehicle>|<helicopter>|<weapon>|arms|ammunition|<submarine>|<drone>|<missile>|<ship>|<aircraft>|<jet>|<radar>|<armoured vehicle>|<truck>|<patrol boat>|<vessel>|<boat>|materiel|hardware|<interceptor>|air defences|air defence systems|night-vision|<radio>|<gun>|<tank>|<battery>
@basing = <base>|<basing>|<staging area>|<headquarters>|<airfield>|<camp>|<port>|<depot>|<hub>|access to its bases|overflight|<training ground>
@airlift = airlift|<transport aircraft>|<transport plane>|airlifts|<flight>|transport by air
@logistics = logistics|logistical support|<field hospital>|medical support|fuel|rations|supplies|intelligence|<planner>|demining|mine clearance|clearing mines|medical evacuation|medical teams|<doctor>|<nurse>|<hospital bed>|logistical help|engineering support|surveillance
@lead = commander|deputy commander|command|force commander|leadership|chief of staff|staff officers|<planner>
@force = <force>|<mission>|<operation>|<deployment>|<coalition>|<contingent>|<peacekeeping force>|<intervention>
@scheme = <force>|<mission>|<plan>|<proposal>|<initiative>|<pact>|<deal>|<agreement>|<guarantee>|<strategy>|<partnership>|<programme>|<project>|<operation>|<scheme>|<idea>|<concept>|<effort>|<framework>|<doctrine>|<corollary>|<alliance>|<treaty>|<accord>|<resolution>|<draft>|<text>|<deployment>|<roadmap>|<compact>|<arrangement>|<assurance>|<intervention>|<vote>|<mandate>|<declaration>|<transition>|<corridor>|<fund>|<bill>|<coalition>|<presence>|<move>|<approach>|<measure>|<step>|<push>
@states = <country>|<state>|<nation>|<government>|<ally>|<partner>|<member>|<capital>|<contributor>|<leader>|<member state>|<participant>
@body = security council|council|united nations|parliament|congress|senate|assembly|cabinet|government|house|lawmakers|mps|deputies|union|verkhovna rada|knesset|bundestag|national assembly|general assembly|court|duma|majlis
@will = will|would|'ll|to|shall|can|could|may|might
