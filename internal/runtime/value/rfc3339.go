package value

import "math/bits"

// parseRFC3339 reads "2025-09-06T06:59:15.1161429Z", with any number of fraction digits, without a
// zone, or with a space or a small letter for the T. It is written out because time.Parse costs
// several times as much and takes one form only.
func parseRFC3339(s string) (sec int64, nsec int32, zone, ok bool) {
	if len(s) < 19 || s[4] != '-' || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return 0, 0, false, false
	}
	if c := s[10]; c != 'T' && c != 't' && c != ' ' {
		return 0, 0, false, false
	}
	year, month, day := digits2(s, 0)*100+digits2(s, 2), digits2(s, 5), digits2(s, 8)
	hour, minute, second := digits2(s, 11), digits2(s, 14), digits2(s, 17)
	if year < 0 || hour|minute|second < 0 || !validDay(year, month, day) || hour > 23 || minute > 59 || second > 60 {
		return 0, 0, false, false
	}
	nsec, rest, ok := parseFraction(s[19:])
	if !ok {
		return 0, 0, false, false
	}
	offset, zone, ok := parseZone(rest)
	sec = daysSince1970(year, month, day)*86400 + int64(hour*3600+minute*60+second-offset)
	return sec, nsec, zone, ok
}

// digits2 returns the two digits at s[i:] as a number, and a hugely negative one when they are not
// digits.
func digits2(s string, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return -1 << 20
	}
	return int(a)*10 + int(b)
}

// powers are those of ten by which a fraction of so many digits less than nine is multiplied to get
// nanoseconds.
var powers = [...]int32{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// parseFraction reads the digits after a point or comma. Up to seven, which is what most services
// send, are read at once.
func parseFraction(s string) (nsec int32, rest string, ok bool) {
	if s == "" || s[0] != '.' && s[0] != ',' {
		return 0, s, true
	}
	if len(s) >= 9 {
		if n, digits := digits8(s[1:]); digits < 8 {
			return int32(n) * powers[9-digits], s[1+digits:], digits > 0
		}
	}
	i := 1
	for ; i < len(s) && s[i]-'0' <= 9; i++ {
		if i <= 9 {
			nsec = nsec*10 + int32(s[i]-'0')
		}
	}
	return nsec * powers[max(0, 10-i)], s[i:], i > 1
}

// digits8 returns the number that the first eight bytes of s begin with, and how many digits it
// has.
func digits8(s string) (n uint64, digits int) {
	const each = 0x0101010101010101
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	w ^= each * '0' // digits are 0 to 9 now
	// the high bit of each byte that is larger, as far as the lowest
	other := (w | (w + each*(0x7f-9))) & (each << 7)
	digits = bits.TrailingZeros64(other) >> 3
	w <<= (8 - digits) << 3                                 // zeros in front
	w = w*10 + w>>8                                         // two digits in each second byte,
	w = w&0x00ff00ff00ff00ff*100 + w>>16&0x00ff00ff00ff00ff // four,
	w = w&0x0000ffff0000ffff*10000 + w>>32&0xffff           // and eight
	return w & 0xffffffff, digits
}

// parseZone reads Z, ±hh:mm, ±hhmm, ±hh or nothing at all; offset is in seconds east of UTC.
func parseZone(s string) (offset int, zone, ok bool) {
	switch {
	case s == "":
		return 0, false, true
	case len(s) == 1 && s[0]|0x20 == 'z':
		return 0, true, true
	case s[0] != '+' && s[0] != '-':
		return 0, false, false
	}
	var hour, minute int
	switch {
	case len(s) == 6 && s[3] == ':':
		hour, minute = digits2(s, 1), digits2(s, 4)
	case len(s) == 5:
		hour, minute = digits2(s, 1), digits2(s, 3)
	case len(s) == 3:
		hour = digits2(s, 1)
	default:
		return 0, false, false
	}
	if hour|minute < 0 || hour > 23 || minute > 59 {
		return 0, false, false
	}
	offset = hour*3600 + minute*60
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true, true
}

func validDay(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	switch month {
	case 4, 6, 9, 11:
		return day <= 30
	case 2:
		leap := year%4 == 0 && (year%100 != 0 || year%400 == 0)
		return day <= 28 || leap && day == 29
	}
	return true
}

// daysSince1970 counts days in the proleptic Gregorian calendar. Years are taken to begin in March,
// so that the day a leap year adds is the last one of the year.
func daysSince1970(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	days := 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1
	if year < 0 { // the year 0 in January and February
		days--
	}
	return int64(days) - 719468
}
