package name

import (
	"go/token"
	gotypes "go/types"
)

// initialisms are the abbreviations that Go code writes in one case (golint's list, and a few that
// APIs are full of), by their lower case.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cpu": "CPU", "css": "CSS", "dns": "DNS", "eof": "EOF", "guid": "GUID",
	"html": "HTML", "http": "HTTP", "https": "HTTPS", "id": "ID", "ip": "IP", "json": "JSON", "lhs": "LHS", "qps": "QPS",
	"ram": "RAM", "rhs": "RHS", "rpc": "RPC", "sla": "SLA", "smtp": "SMTP", "sql": "SQL", "ssh": "SSH", "tcp": "TCP",
	"tls": "TLS", "ttl": "TTL", "udp": "UDP", "ui": "UI", "uid": "UID", "uuid": "UUID", "uri": "URI", "url": "URL",
	"utf8": "UTF8", "vm": "VM", "xml": "XML", "xmpp": "XMPP", "xsrf": "XSRF", "xss": "XSS",
	"gpu": "GPU", "sku": "SKU", "jwt": "JWT", "ssl": "SSL", "sas": "SAS", "md5": "MD5", "os": "OS", "vpn": "VPN", "cidr": "CIDR",
	"pdf": "PDF", "csv": "CSV", "yaml": "YAML", "iops": "IOPS", "ipv4": "IPv4", "ipv6": "IPv6",
	"oauth": "OAuth", "oauth2": "OAuth2", "etag": "ETag", "odata": "OData",
}

// isPredeclared reports whether an identifier means something to Go already: a keyword, or a
// predeclared name that a declaration would hide.
func isPredeclared(s string) bool {
	return token.IsKeyword(s) || gotypes.Universe.Lookup(s) != nil
}
