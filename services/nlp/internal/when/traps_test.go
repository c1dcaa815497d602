package when_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Dates as newspapers write them, read on Thursday 19 March 2026, and words that are none.
func TestTraps(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"last weekday", "The talks ended last Tuesday.", "[last Tuesday] 2026-03-17 day"},
		{"on, past", "The ministers met on Friday.", "[Friday] 2026-03-13 day"},
		{"on, future", "The ministers are to meet on Friday.", "[Friday] 2026-03-20 day"},
		{"this coming", "They will meet this coming Friday.", "[Friday] 2026-03-20 day"},
		{"weekday possessive", "Monday’s vote failed.", "[Monday] 2026-03-16 day"},
		{"weekday with a part of the day", "They met late on Tuesday night.", "[Tuesday] 2026-03-17 day"},
		{"next month", "The first ships sail next month.", "[next month] 2026-04-01..2026-04-30 month"},
		{"end of the year", "It will be there by the end of the year.", "[end of the year] 2026-12-02..2026-12-31 year by"},
		{"end of this year", "It will be there by the end of this year.", "[end of this year] 2026-12-02..2026-12-31 year by"},
		{"end of next month", "It should go by the end of next month.", "[end of next month] 2026-04-24..2026-04-30 month by"},
		{"year's end", "It will be there by year’s end.", "[year’s end] 2026-12-02..2026-12-31 year by"},
		{"end of June", "It will be there by the end of June.", "[end of June] 2026-06-24..2026-06-30 month by"},
		{"early year", "It starts in early 2026.", "[early 2026] 2026-01-01..2026-05-01 year"},
		{"coming weeks", "The soldiers will go in the coming weeks.", "[coming weeks] 2026-03-20..2026-04-16 month"},
		{"coming months", "The soldiers will go in the next few months.", "[next few months] 2026-03-20..2026-07-19 month"},
		{"past weeks", "It has waited in recent weeks.", "[recent weeks] 2026-02-19..2026-03-19 month"},
		{"coming days", "The vote is due in the coming days.", "[coming days] 2026-03-20..2026-03-26 month"},
		{"mid-May", "It will sail in mid-May.", "[mid-May] 2026-05-11..2026-05-21 month"},
		{"third quarter", "It will sail in the third quarter.", "[third quarter] 2026-07-01..2026-09-30 month"},
		{"third quarter of a year", "in the third quarter of 2027", "[third quarter of 2027] 2027-07-01..2027-09-30 month"},
		{"first half", "in the first half of next year", "[first half of next year] 2027-01-01..2027-06-30 month"},
		{"two weeks ago", "They agreed two weeks ago.", "[two weeks ago] 2026-03-02..2026-03-08 month"},
		{"a year ago", "They agreed a year ago.", "[a year ago] 2025-01-01..2025-12-31 year"},
		{"earlier", "They agreed three days earlier.", ""},
		{"since a year", "It has waited since 2019.", "[2019] 2019-01-01..2019-12-31 year since"},
		{"until a month", "It will stay until June.", "[June] 2026-06-01..2026-06-30 month by"},
		{"after a date", "It will sail after 1 April.", "[1 April] 2026-04-01 day since"},
		{"from to", "It runs from 1 April to 30 June 2026.", "[1 April to 30 June 2026] 2026-04-01..2026-06-30 day between"},
		{"months to months", "It runs from April to June 2026.", "[April to June 2026] 2026-04-01..2026-06-30 month between"},
		{"years with a hyphen", "the plan for 2024-2027", "[2024-2027] 2024-01-01..2027-12-31 year between"},
		{"years cut short", "the budget for 2026-27", "[2026-27] 2026-01-01..2027-12-31 year between"},
		{"fiscal year glued", "It is in the FY2027 budget.", "[FY2027] 2027-01-01..2027-12-31 year"},
		{"fiscal year apart", "It is in the budget for fiscal year 2027 and FY 2028.", "[fiscal year 2027] 2027-01-01..2027-12-31 year; [FY 2028] 2028-01-01..2028-12-31 year"},
		{"by a year", "It will be ready by 2030.", "[2030] 2030-01-01..2030-12-31 year by"},
		{"no later than", "It must go no later than 31 May 2026.", "[31 May 2026] 2026-05-31 day by"},
		{"decade", "It will be built in the early 2030s.", "[early 2030s] 2030-01-01..2033-05-01 year"},
		{"later this year", "It will be built later this year.", "[later this year] 2026-03-20..2026-12-31 year"},
		{"earlier this month", "They agreed earlier this month.", "[earlier this month] 2026-03-01..2026-03-19 month"},
		{"overnight", "They agreed overnight.", ""},
		{"the following day", "They left the following day.", ""},
		{"may, the verb, with a capital", "May it hold. They may go. It May Not Hold.", ""},
		{"May in a name", "Theresa May said so.", ""},
		{"May with a day", "It begins on 1 May.", "[1 May] 2026-05-01 day"},
		{"march, the verb", "They march on. The March was long.", ""},
		{"April in a name", "April Jones signed it.", ""},
		{"Sun, the paper", "It told The Sun on Monday.", "[Monday] 2026-03-16 day"},
		{"resolution", "Resolution 2023 of the council stands.", ""},
		{"a clock with a zone", "They met at 14:05 GMT on 3 March.", "[3 March] 2026-03-03 day"},
		{"dateline style", "March 3, 2026 at 09:15 EST was the hour of the vote in Oslo.", "[March 3, 2026] 2026-03-03 day"},
		{"day of a month in the future without a verb", "a vote on 2 April", "[2 April] 2026-04-02 day"},
		{"leap day", "on 29 February 2024", "[29 February 2024] 2024-02-29 day"},
		{"Christmas", "They will be home by Christmas.", "[Christmas] 2026-12-25 day by"},
		{"two days of a month", "on March 3 and 4", "[March 3 and 4] 2026-03-03..2026-03-04 day"},
		{"days over months", "from 30 March to 2 April", "[30 March to 2 April] 2026-03-30..2026-04-02 day between"},
		{"in two weeks", "It will meet in two weeks.", "[two weeks] 2026-03-30..2026-04-05 month"},
		{"within weeks", "It will meet within weeks.", ""},
		{"for two weeks", "It met for two weeks.", ""},
		{"this morning", "He spoke this morning.", "[this morning] 2026-03-19 day"},
		{"a figure of people", "some 2000 people in 1999", "[1999] 1999-01-01..1999-12-31 year"},
		{"a hundred years", "in the 19th century", ""},
		{"noon", "at noon on Wednesday", "[Wednesday] 2026-03-18 day"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Parse("", c.in), published); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
