package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
)

// plot draws the ratios of some subjects as bars, shortest first, with a tick at each quartile.
func plot(results []result) []byte {
	const left, width, bar, gap = 250.0, 560.0, 16.0, 26.0
	const most = 4.0 // longer bars are cut
	var body bytes.Buffer
	y := 30.0
	for _, subject := range []string{"decode page20", "decode task_full", "encode page20", "encode patch"} {
		var rows []result
		for _, r := range results {
			if r.Subject == subject {
				rows = append(rows, r)
			}
		}
		slices.SortFunc(rows, func(a, b result) int {
			return int(1000 * (quantile(a.Ratio, 0.5) - quantile(b.Ratio, 0.5)))
		})
		fmt.Fprintf(&body, `<text x="10" y="%.0f" font-weight="bold">%s</text>`+"\n", y, subject)
		y += 10
		for _, r := range rows {
			mid, low, high := quantile(r.Ratio, 0.5), quantile(r.Ratio, 0.25), quantile(r.Ratio, 0.75)
			scale := func(v float64) float64 { return min(v, most) / most * width }
			colour := "#9aa7b4"
			if len(r.Contender) >= 8 && r.Contender[:8] == "armsmith" {
				colour = "#1f6feb"
			}
			var name bytes.Buffer
			_ = xml.EscapeText(&name, []byte(r.Contender))
			fmt.Fprintf(&body, `<text x="%.0f" y="%.1f" text-anchor="end">%s</text>`, left-8, y+bar-4, name.String())
			fmt.Fprintf(&body, `<rect x="%.0f" y="%.1f" width="%.1f" height="%.0f" fill="%s"/>`, left, y, scale(mid), bar, colour)
			fmt.Fprintf(&body, `<path d="M%.1f %.1fH%.1f" stroke="#24292f"/>`, left+scale(low), y+bar/2, left+scale(high))
			more := ""
			if mid > most {
				more = " →"
			}
			fmt.Fprintf(&body, `<text x="%.1f" y="%.1f">%.2f%s</text>`+"\n", left+max(scale(mid), scale(high))+6, y+bar-4, mid, more)
			y += gap - 4
		}
		y += gap
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 %.0f" font-family="system-ui, sans-serif" font-size="12" fill="#24292f">`+
		`<rect width="100%%" height="100%%" fill="#fff"/>`+"\n%s</svg>\n", y, body.String())
}
