package language_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/language"
)

func TestDetect(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The ministers agreed on Tuesday that the first contingent would be deployed before the end of the summer.",
		"fr": "Les ministres ont convenu mardi que le premier contingent serait déployé avant la fin de l'été prochain.",
		"de": "Die Minister einigten sich am Dienstag darauf, dass das erste Kontingent noch vor dem Ende des Sommers entsandt wird.",
		"es": "Los ministros acordaron el martes que el primer contingente se desplegaría antes de que terminara el verano. El presidente dijo que su país enviaría tropas si el parlamento lo aprueba, y que los aliados europeos ya habían prometido ayuda para la misión.",
		"ru": "Министры договорились во вторник, что первый контингент будет развернут до конца этого лета, сообщило агентство. Президент заявил, что страна отправит войска, если парламент это одобрит, а европейские союзники уже обещали помочь.",
		"uk": "Міністри домовилися у вівторок, що перший контингент буде розгорнуто до кінця цього літа, повідомило агентство.",
		"ar": "اتفق الوزراء يوم الثلاثاء على أن يتم نشر الوحدة الأولى قبل نهاية الصيف المقبل بحسب ما أعلنته الوكالة الرسمية",
		"he": "השרים הסכימו ביום שלישי כי הכוח הראשון ייפרס לפני סוף הקיץ הקרוב, כך נמסר מסוכנות הידיעות הרשמית של המדינה",
		"el": "Οι υπουργοί συμφώνησαν την Τρίτη ότι το πρώτο απόσπασμα θα αναπτυχθεί πριν από το τέλος του καλοκαιριού.",
		"ko": strings.Repeat("장관들은 화요일 첫 번째 부대가 여름이 끝나기 전에 배치될 것이라고 합의했다. ", 3),
		"zh": strings.Repeat("部长们星期二同意第一批部队将在夏季结束之前部署到位。", 4),
		"":   "Too short to tell.",
	} {
		if got := language.Detect(text); got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}

// What is no language at all must not pass for one.
func TestDetectNothing(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("1234567890 ", 100), strings.Repeat("\xff\xfe", 500)} {
		if got := language.Detect(text); got != "" {
			t.Errorf("%.20q is taken for %q", text, got)
		}
	}
}

// The end of the sample may lie within a character.
func TestDetectLongText(t *testing.T) {
	russian := strings.Repeat("Министры договорились во вторник о размещении. ", 1000)
	for _, pad := range []string{"", "a"} {
		if got := language.Detect(pad + russian); got != "ru" {
			t.Errorf("a long Russian text is taken for %q", got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("The ministers agreed on Tuesday that the first contingent would be deployed.")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, text string) {
		if tag := language.Detect(text); len(tag) > 3 || !utf8.ValidString(tag) {
			t.Errorf("tag %q", tag)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	text := strings.Repeat("The ministers agreed on Tuesday that the first contingent would be deployed before the end of the summer. ", 60)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		language.Detect(text)
	}
}
