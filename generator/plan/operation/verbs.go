package operation

import "strings"

// verbs are the words that begin the name of a method in the APIs of the world. A word missing here
// costs beauty only: the types of such a method are called after group and method instead of verb
// and group.
var verbs = set(`accept acknowledge activate add allow append apply approve archive assign associate attach authenticate
	authorize backup ban batch begin block book build bulk calculate cancel capture change check claim clear clone
	close commit complete compute configure confirm connect convert copy count create deactivate decline decrypt delete deny
	deploy deprecate deprovision describe detach detect disable disassociate disconnect discover dismiss dispatch download duplicate
	edit enable encrypt end enqueue enroll ensure estimate evaluate execute exists expire export extend failover fetch find finish flush
	force generate get grant halt head import initialize initiate insert inspect install invite invoke issue join kill
	launch leave link list load lock login logout lookup mark merge migrate modify monitor move mute notify open options pair
	patch pause peek perform ping poll post predict preview process promote provision publish purge push put query read
	reboot receive recover redeploy refresh refund regenerate register reimage reject release remove rename renew reopen reorder
	replace replicate report request resend reserve reset resize resolve restart restore resume resync retrieve retry return
	reverse revert review revoke rollback rotate run save scale schedule search select send set share show shutdown sign
	simulate split start stop store stream submit subscribe suspend swap switch sync synchronize tag terminate test toggle track
	transfer transform trigger truncate unarchive unassign unban unblock undelete undo uninstall unlink unlock unmute unpublish unregister
	unsubscribe untag update upgrade upload upsert use validate verify view void wait wipe write`)

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
