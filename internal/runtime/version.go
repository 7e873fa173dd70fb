package runtime

// RunArmsmithGenerate_0_1_0 is named by every client that armsmith 0.1.0 has generated. A client
// and a runtime of different versions do not compile together, and the name that is missing then
// says what to do: run armsmith generate, which writes both.
const RunArmsmithGenerate_0_1_0 = true
