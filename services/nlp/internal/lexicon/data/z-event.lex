# PLOVER event types with their modes, by predicate.

[event AGREE]
{agree}
{pledge}
{promise}
{commit} to
{vow} to (support|help|send|provide|contribute)
{sign} .. (agreement|pact|declaration|treaty|accord|deal)
{offer}
[event CONSULT]
{meet}
{discuss}
{negotiate}
talks
{consult}
[event CONSULT mode=visit]
{visit}
{travel} to
[event CONSULT mode=phone]
{phone}
phone call
{speak} by phone
[event CONSULT mode=multilateral]
summit
conference
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
[event CONCEDE]
{concede}
{give} in
{drop} .. objection
{allow}
{ease}
[event COOPERATE]
{cooperate}
{work} (with|alongside|together)
{train} .. (police|soldiers|officers|troops)
joint exercise
{share} intelligence
{host}
[event AID]
{provide} .. (@money|@equipment|aid|assistance|@logistics)
{donate}
{transfer} .. (million|billion|m|bn)
{contribute} .. (million|billion|m|bn)
{fund}
{deliver} .. (aid|assistance|@equipment)
{allocate}
[event RETREAT mode=withdraw]
{withdraw} .. (@troops|forces|from)
{pull} (out|back)
[event RETREAT mode=release]
{release}
[event RETREAT mode=disarm]
{disarm}
[event RETREAT mode=ceasefire]
{declare} .. (ceasefire|truce)
ceasefire .. (agreed|took|began)
[event RETREAT mode=access]
{grant} .. access
[event RETREAT mode=resign]
{resign}
[event REQUEST mode=assist]
{ask} .. for
{appeal} for
{seek} .. (support|contributions|troops|help|assistance)
{request}
{press} .. to
{urge}
[event REQUEST mode=change]
{demand}
{insist}
{call} (for|on)
[event REJECT mode=assist]
{rule} out
{refuse} to (send|deploy|contribute|provide|help|join)
{decline} to (send|deploy|contribute|provide|help|join)
not (prepared|ready|willing) to
not send
[event REJECT mode=change]
{reject}
{oppose}
{veto}
{vote} against
[event REJECT mode=yield]
{refuse} to (disarm|withdraw|leave|give)
[event REJECT mode=meet]
{refuse} to meet
[event ACCUSE mode=disapprove]
{criticise}
{condemn}
{denounce}
{express} .. (concern|concerns|doubts|skepticism|reservations)
{question}
{voice} .. (concern|concerns|doubts)
{complain}
[event ACCUSE mode=allege]
{accuse}
{allege}
[event ACCUSE mode=investigate]
{investigate}
[event THREATEN mode=violence]
{threaten}
{warn}
{vow} .. (response|revenge|attack|target)
legitimate (target|targets)
[event THREATEN mode=relations]
{threaten} to (cut|break|suspend)
[event PROTEST mode=demo]
{protest}
{demonstrate}
{rally} against
[event PROTEST mode=strike]
{go} on strike
[event PROTEST mode=boycott]
{boycott}
[event PROTEST mode=obstruct]
{obstruct}
{block}
[event SANCTION mode=discontinue]
{suspend}
{freeze}
{cancel}
{put} on hold
[event SANCTION mode=expel]
{expel}
[event SANCTION mode=withdraw]
{withdraw} from
{quit}
[event MOBILIZE mode=troops]
{deploy}
{send} .. @troops
{ready} .. @troops
{mobilise}
(troops|soldiers|contingent|battalion) .. ({arrive}|{land}|{embark})
[event MOBILIZE mode=police]
{send} .. @police
(police|officers) .. ({arrive}|{land})
[event MOBILIZE mode=weapons]
{deploy} .. @equipment
[event COERCE mode=seize]
{seize}
[event COERCE mode=ban]
{ban}
{bar}
[event COERCE mode=arrest]
{arrest}
{detain}
[event COERCE mode=withhold]
{withhold}
[event ASSAULT]
{attack}
{ambush}
{kill}
[event ASSAULT mode=aerial]
{bomb}
air strike
airstrike
[event ASSAULT mode=drone]
drone (attack|strike)
[event ASSAULT mode=firearms]
{shoot}
