package effect_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/effect"
)

func TestChecksum(t *testing.T) {
	model, err := os.ReadFile(effect.File)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("model/SHA256")
	if err != nil {
		t.Fatal(err)
	}
	if want, _, _ := strings.Cut(string(sum), " "); want != fmt.Sprintf("%x", sha256.Sum256(model)) {
		t.Error("the embedded model is not the one whose checksum and card lie beside it: run make models")
	}
	card, err := os.ReadFile("model/MODEL-CARD.md")
	if err != nil {
		t.Fatal(err)
	}
	if want, _, _ := strings.Cut(string(sum), " "); !bytes.Contains(card, []byte(want)) {
		t.Error("the card is of another model")
	}
}

func TestWriteRead(t *testing.T) {
	m, err := effect.Load()
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	again, err := effect.Read(bytes.NewReader(a.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) || m.Features() != again.Features() {
		t.Error("a model that was written and read is another")
	}
}

func FuzzRead(f *testing.F) {
	var good bytes.Buffer
	if err := effect.New(effect.Weight{Raises: 1}, map[string]effect.Weight{"w=x": {Lowers: 3}}).Write(&good); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add(good.Bytes()[:20])
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := effect.Read(bytes.NewReader(b))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := m.Write(&out); err != nil {
			t.Errorf("a model that was read cannot be written: %v", err)
		}
	})
}

// TestWeights holds the arithmetic: odds of one to one against neither are a
// third each, and a weight of a thousand thousandths multiplies odds by e.
func TestWeights(t *testing.T) {
	m := effect.New(effect.Weight{}, map[string]effect.Weight{"w=up": {Raises: 1000, Lowers: -1000}})
	if got := m.Read(nil); got.Raises != 333 || got.Lowers != 333 {
		t.Errorf("nothing weighs %+v", got)
	}
	if got := m.Read([]effect.Feature{{Name: "w=up", Count: 1000}}); got.Raises != 665 || got.Lowers != 90 || got.Balance() != 575 {
		t.Errorf("one weighs %+v", got)
	}
	if got := m.Read([]effect.Feature{{Name: "w=up", Count: 1e9}}); got.Raises != 1000 || got.Lowers != 0 {
		t.Errorf("very much weighs %+v", got)
	}
	why := m.Why(effect.Sentence{Words: []effect.Word{{Stem: "up", Head: -1}}}, 3)
	if len(why) != 1 || why[0].Milli != 2000 || why[0].Words() != "“up”" {
		t.Errorf("why %+v", why)
	}
}
