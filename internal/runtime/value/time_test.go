package value

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	cases := []struct{ text, want, http string }{
		{"2025-09-06T06:59:15.1161429Z", "2025-09-06T06:59:15.1161429Z", "Sat, 06 Sep 2025 06:59:15 GMT"},
		{"2020-01-01T12:34:56.999Z", "2020-01-01T12:34:56.999Z", "Wed, 01 Jan 2020 12:34:56 GMT"},
		{"2020-01-01T12:34:56", "2020-01-01T12:34:56Z", ""},
		{"2020-01-01 12:34:56.5", "2020-01-01T12:34:56.5Z", ""},
		{"2020-01-01t12:34:56z", "2020-01-01T12:34:56Z", ""},
		{"2020-01-01T12:34:56+02:30", "2020-01-01T10:04:56Z", ""},
		{"2020-01-01T12:34:56.123456789012-0500", "2020-01-01T17:34:56.123456789Z", ""},
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", ""},
		{"2020-01-01T12:34:56-00:00", "2020-01-01T12:34:56Z", ""},
		{"0001-01-01T00:00:00", "0001-01-01T00:00:00Z", ""},
		{"0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z", ""},
		{"9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", ""},
		{"Sat, 06 Sep 2025 06:59:15 GMT", "2025-09-06T06:59:15Z", "Sat, 06 Sep 2025 06:59:15 GMT"},
		{"Saturday, 06-Sep-25 06:59:15 GMT", "2025-09-06T06:59:15Z", "Sat, 06 Sep 2025 06:59:15 GMT"},
	}
	for _, c := range cases {
		got, err := ParseTime(c.text)
		if err != nil || !got.Valid() || got.Time().Format(time.RFC3339Nano) != c.want {
			t.Errorf("%q: %v, %v, want %s", c.text, got.Time(), err, c.want)
		}
		if got.String() != c.text {
			t.Errorf("%q came back as %q", c.text, got.String())
		}
		if c.http != "" && got.HTTPDate() != c.http {
			t.Errorf("%q as a header: %q", c.text, got.HTTPDate())
		}
	}
	for _, bad := range []string{"", "x", "2020-01-01", "2020-13-01T00:00:00Z", "2021-02-29T00:00:00Z", "2020-01-01T24:00:00Z",
		"2020-01-01T00:00:00.Z", "2020-01-01T00:00:00+24:00", "2020-01-01T00:00:00ZZ", "2020-01-01X00:00:00Z", "0000-00-00T00:00:00Z"} {
		got, err := ParseTime(bad)
		if err == nil || got.Valid() || !got.Time().IsZero() || got.String() != bad || got.RFC3339() != bad {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}

func TestParseTimeAgreesWithStd(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		zone := time.FixedZone("", (rng.IntN(47)-23)*1800)
		at := time.Unix(rng.Int64N(400_000_000_000)-62_000_000_000, rng.Int64N(1e9)).In(zone)
		if at.Year() > 9999 || at.Year() < 0 {
			continue
		}
		got, err := ParseTime(at.Format(time.RFC3339Nano))
		if err != nil || !got.Time().Equal(at) {
			t.Fatalf("%v: %v, %v", at, got.Time(), err)
		}
	}
}

func TestTimeForms(t *testing.T) {
	at := time.Date(2025, 9, 6, 6, 59, 15, 116142900, time.UTC)
	n := NewTime(at)
	if n.RFC3339() != "2025-09-06T06:59:15.1161429Z" || n.HTTPDate() != "Sat, 06 Sep 2025 06:59:15 GMT" || n.Unix() != "1757141955.1161429" {
		t.Errorf("%s %s %s", n.RFC3339(), n.HTTPDate(), n.Unix())
	}
	if before := NewTime(time.Unix(-2, 500_000_000)); before.Unix() != "-1.5" {
		t.Errorf("a second and a half before 1970: %s", before.Unix())
	}
	u, err := ParseUnix("1757141955")
	if err != nil || u.RFC3339() != "2025-09-06T06:59:15Z" || u.Unix() != "1757141955" {
		t.Errorf("%v %v", u, err)
	}
	h, _ := ParseTime("Sat, 06 Sep 2025 06:59:15 GMT")
	if h.RFC3339() != "2025-09-06T06:59:15Z" || !h.Equal(u) || !h.Before(n) || n.Before(h) || !n.After(h) {
		t.Error("the same instant in two forms")
	}
	if (Time{}).String() != "" || !(Time{}).IsZero() || !NewTime(time.Time{}).IsZero() || (Time{}).Valid() {
		t.Error("the zero time")
	}
	for _, text := range []string{`"2020-01-01T12:34:56"`, `"not yet"`, `null`} {
		var v Time
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if out, err := json.Marshal(v); err != nil || string(out) != text {
			t.Errorf("%s came back as %s, %v", text, out, err)
		}
	}
	var v Time
	if err := json.Unmarshal([]byte("{}"), &v); err == nil {
		t.Error("an object was read as a time")
	}
}

func TestDate(t *testing.T) {
	d := NewDate(2025, time.September, 6)
	if d != "2025-09-06" || !d.Valid() || d.Time().Weekday() != time.Saturday {
		t.Error(d, d.Time())
	}
	if bad := Date("2025-09-31"); bad.Valid() || !bad.Time().IsZero() || bad.String() != "2025-09-31" {
		t.Error(bad.Time())
	}
	for text, want := range map[TimeOfDay]time.Duration{"06:59:15.25": 6*time.Hour + 59*time.Minute + 15250*time.Millisecond,
		"00:00:00Z": 0, "23:59": 24*time.Hour - time.Minute, "12:00:00+02:00": 12 * time.Hour} {
		if got, err := text.SinceMidnight(); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, bad := range []TimeOfDay{"", "x", "24:00:00", "12:60:00", "12:00:00Q", "12:00:00+2"} {
		if bad.Valid() {
			t.Errorf("%q is taken for a clock time", bad)
		}
	}
}

func TestDuration(t *testing.T) {
	cases := map[Duration]time.Duration{
		"PT5M": 5 * time.Minute, "P1DT2H": 26 * time.Hour, "P1W": 7 * 24 * time.Hour, "PT0.5S": 500 * time.Millisecond, "-PT1H": -time.Hour,
		"PT1,5S": 1500 * time.Millisecond, "P0Y0M1D": 24 * time.Hour, "PT0S": 0, "P0D": 0, "PT36H": 36 * time.Hour, "P0.5D": 12 * time.Hour,
		"P1Y": -1, "P1M": -1, "P10675199DT2H48M5.4775807S": -1, "": -1, "P": -1, "PT": -1, "5M": -1, "PT5": -1, "P5H": -1, "PT1S1M": -1,
		"PT1.5M3S": -1, "PT.5S": -1, "PT1.S": -1, "P1DT": -1, "PT1H1H": -1, "PTT1H": -1, "P-1D": -1, "P1Q": -1, "PT1.2.3S": -1,
	}
	for text, want := range cases {
		got, err := text.Std()
		if (want == -1) != (err != nil) || err == nil && got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		d := time.Duration(rng.Uint64()) >> rng.IntN(60)
		if got, err := DurationOf(d).Std(); err != nil || got != d {
			t.Fatalf("%d: %s, %d, %v", d, DurationOf(d), got, err)
		}
	}
	for d, want := range map[time.Duration]Duration{90 * time.Minute: "PT1H30M", 0: "PT0S", -500 * time.Millisecond: "-PT0.5S", 1 << 63 * -1: "-PT2562047H47M16.854775808S"} {
		if DurationOf(d) != want {
			t.Errorf("%v: %s", d, DurationOf(d))
		}
	}
}

func TestDurationNumbers(t *testing.T) {
	for _, c := range []struct {
		number string
		unit   time.Duration
		text   Duration
		back   string
	}{
		{"36", time.Second, "PT36S", "36"}, {"35.625", time.Second, "PT35.625S", "35.625"}, {"1500", time.Millisecond, "PT1.5S", "1500"},
		{"-5", time.Second, "-PT5S", "-5"}, {"1e3", time.Second, "PT1000S", "1000"}, {"35.625", time.Millisecond, "PT0.035625S", "35.625"},
		{"180000", time.Millisecond, "PT180S", "180000"}, {"0", time.Second, "PT0S", "0"},
	} {
		got, ok := DurationFromNumber(c.number, c.unit)
		back, err := got.Number(c.unit)
		if !ok || got != c.text || back != c.back || err != nil {
			t.Errorf("%s: %s, %s, %v", c.number, got, back, err)
		}
	}
	for _, bad := range []string{"", "x", "1e400", "1e99"} {
		if d, ok := DurationFromNumber(bad, time.Second); ok {
			t.Errorf("%q gave %s", bad, d)
		}
	}
	if got, err := Duration("P10675199DT2H48M5.4775807S").Number(time.Second); err != nil || got != "922337203685.4775807" {
		t.Error(got, err)
	}
	if d, ok := DurationFromNumber("."+strings.Repeat("0", 29)+"1"+strings.Repeat("0", 26)+"1", time.Millisecond); ok {
		if _, err := d.Number(time.Millisecond); err != nil {
			t.Error(err)
		}
	}
	if _, err := Duration("P1M").Number(time.Second); err == nil {
		t.Error("a month has no length")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2025-09-06T06:59:15.1161429Z", "PT5M", "P10675199DT2H48M5.4775807S", "1e5", "12:00", "Sat, 06 Sep 2025 06:59:15 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := ParseTime(s); v.String() != s && s != "" || err == nil != v.Valid() {
			t.Errorf("%q: %v, %v", s, v, err)
		}
		// time.Parse takes an hour of one digit, which RFC 3339 does not.
		if at, err := time.Parse(time.RFC3339Nano, s); err == nil && s[12] != ':' {
			if v, err := ParseTime(s); err != nil || !v.Time().Equal(at) {
				t.Errorf("%q: %v, want %v (%v)", s, v.Time(), at, err)
			}
		}
		_, _ = ParseUnix(s)
		_, _ = Duration(s).Std()
		_, _ = TimeOfDay(s).SinceMidnight()
		if d, ok := DurationFromNumber(s, time.Millisecond); ok {
			if _, err := d.Number(time.Millisecond); err != nil {
				t.Errorf("%q: %v", s, err)
			}
		}
	})
}

// A name of a zone that nothing explains makes no instant, on no machine.
func TestZoneNames(t *testing.T) {
	for text, valid := range map[string]bool{"Sun, 06 Nov 1994 08:49:37 GMT": true, "Sun, 06 Nov 1994 08:49:37 UTC": true, "Sun, 06 Nov 1994 08:49:37 EST": false,
		"Sun, 06 Nov 1994 08:49:37 -0500": true, "Sunday, 06-Nov-94 08:49:37 GMT": true, "Sunday, 06-Nov-94 08:49:37 PST": false, "Sun Nov  6 08:49:37 1994": true} {
		v, err := ParseTime(text)
		if v.Valid() != valid || (err == nil) != valid || v.String() != text {
			t.Errorf("%s: %v, %v", text, v, err)
		}
	}
}

// What is written can be read: years have four digits, or nothing is written.
func TestYears(t *testing.T) {
	for _, tc := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*3600)), "9999-12-31T23:00:00-02:00"},
		{time.Date(0, 1, 1, 1, 0, 0, 0, time.FixedZone("", 2*3600)), "0000-01-01T01:00:00+02:00"},
		{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), ""},
		{time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), ""},
		{time.Date(9999, 12, 31, 23, 59, 59, 999, time.UTC), "9999-12-31T23:59:59.000000999Z"},
	} {
		v := NewTime(tc.at)
		if got := v.RFC3339(); got != tc.want || v.Writable() != (tc.want != "") || !v.Time().Equal(tc.at) {
			t.Errorf("%v: %q, %v", tc.at, got, v.Time())
		}
		if back, err := ParseTime(v.RFC3339()); tc.want != "" && (err != nil || !back.Equal(v)) {
			t.Errorf("%v: reads back as %v, %v", tc.at, back, err)
		}
		if _, err := v.MarshalJSON(); (err == nil) != (tc.want != "") {
			t.Errorf("%v: %v", tc.at, err)
		}
	}
	for _, text := range []string{"NaN", "Inf", "-Inf", "1e16"} {
		if v, err := ParseUnix(text); err == nil || v.Valid() {
			t.Errorf("%s is a time: %v", text, v)
		}
	}
}
