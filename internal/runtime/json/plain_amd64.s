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

// CHECK marks in X7 what is special in X0, which it changes.
#define CHECK \
	MOVO X3, X4; \
	PCMPGTB X0, X4; \
	POR X4, X7; \
	MOVO X0, X5; \
	PCMPEQB X1, X5; \
	POR X5, X7; \
	PCMPEQB X2, X0; \
	POR X0, X7

// func put(dst []byte, key, s string) bool
TEXT ·put(SB), NOSPLIT, $0-57
	MOVQ dst_base+0(FP), DI
	MOVQ key_base+24(FP), SI
	MOVQ key_len+32(FP), BX
	CMPQ BX, $16
	JGE  key16
	CMPQ BX, $8
	JGE  key8
	TESTQ BX, BX
	JEQ  text
	MOVL (SI), AX
	MOVL -4(SI)(BX*1), CX
	MOVL AX, (DI)
	MOVL CX, -4(DI)(BX*1)
	JMP  text

key8:
	MOVQ (SI), AX
	MOVQ -8(SI)(BX*1), CX
	MOVQ AX, (DI)
	MOVQ CX, -8(DI)(BX*1)
	JMP  text

key16:
	LEAQ -16(BX), CX
	XORQ AX, AX

nextkey:
	MOVOU (SI)(AX*1), X0
	MOVOU X0, (DI)(AX*1)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  nextkey
	MOVOU (SI)(CX*1), X0
	MOVOU X0, (DI)(CX*1)

text:
	ADDQ BX, DI
	MOVQ s_base+40(FP), SI
	MOVQ s_len+48(FP), BX
	MOVB $0x22, (DI)
	INCQ DI
	MOVB $0x22, (DI)(BX*1)
	MOVOU quotes<>(SB), X1
	MOVOU slashes<>(SB), X2
	MOVOU blanks<>(SB), X3
	PXOR X7, X7
	CMPQ BX, $16
	JLT  eight
	LEAQ -16(BX), CX
	XORQ AX, AX

next:
	MOVOU (SI)(AX*1), X0
	MOVOU X0, (DI)(AX*1)
	CHECK
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  next
	MOVOU (SI)(CX*1), X0 // the last sixteen, some of them for the second time
	MOVOU X0, (DI)(CX*1)
	JMP  last

eight:
	CMPQ BX, $8
	JLT  four
	MOVQ (SI), X0
	MOVQ -8(SI)(BX*1), X4
	MOVQ X0, (DI)
	MOVQ X4, -8(DI)(BX*1)
	PUNPCKLQDQ X4, X0
	JMP  last

four:
	CMPQ BX, $4
	JLT  few
	MOVL (SI), AX
	MOVL -4(SI)(BX*1), CX
	MOVL AX, (DI)
	MOVL CX, -4(DI)(BX*1)
	SHLQ $32, CX
	ORQ  CX, AX
	MOVQ AX, X0
	PUNPCKLQDQ X0, X0
	JMP  last

few:
	TESTQ BX, BX
	JEQ  verdict
	MOVQ BX, CX
	SHRQ $1, CX
	MOVBLZX (SI), AX // the first, the middle and the last byte are all there are
	MOVBLZX (SI)(CX*1), R8
	MOVBLZX -1(SI)(BX*1), R9
	MOVB AX, (DI)
	MOVB R8, (DI)(CX*1)
	MOVB R9, -1(DI)(BX*1)
	SHLL $8, R8
	SHLL $16, R9
	ORL  AX, R8
	SHLL $24, AX
	ORL  R8, AX
	ORL  R9, AX
	MOVL AX, X0
	PSHUFD $0, X0, X0

last:
	CHECK

verdict:
	PMOVMSKB X7, DX
	TESTL DX, DX
	SETEQ ret+56(FP)
	RET
