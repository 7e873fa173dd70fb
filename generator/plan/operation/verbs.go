package operation

import "strings"

// verbs are the words that begin the name of a method in the APIs of the world; words that are
// nouns as often (email, label, record) are not among them. A word missing here costs beauty only:
// the types of such a method are called after group and method instead of verb and group.
var verbs = set(`abort accept acknowledge acquire activate add adjudicate allow annotate announce answer appeal
	append apply approve archive assess assign associate attach authenticate authorize backup ban batch
	begin block book bookmark browse build bulk calculate cancel capture categorize change check claim
	clear clone close collect combine commit compare compile complete compress compute configure confirm
	connect convert copy count create crop deactivate deallocate debug decline decrypt deduplicate defer
	delegate delete demote deny deploy deprecate deprovision describe destroy detach detect detonate
	diagnose disable disapprove disassociate disconnect discover dismiss dispatch distribute download
	drain duplicate edit eject emit enable encrypt end enqueue enroll ensure erase escalate estimate
	evaluate evict execute exists expire export expunge extend extract failover fetch find finish flush
	force fulfill generate get grant halt head hide identify ignore import infer ingest initialize
	initiate inject inquire insert inspect install invalidate invite invoke issue join kick kill launch
	leave link lint list load lock login logout lookup make mark measure merge migrate modify monitor
	move mute nominate notify obtain offboard onboard open options override pair parse patch pause peek
	perform persist pin ping poll post postpone precheck predict prepare preview process promote provide
	provision prune publish purge push put quarantine query reactivate read reboot recall receive
	recommend reconcile recover recreate recycle redeem redeploy redirect reduce refresh refund
	regenerate register reimage reject release relocate remediate remove rename renegotiate renew reopen
	reorder replace replicate report request require reschedule resend reserve reset resize resolve
	restage restart restore restrict resubmit resume resync retarget retrieve retry return reverse
	revert review revise revoke rollback rotate run save scale scan schedule search seek select sell
	send set share show shutdown sign simulate snooze sort split start stop store stream submit
	subscribe suggest summarize suspend swap switch sync synchronize tag terminate test toggle track
	transfer transform translate trigger trim truncate unarchive unassign unban unblock undelete undo
	unfurl uninstall unlike unlink unlock unmute unpin unpublish unregister unstar unsubscribe untag
	unwatch unwrap update upgrade upload upsert use validate vend verify view void wait whitelist wipe
	wrap write`)

// isVerb reports whether a word is a verb: a known one, one that does it again or undoes it
// (reapply, unprepare), or one that is made of a noun (generalize).
func isVerb(word string) bool {
	word = strings.ToLower(word)
	if verbs[word] {
		return true
	}
	for _, prefix := range []string{"re", "un"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && verbs[rest] {
			return true
		}
	}
	return len(word) > len("resize") && strings.HasSuffix(word, "ize")
}

// commonVerbs are those that no group is named after, however they are written.
var commonVerbs = set("get post put patch delete head options list create update add remove set find fetch")

var prepositions = func() map[string]bool {
	m := map[string]bool{}
	for w := range set("for by in of on at to from with using within across against under into as per all") {
		m[strings.ToUpper(w[:1])+w[1:]] = true
	}
	return m
}()

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
