package model

// Server is one of the places where the document says the service is, by name: a constant when its
// address is fixed, a function of its variables otherwise.
type Server struct {
	Name      string // Go name: "ServerProduction"
	Template  string // such as "https://{region}.example.com/v1"
	Doc       string
	Variables []*ServerVariable // in the order of the template
}

// ServerVariable is an argument of the function of a server.
type ServerVariable struct {
	Arg     string // Go name of the argument
	Wire    string
	Default string // what an empty argument stands for; "" when it must be given
	Enum    *ServerEnum
}

// ServerEnum is the type of a variable that has one of some values.
type ServerEnum struct {
	Name   string // Go type: "ServerRegion"
	Doc    string
	Values []ServerValue
}

// ServerValue is one value of a variable.
type ServerValue struct{ Name, Text string }
