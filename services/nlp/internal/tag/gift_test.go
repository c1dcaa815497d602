package tag_test

import "testing"

func TestGifts(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"figure with a noun", "Norway will send 300 soldiers to the mission.", "NOR troops pledged 300-300 personnel"},
		{"noun alone", "Norway will lend helicopters to the mission.", "NOR equipment pledged"},
		{"a hull is one item", "Norway will lend a frigate to the mission.", "NOR equipment pledged 1-1 items"},
		{"bodies of soldiers have no figure", "Norway will send two battalions to the mission.", "NOR troops pledged"},
		{"inside a measure", "Norway pledged a package of €20 million for the mission.", "NOR money pledged 2e+07-2e+07 EUR"},
		{"worth", "Norway signed contracts worth €20 million for the mission.", "NOR money committed 2e+07-2e+07 EUR"},
		{"police under their own word", "Norway offered 50 police officers for the mission.", "NOR police offered 50-50 personnel"},
		{"a base", "Portugal would host the headquarters of the mission.", "PRT basing pledged"},
		{"what is needed is no gift", "The mission needs 900 soldiers.", ""},
		{"what others are asked for is no gift", "Norway urged its allies to send 900 soldiers to the mission.", ""},
		{"the force is no gift to itself", "Norway praised the force in Malta.", ""},
		{"observers of a meeting", "Norway sent observers to the talks about the mission.", ""},
	})
}

func TestTransfers(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"subject gives", "Norway has contributed €3 million to the mission.", "NOR money deployed 3e+06-3e+06 EUR"},
		{"passive with agent", "300 soldiers were pledged by Norway to the mission.", "NOR troops pledged 300-300 personnel"},
		{"participle", "The 300 soldiers pledged by Norway will join the mission.", "NOR troops pledged 300-300 personnel"},
		{"nominal", "A Norwegian pledge of 300 soldiers for the mission was welcomed.", "NOR troops pledged 300-300 personnel"},
		{"pledges that somebody has are of others", "The mission has pledges of 700 soldiers.", "GROUP troops pledged 700-700 personnel"},
		{"the offer to host", "Portugal's offer to host the headquarters of the mission stood.", "PRT basing offered"},
		{"owner goes", "About 40 Norwegian policemen landed in Malta for the mission.", "NOR police deployed 40-40 personnel"},
		{"gap", "Norway will send 300 soldiers to the mission, Portugal 150 and Kenya a field hospital.", "KEN logistics pledged; NOR troops pledged 300-300 personnel; PRT troops pledged 150-150 personnel"},
		{"list without verbs", "Payments for the mission are listed.\n\nNorway: €20m.", "NOR money pledged 2e+07-2e+07 EUR"},
		{"in company", "Norway is ready with 300 soldiers for the mission.", "NOR troops offered 300-300 personnel"},
		{"the seller gives", "Portugal will buy helicopters from Norway for the mission.", "NOR equipment pledged"},
		{"adversaries give nothing", "Russia will send 300 soldiers to the mission.", ""},
		{"joins the force", "Norway would like to take part in the mission.", "NOR troops interested"},
		{"remembered", "Norway sent police to the mission. The last 310 officers fly home.", "NOR police withdrawn 310-310 personnel"},
		{"asked", "The mission asked Norway for helicopters.", "NOR equipment mooted"},
	})
}

func TestStages(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"will", "Norway will send soldiers to the mission.", "NOR troops pledged"},
		{"done", "Norway has sent soldiers to the mission.", "NOR troops deployed"},
		{"may", "Norway may send soldiers to the mission.", "NOR troops mooted"},
		{"could, in its own words", "Norway said it could send soldiers to the mission.", "NOR troops offered"},
		{"would if", "Norway would send soldiers to the mission if a truce held.", "NOR troops offered"},
		{"decided", "Norway decided to send soldiers to the mission.", "NOR troops committed"},
		{"ready", "Norway is willing to send soldiers to the mission.", "NOR troops offered"},
		{"considers", "Norway is considering sending soldiers to the mission.", "NOR troops mooted"},
		{"approved by its parliament", "Norway approved the dispatch of soldiers for the mission.", "NOR troops committed"},
		{"trained", "Norway readied 300 soldiers for the mission.", "NOR troops prepared 300-300 personnel"},
		{"withdrawn", "Norway withdrew its offer of soldiers for the mission.", "NOR troops withdrawn"},
		{"refused", "Norway refused to send soldiers to the mission.", "NOR troops declined"},
		{"ruled out", "Norway ruled out sending soldiers to the mission.", "NOR troops declined"},
		{"no plans", "Norway has no plans to send soldiers to the mission.", "NOR troops declined"},
		{"needed at home", "Every Norwegian soldier is needed at home, the mission was told.", "NOR troops declined"},
		{"kept at home", "Norway will keep its soldiers at home while the mission sails.", "NOR troops declined"},
		{"not one", "Not a single Norwegian soldier will serve in the mission.", "NOR troops declined"},
		{"supposed", "If Norway sends soldiers to the mission, it will be noticed.", ""},
	})
}
