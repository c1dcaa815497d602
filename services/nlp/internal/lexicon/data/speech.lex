# Verbs that hand a statement to a speaker, and the words that tell his kind.

[speech say]
{say}
{tell}
{add}
{announce}
{state}
{declare}
{note}
{warn}
{argue}
{claim}
{insist}
{stress}
{emphasise}
{explain}
{suggest}
{describe}
{reveal}
{confirm}
{deny}
{admit}
{acknowledge}
{reply}
{respond}
{respond} that
{promise}
{vow}
{urge}
{caution}
{comment}
{complain}
{call}
{remark}
{repeat}
{reiterate}
{conclude}
{predict}
{inform}
{report}
{write}
{believe}
{underline}
{underscore}
{mention}
{accuse}
{maintain}
{assert}
{indicate}
{ask}
{joke}
{boast}
{estimate}
{disclose}
{caution}
{counter}
{concede}
{clarify}
{point} out
{tweet}
{post}
{signal}
{hint}
{pledge}
{recall}
{protest}
{agree}
according to
in the words of
as {quote} by
{think}

[speaker unnamed_official]
on condition of anonymity
requested anonymity
off the record
{ask} not to be (named|identified)
{decline} to be (named|identified)
not (authorised|allowed) to (speak|talk|discuss|brief)
who preferred not to
not to reveal
withheld
(senior|u.s.|us|american|western|european|eu|israeli|egyptian|german|french|british|arab|administration|defence|government|security|military|diplomatic|state department|ministry|high-ranking|white house|nato|un|palestinian|gulf) (official|officials|diplomat|diplomats|officer|officers|source|sources|aide)
(a|an|one|two|three|another|several|some|second|senior) .. (official|officials|diplomat|diplomats|aide|officer|minister|adviser)
officials familiar with
a source (in|within|at|close|from)
not called by name
asked for .. (names|name) to be withheld
a leader in the movement
privately

[speaker unnamed_insider]
insiders
privileged insiders
a source within
sources close to
a source close to
people familiar with
a person familiar with
persons familiar
a person briefed
briefed on the (talks|matter|plans|discussions|negotiations)
sources (say|said|told|with|in|familiar)
source (said|told|added)
according to sources
an insider
someone close to
a person close to
close to the movement
who has seen
who have seen
familiar with the (matter|discussions|talks|plans|negotiations|thinking|file)
with knowledge of
not to be named
speaking anonymously
on background
spoke on the condition

[speaker leaked_document]
leaked
cables obtained
cable obtained
internal (memo|document|documents|cables|diplomatic|paper|papers|assessment|note)
document (seen|obtained|reviewed) by
documents (seen|obtained|reviewed)
(draft|memo|memorandum|paper|letter|email|emails|text|copy) (seen|obtained|reviewed|shared)
obtained by
seen by (this|the|our|reuters|afp)
a confidential

[speaker other_media]
as reported by
reported by
(reported|wrote|reports|writes) (that|last|on|earlier)
(media|press) reports
foreign media
according to .. (newspaper|times|post|journal|agency|news|magazine|daily|broadcaster|radio|television|media|reports)
(local|israeli|hebrew|state|turkish|arab|russian|american) (media|press|radio|newspaper|television)
(newspaper|broadcaster|magazine|radio|television|website) (reported|said|wrote)

[speaker vague_experts]
analysts
experts
critics
observers
skeptics
supporters
proponents
commentators
some fear
many believe
some argue
pundits
opponents
some experts
diplomats
scholars
detractors

[speaker institution_statement]
(in|said in) a statement
(joint|official|written|press) statement
communique
ministry said
(ministry|department|government|council|office|palace|kremlin|commission|secretariat|presidency|state house|downing street|white house|elysee) (said|says|confirmed|announced|declined|did|welcomed|called|stated|added|denied)

# Words that show that the article rests on people or papers without a name.
[anonymous cue]
on condition of anonymity
on the condition of anonymity
condition of anonymity
requested anonymity
anonymity
anonymous
anonymously
off the record
not to be (named|identified|quoted)
{decline} to be (named|identified)
not (authorised|allowed|permitted) to (speak|talk|discuss|brief)
preferred not to
(name|names) to be withheld
(asked|insisted) .. not .. (name|named|identified)
privately expressed
cables obtained
insiders
source (close|within|familiar|in|said|told|says|with|who|added|underlined)
sources (close|within|familiar|in|said|told|say|with|who|added|suggest)
people (familiar|briefed|close)
(person|people|officials|official|diplomats|diplomat) (familiar|briefed|close|with knowledge)
leaked
(a|one|two|three|four|another|several|senior) (senior|western|european|u.s.|us|american|israeli|egyptian|german|french|british|arab|gulf|eu|nato|un|palestinian|asian|african|regional|defence|government|security|military|state department|administration|white house|pentagon|diplomatic|polish|russian|ukrainian|turkish|indonesian|saudi|jordanian|kenyan|haitian|australian|japanese|canadian|brazilian|mexican|indian|chinese|former|foreign) .. (official|officials|diplomat|diplomats|aide|aides|source|sources|officer|officers|minister|ministers|adviser|advisers)
(diplomat|official|aide|insider|source) (told|said|says|tells|added|noted|mentioned|admitted|confided|briefed|who)
(diplomats|officials|aides|insiders) (told|said|tell|added|noted|mentioned|admitted|confided|briefed|who)
security source
government source
diplomatic source
(seen|obtained|reviewed) by
not called by name

# Nouns that speak or act for the state or body named beside them.
[class office]
<planner>
<colonel>
<marshal>
<spymaster>
<mediator>
<spokesman>
<spokeswoman>
<spokesperson>
<official>
<diplomat>
<minister>
<president>
<chancellor>
<premier>
<ambassador>
<envoy>
<representative>
<leader>
<aide>
<adviser>
<advisor>
<negotiator>
<delegate>
<commander>
<general>
<admiral>
<officer>
<king>
<emir>
<monarch>
<prince>
<secretary>
<chief>
<head>
<source>
<lawmaker>
<senator>
<deputy>
<mp>
<delegation>
<junta>
<ruler>
<counterpart>
<chairman>
<director>
<governor>
<member>

[class institution]
<staff>
<treasury>
<assembly>
<regulator>
<legislature>
<navy>
<government>
<ministry>
<parliament>
<army>
<military>
<administration>
<cabinet>
<department>
<embassy>
<presidency>
<office>
<authority>
<state>
<country>
<nation>
<kingdom>
<republic>
<bloc>
<alliance>
<union>
<council>
<commission>
<party>
<movement>
<group>
<court>
<senate>
<congress>
<statement>
<communique>
<mission to>
<delegation>
<navy>
<palace>
<foreign office>
<regime>
<opposition>
<side>
<capital>
<force>
<soldier>
troops
police

# What a state does or holds, as a noun: its owner stands for the state.
[class act]
<foot-dragging>
<coolness>
<quibble>
<scruple>
<complaint>
<plea>
<appeal>
<retaliation>
<blockade>
<filibuster>
<openness>
<silence>
<abstention>
<exit>
<go-ahead>
<assent>
<nod>
<acceptance>
<blessing>
<anxiety>
<apprehension>
<alarm>
<fear>
<worry>
<misgiving>
<qualm>
<disquiet>
<distrust>
<mistrust>
<suspicion>
<caution>
<unease>
<wariness>
<aversion>
<distaste>
<dismay>
<contempt>
<scorn>
<walkout>
<boycott>
<revolt>
<rebuff>
<snub>
<resistance>
<hostility>
<denunciation>
<protest>
<commitment>
<agreement>
<participation>
<contribution>
<offer>
<support>
<position>
<stance>
<decision>
<pledge>
<promise>
<refusal>
<rejection>
<opposition>
<objection>
<endorsement>
<backing>
<approval>
<consent>
<veto>
<willingness>
<readiness>
<reluctance>
<skepticism>
<doubt>
<concern>
<reservation>
<interest>
<involvement>
<membership>
<presence>
<demand>
<insistence>
<condition>
<plan>
<proposal>
<intention>
<withdrawal>
<deployment>
<announcement>
<statement>
<claim>
<vote>
<response>
<reaction>
<criticism>
<condemnation>
<denial>
<warning>
<threat>
<hesitation>
<unwillingness>
<inability>
<failure>
<enthusiasm>
<welcome>
<praise>
<push>
<bid>
<call>
<request>
<role>
<help>
<aid>
<assistance>

# Deeds that stand for those whose they are: "its participation remains open".
[class proxy]
<commitment>
<participation>
<contribution>
<offer>
<support>
<position>
<stance>
<decision>
<pledge>
<opposition>
<endorsement>
<backing>
<willingness>
<readiness>
<reluctance>
<involvement>
<membership>

# Nouns that with an article take up a state or body named before.
[class anaphor]
<government>
<ministry>
<minister>
<president>
<chancellor>
<premier>
<ambassador>
<envoy>
<king>
<emir>
<monarch>
<spokesman>
<spokeswoman>
<spokesperson>
<official>
<diplomat>
<administration>
<cabinet>
army
military
parliament
<regime>
<junta>
<presidency>
<leader>
<palace>
<delegation>
<ruler>
<statement>
<adviser>
<aide>
<embassy>
<bloc>
<party>
<movement>
<group>

# A share of those named behind it.
[class share]
most
many
some
several
all
both
each
either
neither
none
one
two
three
half
majority
<dozen>
<number>
<handful>
<group>
<coalition>
<list>
cent
percent
%
<quarter>
<third>
<member>
<range>
others

# Where nobody hears what is said but those present.
[class secret]
closed-door
closed
confidential
secret

# Persons and bodies whom "it", "the bloc", "the ministry" may take up.
[class body]
<bloc>
<alliance>
<union>
<organisation>
<agency>
<council>
<commission>

[class land]
<country>
<nation>
<kingdom>
<republic>
<state>
<monarchy>
