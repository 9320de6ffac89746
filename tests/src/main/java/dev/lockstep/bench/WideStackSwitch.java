package dev.lockstep.bench;

import static dev.lockstep.bench.WideNumbers.*;
import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

/**
 * {@link StackSwitch} with the 250 opcodes of {@link WideNumbers}: written the same way, which
 * leaves it just below the 8,000 bytes of bytecode that HotSpot compiles. Not thread-safe.
 */
final class WideStackSwitch implements CodeInterpreter {
  private final long[] stack = new long[SLOTS];
  private final int[] frames = new int[FRAME_WORDS];

  @Override
  public long run(GuestCode program, BenchMemory memory, long argument) {
    long[] stack = this.stack;
    int[] frames = this.frames;
    int[] code = program.words();
    int[] words = memory.words;
    byte[] bytes = memory.bytes;
    double[] doubles = memory.doubles;
    long[] globals = memory.globals;
    int depth = 0;
    int fp = 0;
    int sp = program.frame() - 1;
    int pc = program.entry();
    stack[0] = argument;
    while (true) {
      switch (code[pc++]) {
        case TRAP -> throw new IllegalStateException("trap");
        case I32_DIV_U -> {
          sp--;
          stack[sp] = Integer.divideUnsigned((int) stack[sp], (int) stack[sp + 1]);
        }
        case JUMP -> pc = code[pc];
        case I32_REM_U -> {
          sp--;
          stack[sp] = Integer.remainderUnsigned((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_ROTR -> {
          sp--;
          stack[sp] = Integer.rotateRight((int) stack[sp], (int) stack[sp + 1]);
        }
        case BR_IF -> pc = stack[sp--] != 0 ? code[pc] : pc + 1;
        case I32_CTZ -> stack[sp] = Integer.numberOfTrailingZeros((int) stack[sp]);
        case I32_NEG -> stack[sp] = -(int) stack[sp];
        case BR_UNLESS -> pc = stack[sp--] == 0 ? code[pc] : pc + 1;
        case I32_NOT -> stack[sp] = ~(int) stack[sp];
        case I32_ABS -> stack[sp] = Math.abs((int) stack[sp]);
        case SWITCH -> {
          int index = (int) stack[sp--];
          int last = code[pc];
          pc = code[pc + 1 + (index >= 0 && index < last ? index : last)];
        }
        case I32_SIGNUM -> stack[sp] = Integer.signum((int) stack[sp]);
        case I32_MIN_S -> {
          sp--;
          stack[sp] = Math.min((int) stack[sp], (int) stack[sp + 1]);
        }
        case CALL -> {
          frames[depth++] = pc + 3;
          frames[depth++] = fp;
          fp = sp + 1 - code[pc + 1];
          sp = fp + code[pc + 2] - 1;
          pc = code[pc];
        }
        case I32_MAX_S -> {
          sp--;
          stack[sp] = Math.max((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_MIN_U -> {
          sp--;
          int a = (int) stack[sp];
          int b = (int) stack[sp + 1];
          stack[sp] = Integer.compareUnsigned(a, b) < 0 ? a : b;
        }
        case RETURN -> {
          int results = code[pc];
          if (results != 0) {
            stack[fp] = stack[sp];
          }
          if (depth == 0) {
            return stack[fp];
          }
          sp = fp + results - 1;
          fp = frames[--depth];
          pc = frames[--depth];
        }
        case I32_MAX_U -> {
          sp--;
          int a = (int) stack[sp];
          int b = (int) stack[sp + 1];
          stack[sp] = Integer.compareUnsigned(a, b) < 0 ? b : a;
        }
        case LOCAL_GET -> stack[++sp] = stack[fp + code[pc++]];
        case I32_ANDNOT -> {
          sp--;
          stack[sp] = (int) stack[sp] & ~(int) stack[sp + 1];
        }
        case I32_ORNOT -> {
          sp--;
          stack[sp] = (int) stack[sp] | ~(int) stack[sp + 1];
        }
        case LOCAL_SET -> stack[fp + code[pc++]] = stack[sp--];
        case I32_XNOR -> {
          sp--;
          stack[sp] = ~((int) stack[sp] ^ (int) stack[sp + 1]);
        }
        case I32_NAND -> {
          sp--;
          stack[sp] = ~((int) stack[sp] & (int) stack[sp + 1]);
        }
        case LOCAL_TEE -> stack[fp + code[pc++]] = stack[sp];
        case I32_NOR -> {
          sp--;
          stack[sp] = ~((int) stack[sp] | (int) stack[sp + 1]);
        }
        case I32_AVG -> {
          sp--;
          int a = (int) stack[sp];
          int b = (int) stack[sp + 1];
          stack[sp] = (a & b) + ((a ^ b) >> 1);
        }
        case DROP -> sp--;
        case I32_ABSDIFF -> {
          sp--;
          stack[sp] = Math.abs((int) stack[sp] - (int) stack[sp + 1]);
        }
        case I32_BSWAP -> stack[sp] = Integer.reverseBytes((int) stack[sp]);
        case I32_CONST -> stack[++sp] = code[pc++];
        case I32_BITREV -> stack[sp] = Integer.reverse((int) stack[sp]);
        case I32_EXTEND8_S -> stack[sp] = (byte) (int) stack[sp];
        case I64_CONST, F64_CONST -> {
          stack[++sp] = (long) code[pc] << 32 | code[pc + 1] & 0xffff_ffffL;
          pc += 2;
        }
        case I32_EXTEND16_S -> stack[sp] = (short) (int) stack[sp];
        case I32_BIT_SET -> {
          sp--;
          stack[sp] = (int) stack[sp] | 1 << (int) stack[sp + 1];
        }
        case I32_BIT_CLEAR -> {
          sp--;
          stack[sp] = (int) stack[sp] & ~(1 << (int) stack[sp + 1]);
        }
        case I32_SELECT, I64_SELECT, F64_SELECT -> {
          sp -= 2;
          if (stack[sp + 2] == 0) {
            stack[sp] = stack[sp + 1];
          }
        }
        case I32_BIT_FLIP -> {
          sp--;
          stack[sp] = (int) stack[sp] ^ 1 << (int) stack[sp + 1];
        }
        case I32_BIT_TEST -> {
          sp--;
          stack[sp] = ((int) stack[sp] >>> (int) stack[sp + 1] & 1) != 0 ? 1 : 0;
        }
        case I32_HIGHEST_BIT -> stack[sp] = Integer.highestOneBit((int) stack[sp]);
        case I32_LOWEST_BIT -> stack[sp] = Integer.lowestOneBit((int) stack[sp]);
        case I32_INC -> stack[sp] = (int) stack[sp] + 1;
        case I32_DEC -> stack[sp] = (int) stack[sp] - 1;
        case I32_GLOBAL_GET -> stack[++sp] = (int) globals[code[pc++]];
        case I32_SQUARE -> {
          int a = (int) stack[sp];
          stack[sp] = a * a;
        }
        case I32_LEA4 -> {
          sp--;
          stack[sp] = (int) stack[sp] + ((int) stack[sp + 1] << 2);
        }
        case I32_GLOBAL_SET -> globals[code[pc++]] = (int) stack[sp--];
        case I32_MULADD -> {
          sp -= 2;
          stack[sp] = (int) stack[sp] * (int) stack[sp + 1] + (int) stack[sp + 2];
        }
        case I64_GLOBAL_GET, F64_GLOBAL_GET -> stack[++sp] = globals[code[pc++]];
        case I32_MULSUB -> {
          sp -= 2;
          stack[sp] = (int) stack[sp] - (int) stack[sp + 1] * (int) stack[sp + 2];
        }
        case I32_CLAMP -> {
          sp -= 2;
          stack[sp] = Math.max((int) stack[sp + 1], Math.min((int) stack[sp], (int) stack[sp + 2]));
        }
        case I64_GLOBAL_SET, F64_GLOBAL_SET -> globals[code[pc++]] = stack[sp--];
        case I32_FLOOR_DIV -> {
          sp--;
          stack[sp] = Math.floorDiv((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_FLOOR_MOD -> {
          sp--;
          stack[sp] = Math.floorMod((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_LOAD -> stack[sp] = words[(int) stack[sp]];
        case I32_LE_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) <= 0 ? 1 : 0;
        }
        case I32_GT_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) > 0 ? 1 : 0;
        }
        case I32_STORE -> {
          sp -= 2;
          words[(int) stack[sp + 1]] = (int) stack[sp + 2];
        }
        case I32_NEZ -> stack[sp] = (int) stack[sp] != 0 ? 1 : 0;
        case I32_LTZ -> stack[sp] = (int) stack[sp] < 0 ? 1 : 0;
        case I32_LOAD8_U -> stack[sp] = bytes[(int) stack[sp]] & 0xff;
        case I32_GTZ -> stack[sp] = (int) stack[sp] > 0 ? 1 : 0;
        case I32_CMP -> {
          sp--;
          stack[sp] = Integer.compare((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_STORE8 -> {
          sp -= 2;
          bytes[(int) stack[sp + 1]] = (byte) (int) stack[sp + 2];
        }
        case I32_IS_ODD -> stack[sp] = ((int) stack[sp] & 1) != 0 ? 1 : 0;
        case I32_HASH -> {
          int a = (int) stack[sp];
          stack[sp] = Integer.hashCode(a ^ a >>> 15);
        }
        case F64_LOAD -> stack[sp] = doubleToRawLongBits(doubles[(int) stack[sp]]);
        case I64_DIV_U -> {
          sp--;
          stack[sp] = Long.divideUnsigned(stack[sp], stack[sp + 1]);
        }
        case F64_STORE -> {
          sp -= 2;
          doubles[(int) stack[sp + 1]] = longBitsToDouble(stack[sp + 2]);
        }
        case I64_REM_U -> {
          sp--;
          stack[sp] = Long.remainderUnsigned(stack[sp], stack[sp + 1]);
        }
        case I64_ROTR -> {
          sp--;
          stack[sp] = Long.rotateRight(stack[sp], (int) stack[sp + 1]);
        }
        case I32_ADD -> {
          sp--;
          stack[sp] = (int) stack[sp] + (int) stack[sp + 1];
        }
        case I64_CTZ -> stack[sp] = Long.numberOfTrailingZeros(stack[sp]);
        case I64_NEG -> stack[sp] = -stack[sp];
        case I32_SUB -> {
          sp--;
          stack[sp] = (int) stack[sp] - (int) stack[sp + 1];
        }
        case I64_NOT -> stack[sp] = ~stack[sp];
        case I64_ABS -> stack[sp] = Math.abs(stack[sp]);
        case I32_MUL -> {
          sp--;
          stack[sp] = (int) stack[sp] * (int) stack[sp + 1];
        }
        case I64_SIGNUM -> stack[sp] = Long.signum(stack[sp]);
        case I64_MIN_S -> {
          sp--;
          stack[sp] = Math.min(stack[sp], stack[sp + 1]);
        }
        case I32_DIV_S -> {
          sp--;
          stack[sp] = (int) stack[sp] / (int) stack[sp + 1];
        }
        case I64_MAX_S -> {
          sp--;
          stack[sp] = Math.max(stack[sp], stack[sp + 1]);
        }
        case I64_MIN_U -> {
          sp--;
          long a = stack[sp];
          long b = stack[sp + 1];
          stack[sp] = Long.compareUnsigned(a, b) < 0 ? a : b;
        }
        case I32_REM_S -> {
          sp--;
          stack[sp] = (int) stack[sp] % (int) stack[sp + 1];
        }
        case I64_MAX_U -> {
          sp--;
          long a = stack[sp];
          long b = stack[sp + 1];
          stack[sp] = Long.compareUnsigned(a, b) < 0 ? b : a;
        }
        case I32_AND -> {
          sp--;
          stack[sp] = (int) stack[sp] & (int) stack[sp + 1];
        }
        case I64_ANDNOT -> {
          sp--;
          stack[sp] = stack[sp] & ~stack[sp + 1];
        }
        case I64_ORNOT -> {
          sp--;
          stack[sp] = stack[sp] | ~stack[sp + 1];
        }
        case I32_OR -> {
          sp--;
          stack[sp] = (int) stack[sp] | (int) stack[sp + 1];
        }
        case I64_XNOR -> {
          sp--;
          stack[sp] = ~(stack[sp] ^ stack[sp + 1]);
        }
        case I64_NAND -> {
          sp--;
          stack[sp] = ~(stack[sp] & stack[sp + 1]);
        }
        case I32_XOR -> {
          sp--;
          stack[sp] = (int) stack[sp] ^ (int) stack[sp + 1];
        }
        case I64_NOR -> {
          sp--;
          stack[sp] = ~(stack[sp] | stack[sp + 1]);
        }
        case I64_AVG -> {
          sp--;
          long a = stack[sp];
          long b = stack[sp + 1];
          stack[sp] = (a & b) + ((a ^ b) >> 1);
        }
        case I32_SHL -> {
          sp--;
          stack[sp] = (int) stack[sp] << (int) stack[sp + 1];
        }
        case I64_ABSDIFF -> {
          sp--;
          stack[sp] = Math.abs(stack[sp] - stack[sp + 1]);
        }
        case I64_BSWAP -> stack[sp] = Long.reverseBytes(stack[sp]);
        case I32_SHR_S -> {
          sp--;
          stack[sp] = (int) stack[sp] >> (int) stack[sp + 1];
        }
        case I64_BITREV -> stack[sp] = Long.reverse(stack[sp]);
        case I64_EXTEND8_S -> stack[sp] = (byte) stack[sp];
        case I32_SHR_U -> {
          sp--;
          stack[sp] = (int) stack[sp] >>> (int) stack[sp + 1];
        }
        case I64_EXTEND16_S -> stack[sp] = (short) stack[sp];
        case I32_ROTL -> {
          sp--;
          stack[sp] = Integer.rotateLeft((int) stack[sp], (int) stack[sp + 1]);
        }
        case I64_BIT_SET -> {
          sp--;
          stack[sp] = stack[sp] | 1L << stack[sp + 1];
        }
        case I64_BIT_CLEAR -> {
          sp--;
          stack[sp] = stack[sp] & ~(1L << stack[sp + 1]);
        }
        case I32_CLZ -> stack[sp] = Integer.numberOfLeadingZeros((int) stack[sp]);
        case I64_BIT_FLIP -> {
          sp--;
          stack[sp] = stack[sp] ^ 1L << stack[sp + 1];
        }
        case I64_BIT_TEST -> {
          sp--;
          stack[sp] = (stack[sp] >>> stack[sp + 1] & 1) != 0 ? 1 : 0;
        }
        case I32_POPCNT -> stack[sp] = Integer.bitCount((int) stack[sp]);
        case I64_HIGHEST_BIT -> stack[sp] = Long.highestOneBit(stack[sp]);
        case I64_LOWEST_BIT -> stack[sp] = Long.lowestOneBit(stack[sp]);
        case I32_EQZ -> stack[sp] = (int) stack[sp] == 0 ? 1 : 0;
        case I64_INC -> stack[sp] = stack[sp] + 1;
        case I64_DEC -> stack[sp] = stack[sp] - 1;
        case I32_EQ -> {
          sp--;
          stack[sp] = (int) stack[sp] == (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_SQUARE -> {
          long a = stack[sp];
          stack[sp] = a * a;
        }
        case I64_LEA4 -> {
          sp--;
          stack[sp] = stack[sp] + (stack[sp + 1] << 2);
        }
        case I32_NE -> {
          sp--;
          stack[sp] = (int) stack[sp] != (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_MULADD -> {
          sp -= 2;
          stack[sp] = stack[sp] * stack[sp + 1] + stack[sp + 2];
        }
        case I64_MULSUB -> {
          sp -= 2;
          stack[sp] = stack[sp] - stack[sp + 1] * stack[sp + 2];
        }
        case I32_LT_S -> {
          sp--;
          stack[sp] = (int) stack[sp] < (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_CLAMP -> {
          sp -= 2;
          stack[sp] = Math.max(stack[sp + 1], Math.min(stack[sp], stack[sp + 2]));
        }
        case I32_LE_S -> {
          sp--;
          stack[sp] = (int) stack[sp] <= (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_FLOOR_DIV -> {
          sp--;
          stack[sp] = Math.floorDiv(stack[sp], stack[sp + 1]);
        }
        case I64_FLOOR_MOD -> {
          sp--;
          stack[sp] = Math.floorMod(stack[sp], stack[sp + 1]);
        }
        case I32_GT_S -> {
          sp--;
          stack[sp] = (int) stack[sp] > (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_LE_U -> {
          sp--;
          stack[sp] = Long.compareUnsigned(stack[sp], stack[sp + 1]) <= 0 ? 1 : 0;
        }
        case I64_GT_U -> {
          sp--;
          stack[sp] = Long.compareUnsigned(stack[sp], stack[sp + 1]) > 0 ? 1 : 0;
        }
        case I32_GE_S -> {
          sp--;
          stack[sp] = (int) stack[sp] >= (int) stack[sp + 1] ? 1 : 0;
        }
        case I64_NEZ -> stack[sp] = stack[sp] != 0 ? 1 : 0;
        case I64_LTZ -> stack[sp] = stack[sp] < 0 ? 1 : 0;
        case I32_LT_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) < 0 ? 1 : 0;
        }
        case I64_GTZ -> stack[sp] = stack[sp] > 0 ? 1 : 0;
        case I64_CMP -> {
          sp--;
          stack[sp] = Long.compare(stack[sp], stack[sp + 1]);
        }
        case I32_GE_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) >= 0 ? 1 : 0;
        }
        case I64_IS_ODD -> stack[sp] = (stack[sp] & 1) != 0 ? 1 : 0;
        case I64_HASH -> {
          long a = stack[sp];
          stack[sp] = Long.hashCode(a ^ a >>> 15);
        }
        case I64_ADD -> {
          sp--;
          stack[sp] = stack[sp] + stack[sp + 1];
        }
        case I64_POPCNT -> stack[sp] = Long.bitCount(stack[sp]);
        case I64_SUB -> {
          sp--;
          stack[sp] = stack[sp] - stack[sp + 1];
        }
        case I64_CLZ -> stack[sp] = Long.numberOfLeadingZeros(stack[sp]);
        case I64_LT_U -> {
          sp--;
          stack[sp] = Long.compareUnsigned(stack[sp], stack[sp + 1]) < 0 ? 1 : 0;
        }
        case I64_MUL -> {
          sp--;
          stack[sp] = stack[sp] * stack[sp + 1];
        }
        case I64_GE_U -> {
          sp--;
          stack[sp] = Long.compareUnsigned(stack[sp], stack[sp + 1]) >= 0 ? 1 : 0;
        }
        case I64_MULHI_S -> {
          sp--;
          stack[sp] = Math.multiplyHigh(stack[sp], stack[sp + 1]);
        }
        case I64_DIV_S -> {
          sp--;
          stack[sp] = stack[sp] / stack[sp + 1];
        }
        case I32_MULHI_S -> {
          sp--;
          stack[sp] = (int) ((long) (int) stack[sp] * (int) stack[sp + 1] >> 32);
        }
        case I32_WRAP_HI_I64 -> stack[sp] = (int) (stack[sp] >> 32);
        case I64_REM_S -> {
          sp--;
          stack[sp] = stack[sp] % stack[sp + 1];
        }
        case I64_PACK_I32 -> {
          sp--;
          stack[sp] = (long) (int) stack[sp] << 32 | (int) stack[sp + 1] & 0xffff_ffffL;
        }
        case F64_CEIL -> stack[sp] = doubleToRawLongBits(Math.ceil(longBitsToDouble(stack[sp])));
        case I64_AND -> {
          sp--;
          stack[sp] = stack[sp] & stack[sp + 1];
        }
        case F64_FLOOR -> stack[sp] = doubleToRawLongBits(Math.floor(longBitsToDouble(stack[sp])));
        case F64_RINT -> stack[sp] = doubleToRawLongBits(Math.rint(longBitsToDouble(stack[sp])));
        case I64_OR -> {
          sp--;
          stack[sp] = stack[sp] | stack[sp + 1];
        }
        case F64_SIGNUM ->
            stack[sp] = doubleToRawLongBits(Math.signum(longBitsToDouble(stack[sp])));
        case I64_XOR -> {
          sp--;
          stack[sp] = stack[sp] ^ stack[sp + 1];
        }
        case F64_SQUARE -> {
          double a = longBitsToDouble(stack[sp]);
          stack[sp] = doubleToRawLongBits(a * a);
        }
        case F64_RECIP -> stack[sp] = doubleToRawLongBits(1 / longBitsToDouble(stack[sp]));
        case I64_SHL -> {
          sp--;
          stack[sp] = stack[sp] << stack[sp + 1];
        }
        case F64_CBRT -> stack[sp] = doubleToRawLongBits(Math.cbrt(longBitsToDouble(stack[sp])));
        case F64_EXP -> stack[sp] = doubleToRawLongBits(Math.exp(longBitsToDouble(stack[sp])));
        case I64_SHR_S -> {
          sp--;
          stack[sp] = stack[sp] >> stack[sp + 1];
        }
        case F64_LOG -> stack[sp] = doubleToRawLongBits(Math.log(longBitsToDouble(stack[sp])));
        case F64_LOG10 -> stack[sp] = doubleToRawLongBits(Math.log10(longBitsToDouble(stack[sp])));
        case I64_SHR_U -> {
          sp--;
          stack[sp] = stack[sp] >>> stack[sp + 1];
        }
        case F64_SIN -> stack[sp] = doubleToRawLongBits(Math.sin(longBitsToDouble(stack[sp])));
        case F64_COS -> stack[sp] = doubleToRawLongBits(Math.cos(longBitsToDouble(stack[sp])));
        case I64_ROTL -> {
          sp--;
          stack[sp] = Long.rotateLeft(stack[sp], (int) stack[sp + 1]);
        }
        case F64_TAN -> stack[sp] = doubleToRawLongBits(Math.tan(longBitsToDouble(stack[sp])));
        case F64_ULP -> stack[sp] = doubleToRawLongBits(Math.ulp(longBitsToDouble(stack[sp])));
        case I64_EQZ -> stack[sp] = stack[sp] == 0 ? 1 : 0;
        case F64_NEXT_UP ->
            stack[sp] = doubleToRawLongBits(Math.nextUp(longBitsToDouble(stack[sp])));
        case I64_EQ -> {
          sp--;
          stack[sp] = stack[sp] == stack[sp + 1] ? 1 : 0;
        }
        case F64_NEXT_DOWN ->
            stack[sp] = doubleToRawLongBits(Math.nextDown(longBitsToDouble(stack[sp])));
        case F64_RADIANS ->
            stack[sp] = doubleToRawLongBits(Math.toRadians(longBitsToDouble(stack[sp])));
        case I64_NE -> {
          sp--;
          stack[sp] = stack[sp] != stack[sp + 1] ? 1 : 0;
        }
        case F64_DEGREES ->
            stack[sp] = doubleToRawLongBits(Math.toDegrees(longBitsToDouble(stack[sp])));
        case F64_DEMOTE -> stack[sp] = doubleToRawLongBits((float) longBitsToDouble(stack[sp]));
        case I64_LT_S -> {
          sp--;
          stack[sp] = stack[sp] < stack[sp + 1] ? 1 : 0;
        }
        case F64_MIN -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.min(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case F64_MAX -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.max(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case I64_LE_S -> {
          sp--;
          stack[sp] = stack[sp] <= stack[sp + 1] ? 1 : 0;
        }
        case F64_COPYSIGN -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.copySign(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case F64_REM -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) % longBitsToDouble(stack[sp + 1]));
        }
        case I64_GT_S -> {
          sp--;
          stack[sp] = stack[sp] > stack[sp + 1] ? 1 : 0;
        }
        case F64_ABSDIFF -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.abs(longBitsToDouble(stack[sp]) - longBitsToDouble(stack[sp + 1])));
        }
        case F64_AVG -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  (longBitsToDouble(stack[sp]) + longBitsToDouble(stack[sp + 1])) / 2);
        }
        case I64_GE_S -> {
          sp--;
          stack[sp] = stack[sp] >= stack[sp + 1] ? 1 : 0;
        }
        case F64_POW -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.pow(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case F64_HYPOT -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.hypot(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case F64_ADD -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) + longBitsToDouble(stack[sp + 1]));
        }
        case F64_ATAN2 -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(
                  Math.atan2(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 1])));
        }
        case F64_SUB -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) - longBitsToDouble(stack[sp + 1]));
        }
        case F64_MULADD -> {
          sp -= 2;
          stack[sp] =
              doubleToRawLongBits(
                  longBitsToDouble(stack[sp]) * longBitsToDouble(stack[sp + 1])
                      + longBitsToDouble(stack[sp + 2]));
        }
        case F64_LERP -> {
          sp -= 2;
          double a = longBitsToDouble(stack[sp]);
          stack[sp] =
              doubleToRawLongBits(
                  a + (longBitsToDouble(stack[sp + 1]) - a) * longBitsToDouble(stack[sp + 2]));
        }
        case F64_MUL -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) * longBitsToDouble(stack[sp + 1]));
        }
        case F64_CLAMP -> {
          sp -= 2;
          stack[sp] =
              doubleToRawLongBits(
                  Math.max(
                      longBitsToDouble(stack[sp + 1]),
                      Math.min(longBitsToDouble(stack[sp]), longBitsToDouble(stack[sp + 2]))));
        }
        case F64_IS_NAN -> stack[sp] = Double.isNaN(longBitsToDouble(stack[sp])) ? 1 : 0;
        case F64_DIV -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) / longBitsToDouble(stack[sp + 1]));
        }
        case F64_IS_FINITE -> stack[sp] = Double.isFinite(longBitsToDouble(stack[sp])) ? 1 : 0;
        case F64_LTZ -> stack[sp] = longBitsToDouble(stack[sp]) < 0 ? 1 : 0;
        case F64_NEG -> stack[sp] = doubleToRawLongBits(-longBitsToDouble(stack[sp]));
        case F64_EXPONENT -> stack[sp] = Math.getExponent(longBitsToDouble(stack[sp]));
        case F64_SCALE -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(Math.scalb(longBitsToDouble(stack[sp]), (int) stack[sp + 1]));
        }
        case F64_ABS -> stack[sp] = doubleToRawLongBits(Math.abs(longBitsToDouble(stack[sp])));
        case I64_TRUNC_F64_S -> stack[sp] = (long) longBitsToDouble(stack[sp]);
        case I64_ROUND_F64 -> stack[sp] = Math.round(longBitsToDouble(stack[sp]));
        case F64_SQRT -> stack[sp] = doubleToRawLongBits(Math.sqrt(longBitsToDouble(stack[sp])));
        case F64_CONVERT_I32_U -> stack[sp] = doubleToRawLongBits((int) stack[sp] & 0xffff_ffffL);
        case F64_EQ -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) == longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I64_REINTERPRET_F64, F64_REINTERPRET_I64 -> {
          // The stack holds raw bits.
        }
        case F64_NE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) != longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I32_LOAD8_S -> stack[sp] = bytes[(int) stack[sp]];
        case I32_MEMORY_SIZE -> stack[++sp] = words.length;
        case F64_LT -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) < longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I32_WORD_ADD -> {
          sp -= 2;
          words[(int) stack[sp + 1]] += (int) stack[sp + 2];
        }
        case I32_WORD_XOR -> {
          sp -= 2;
          words[(int) stack[sp + 1]] ^= (int) stack[sp + 2];
        }
        case F64_LE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) <= longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I32_BYTE_ADD -> {
          sp -= 2;
          bytes[(int) stack[sp + 1]] += (byte) (int) stack[sp + 2];
        }
        case F64_CELL_ADD -> {
          sp -= 2;
          doubles[(int) stack[sp + 1]] += longBitsToDouble(stack[sp + 2]);
        }
        case F64_GT -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) > longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I64_LOAD32_U -> stack[sp] = words[(int) stack[sp]] & 0xffff_ffffL;
        case I64_STORE32 -> {
          sp -= 2;
          words[(int) stack[sp + 1]] = (int) stack[sp + 2];
        }
        case F64_GE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) >= longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I64_GLOBAL_ADD -> globals[code[pc++]] += stack[sp--];
        case I32_WRAP_I64 -> stack[sp] = (int) stack[sp];
        case I64_EXTEND_I32_S -> stack[sp] = (int) stack[sp];
        case F64_GLOBAL_ADD -> {
          int global = code[pc++];
          globals[global] =
              doubleToRawLongBits(
                  longBitsToDouble(globals[global]) + longBitsToDouble(stack[sp--]));
        }
        case I32_IS_POW2 -> {
          int a = (int) stack[sp];
          stack[sp] = (a & a - 1) == 0 ? 1 : 0;
        }
        case I64_EXTEND_I32_U -> stack[sp] = (int) stack[sp] & 0xffff_ffffL;
        case I32_GRAY -> {
          int a = (int) stack[sp];
          stack[sp] = a ^ a >>> 1;
        }
        case I64_IS_POW2 -> {
          long a = stack[sp];
          stack[sp] = (a & a - 1) == 0 ? 1 : 0;
        }
        case F64_CONVERT_I32_S -> stack[sp] = doubleToRawLongBits((int) stack[sp]);
        case I64_GRAY -> {
          long a = stack[sp];
          stack[sp] = a ^ a >>> 1;
        }
        case I32_ADD_SAT -> {
          sp--;
          stack[sp] =
              (int)
                  Math.max(
                      Integer.MIN_VALUE,
                      Math.min(Integer.MAX_VALUE, (long) (int) stack[sp] + (int) stack[sp + 1]));
        }
        case F64_CONVERT_I64_S -> stack[sp] = doubleToRawLongBits((double) stack[sp]);
        case I32_SUB_SAT -> {
          sp--;
          stack[sp] =
              (int)
                  Math.max(
                      Integer.MIN_VALUE,
                      Math.min(Integer.MAX_VALUE, (long) (int) stack[sp] - (int) stack[sp + 1]));
        }
        case I32_PARITY -> stack[sp] = Integer.bitCount((int) stack[sp]) & 1;
        case I32_TRUNC_F64_S -> stack[sp] = (int) longBitsToDouble(stack[sp]);
        case I32_PACK16 -> {
          sp--;
          stack[sp] = (int) stack[sp] << 16 | (int) stack[sp + 1] & 0xffff;
        }
        case F64_IS_INTEGER -> {
          double a = longBitsToDouble(stack[sp]);
          stack[sp] = a == Math.rint(a) ? 1 : 0;
        }
        default -> throw new IllegalStateException("no opcode " + code[pc - 1] + " at " + (pc - 1));
      }
    }
  }
}
