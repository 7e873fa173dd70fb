#include "textflag.h"

DATA quotes<>+0(SB)/8, $0x2222222222222222
DATA quotes<>+8(SB)/8, $0x2222222222222222
GLOBL quotes<>(SB), RODATA|NOPTR, $16

DATA slashes<>+0(SB)/8, $0x5c5c5c5c5c5c5c5c
DATA slashes<>+8(SB)/8, $0x5c5c5c5c5c5c5c5c
GLOBL slashes<>(SB), RODATA|NOPTR, $16

DATA blanks<>+0(SB)/8, $0x2020202020202020
DATA blanks<>+8(SB)/8, $0x2020202020202020
GLOBL blanks<>(SB), RODATA|NOPTR, $16

// func plain(s string, i int) int
TEXT ·plain(SB), NOSPLIT, $0-32
	MOVQ s_base+0(FP), SI
	MOVQ s_len+8(FP), BX
	MOVQ i+16(FP), AX
	MOVOU quotes<>(SB), X1
	MOVOU slashes<>(SB), X2
	MOVOU blanks<>(SB), X3

sixteen:
	LEAQ 16(AX), CX
	CMPQ CX, BX
	JGT  one
	MOVOU (SI)(AX*1), X0
	MOVO X3, X4
	PCMPGTB X0, X4 // compares signed bytes: true of control characters and of what is not ASCII
	MOVO X0, X5
	PCMPEQB X1, X5
	PCMPEQB X2, X0
	POR  X4, X5
	POR  X0, X5
	PMOVMSKB X5, DX
	TESTL DX, DX
	JNE  found
	MOVQ CX, AX
	JMP  sixteen

found:
	BSFL DX, DX
	ADDQ DX, AX
	MOVQ AX, ret+24(FP)
	RET

one:
	CMPQ AX, BX
	JGE  done
	MOVBLZX (SI)(AX*1), DX
	CMPB DX, $0x22
	JEQ  done
	CMPB DX, $0x5c
	JEQ  done
	CMPB DX, $0x20
	JLT  done
	INCQ AX
	JMP  one

done:
	MOVQ AX, ret+24(FP)
	RET
