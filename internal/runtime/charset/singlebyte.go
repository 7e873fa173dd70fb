package charset

import "unicode/utf8"

// latin1 reads ISO-8859-1, where each byte is the code point of its character.
func latin1(text []byte) ([]byte, error) {
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, b := range text {
		out = utf8.AppendRune(out, rune(b))
	}
	return out, nil
}

// upper1252 are the characters of 0x80 to 0x9F in windows-1252. Bytes that stand for no character
// are the control characters that they are in ISO-8859-1, as browsers have it.
var upper1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// windows1252 reads windows-1252, which is ISO-8859-1 except for 0x80 to 0x9F.
func windows1252(text []byte) ([]byte, error) {
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, b := range text {
		r := rune(b)
		if 0x80 <= b && b <= 0x9F {
			r = upper1252[b-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}
