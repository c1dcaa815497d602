package text_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func TestCheckEnglishTraps(t *testing.T) {
	const english = "The ministers of nine states have agreed that a force will be sent to the harbour before the end of the year, and that they would pay for it. "
	cases := []struct {
		name, body string
		want       bool
	}{
		{"Dutch", "De ministers van negen landen zijn het erover eens dat er voor het einde van het jaar een macht naar de haven gaat, en dat zij die in de praktijk zelf betalen. Was het maar zo, zei de minister.", false},
		{"Dutch with English words", "De Board of Peace en de task force of the willing: het kabinet wil in de zomer of the winter besluiten, was te horen in Den Haag, en het parlement is er in meerderheid voor.", false},
		{"Indonesian", "Para menteri dari sembilan negara sepakat bahwa pasukan akan dikirim ke pelabuhan sebelum akhir tahun dan mereka akan membayarnya sendiri, kata menteri luar negeri di Jakarta pada hari Selasa.", false},
		{"Haitian Creole", "Minis nèf peyi yo dakò pou voye yon fòs nan pò a anvan fen ane a, epi yo di ke se yo menm k ap peye pou li, selon sa pòtpawòl la te fè konnen nan madi.", false},
		{"Swahili", "Mawaziri wa nchi tisa wamekubaliana kwamba kikosi kitatumwa bandarini kabla ya mwisho wa mwaka, na kwamba watalipa wenyewe, alisema msemaji wa wizara hiyo siku ya Jumanne.", false},
		{"German", "Die Minister von neun Staaten haben sich darauf geeinigt, dass vor dem Ende des Jahres eine Truppe in den Hafen entsandt wird und dass sie in der Folge selbst dafür bezahlen.", false},
		{"German with English words", "Die Task Force und das Joint Command der Board of Peace sollen im Sommer in den Hafen verlegt werden, hat ein Sprecher in Berlin gesagt, und die Kosten trägt das Land selbst.", false},
		{"French", "Les ministres de neuf États se sont mis d'accord pour envoyer une force au port avant la fin de l'année, et pour la payer eux-mêmes, a indiqué mardi un porte-parole.", false},
		{"Spanish", "Los ministros de nueve estados han acordado que una fuerza sea enviada al puerto antes de fin de año, y que la pagarán ellos mismos, dijo el martes un portavoz.", false},
		{"Portuguese", "Os ministros de nove países concordaram que uma força será enviada ao porto antes do fim do ano, e que eles mesmos pagarão por ela, disse na terça-feira um porta-voz.", false},
		{"Polish", "Ministrowie dziewięciu państw zgodzili się, że przed końcem roku do portu zostaną wysłane siły i że sami za nie zapłacą, powiedział we wtorek rzecznik.", false},
		{"Italian", "I ministri di nove Stati hanno deciso che una forza sarà inviata al porto prima della fine dell'anno e che la pagheranno loro, ha detto martedì un portavoce.", false},
		{"Swedish", "Ministrarna från nio länder har enats om att en styrka ska skickas till hamnen före årets slut och att de själva ska betala för den, sade en talesman i tisdags.", false},
		{"Danish", "Ministrene fra ni lande er blevet enige om at sende en styrke til havnen inden årets udgang, og at de selv vil betale for den, sagde en talsmand tirsdag.", false},
		{"Norwegian", "Ministrene fra ni land er blitt enige om å sende en styrke til havnen før årets slutt, og at de selv skal betale for den, sa en talsmann tirsdag.", false},
		{"Afrikaans", "Die ministers van nege lande het ooreengekom dat 'n mag voor die einde van die jaar na die hawe gestuur sal word, en dat hulle self daarvoor sal betaal, het 'n woordvoerder gesê.", false},
		{"Turkish", "Dokuz ülkenin bakanları yıl sonundan önce limana bir güç gönderilmesi ve bunun bedelini kendilerinin ödemesi konusunda anlaştı, dedi sözcü salı günü başkentte.", false},
		{"Vietnamese", "Các bộ trưởng của chín nước đã nhất trí rằng một lực lượng sẽ được cử đến cảng trước cuối năm và họ sẽ tự chi trả, người phát ngôn nói hôm thứ Ba.", false},
		{"Filipino", "Nagkasundo ang mga ministro ng siyam na bansa na magpadala ng puwersa sa daungan bago matapos ang taon, at sila mismo ang magbabayad, sabi ng tagapagsalita noong Martes.", false},
		{"Romanian", "Miniștrii a nouă state au convenit ca o forță să fie trimisă în port înainte de sfârșitul anului și că o vor plăti ei înșiși, a spus marți un purtător de cuvânt.", false},
		{"Hausa", "Ministocin kasashe tara sun amince cewa za a tura rundunar zuwa tashar jirgin ruwa kafin karshen shekara, kuma za su biya kudin da kansu, in ji kakakin a ranar Talata.", false},
		{"Somali", "Wasiirrada sagaal dal ayaa isku raacay in ciidan loo diro dekedda ka hor dhammaadka sanadka, iyaguna ay bixiyaan kharashka, sida uu sheegay afhayeenku Talaadadii.", false},
		{"Malay", "Menteri dari sembilan negara bersetuju bahawa sebuah pasukan akan dihantar ke pelabuhan sebelum akhir tahun dan mereka akan membayarnya, kata jurucakap pada hari Selasa.", false},
		{"Ukrainian", "Міністри дев’яти держав погодилися, що сили будуть відправлені до порту до кінця року, і що вони заплатять самі.", false},
		{"Chinese", "九国部长同意在年底前向港口派遣部队，并自行承担费用，发言人周二表示。", false},
		{"foreign text under an English title line", "Ministers agree on a force\n\n" + strings.Repeat("Die Minister von neun Staaten haben sich darauf geeinigt, dass eine Truppe in den Hafen entsandt wird. ", 6), false},
		{"half and half", strings.Repeat(english, 3) + "\n\n" + strings.Repeat("Die Minister von neun Staaten haben sich darauf geeinigt, dass eine Truppe in den Hafen entsandt wird. ", 3), true},
		{"English with a foreign quotation", strings.Repeat(english, 3) + "“Nous sommes prêts, mais nous ne voulons pas payer pour les autres,” said the minister.", true},
		{"English with many foreign names", "Prabowo Subianto, Sjafrie Sjamsoeddin and Maruli Simanjuntak met Recep Tayyip Erdoğan, Hakan Fidan and Yaşar Güler in Ankara; Sugiono and Shehbaz Sharif were there, and so was Asim Munir. They said that they would wait for the Security Council.", true},
		{"headline English", "NORWAY SENDS SHIPS TO HARBOUR AS MINISTERS AGREE ON FORCE", true},
		{"capitals", strings.ToUpper(strings.Repeat(english, 2)), true},
		{"wire telegram", "Norway to send two ships, Malta none, say the ministers. Vote due Tuesday. Cost put at $5 million. Ships to sail from Oslo in March, arrive in April. Crews ready, fuel paid, orders signed.", true},
		{"one sentence", "Norway will send two ships.", true},
		{"a name", "Gahr Støre", true},
		{"two words of German", "Keine Schiffe für Malta und den Hafen", false},
		{"table", strings.Repeat("Norway 3 200 Malta 0 40 Kenya 2 150\n", 10), false},
		{"code", strings.Repeat("func main() { x := map[string]int{}; for i := range y { x[y[i]]++ } }\n", 10), false},
		{"figures only", "12 34 56 78 90", false},
		{"random letters", strings.Repeat("xq zrt plk vbn mwq ", 20), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := text.CheckEnglish("", c.body)
			if got.Supported != c.want || got.Supported == (got.Reason != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}
