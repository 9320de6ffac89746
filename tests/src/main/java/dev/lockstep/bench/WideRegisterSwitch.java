package dev.lockstep.bench;

import static dev.lockstep.bench.WideNumbers.*;
import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

/**
 * {@link RegisterSwitch} with the 250 opcodes of {@link WideNumbers}: written the same way, which
 * takes it over the 8,000 bytes of bytecode that HotSpot compiles. Not thread-safe.
 */
final class WideRegisterSwitch implements CodeInterpreter {
  private final long[] slots = new long[SLOTS];
  private final int[] frames = new int[FRAME_WORDS];

  @Override
  public long run(GuestCode program, BenchMemory memory, long argument) {
    long[] slots = this.slots;
    int[] frames = this.frames;
    int[] code = program.words();
    int[] words = memory.words;
    byte[] bytes = memory.bytes;
    double[] doubles = memory.doubles;
    long[] globals = memory.globals;
    int depth = 0;
    int fp = 0;

    int pc = program.entry();
    slots[0] = argument;
    while (true) {
      switch (code[pc++]) {
        case TRAP -> throw new IllegalStateException("trap");
        case I32_DIV_U -> {
          slots[fp + code[pc]] =
              Integer.divideUnsigned(
                  (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case JUMP -> pc = code[pc];
        case I32_REM_U -> {
          slots[fp + code[pc]] =
              Integer.remainderUnsigned(
                  (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_ROTR -> {
          slots[fp + code[pc]] =
              Integer.rotateRight((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case BR_IF -> pc = slots[fp + code[pc]] != 0 ? code[pc + 1] : pc + 2;
        case I32_CTZ -> {
          slots[fp + code[pc]] = Integer.numberOfTrailingZeros((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_NEG -> {
          slots[fp + code[pc]] = -(int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case BR_UNLESS -> pc = slots[fp + code[pc]] == 0 ? code[pc + 1] : pc + 2;
        case I32_NOT -> {
          slots[fp + code[pc]] = ~(int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_ABS -> {
          slots[fp + code[pc]] = Math.abs((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case SWITCH -> {
          int index = (int) slots[fp + code[pc]];
          int last = code[pc + 1];
          pc = code[pc + 2 + (index >= 0 && index < last ? index : last)];
        }
        case I32_SIGNUM -> {
          slots[fp + code[pc]] = Integer.signum((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_MIN_S -> {
          slots[fp + code[pc]] =
              Math.min((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case CALL -> {
          frames[depth++] = pc + 2;
          frames[depth++] = fp;
          fp += code[pc + 1];
          pc = code[pc];
        }
        case I32_MAX_S -> {
          slots[fp + code[pc]] =
              Math.max((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_MIN_U -> {
          int a = (int) slots[fp + code[pc + 1]];
          int b = (int) slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = Integer.compareUnsigned(a, b) < 0 ? a : b;
          pc += 3;
        }
        case RETURN -> {
          if (code[pc] != 0) {
            slots[fp] = slots[fp + code[pc + 1]];
          }
          if (depth == 0) {
            return slots[fp];
          }
          fp = frames[--depth];
          pc = frames[--depth];
        }
        case I32_MAX_U -> {
          int a = (int) slots[fp + code[pc + 1]];
          int b = (int) slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = Integer.compareUnsigned(a, b) < 0 ? b : a;
          pc += 3;
        }
        case I32_ANDNOT -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & ~(int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_ORNOT -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] | ~(int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case LOCAL_SET -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_XNOR -> {
          slots[fp + code[pc]] = ~((int) slots[fp + code[pc + 1]] ^ (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_NAND -> {
          slots[fp + code[pc]] = ~((int) slots[fp + code[pc + 1]] & (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_NOR -> {
          slots[fp + code[pc]] = ~((int) slots[fp + code[pc + 1]] | (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_AVG -> {
          int a = (int) slots[fp + code[pc + 1]];
          int b = (int) slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = (a & b) + ((a ^ b) >> 1);
          pc += 3;
        }
        case I32_ABSDIFF -> {
          slots[fp + code[pc]] =
              Math.abs((int) slots[fp + code[pc + 1]] - (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_BSWAP -> {
          slots[fp + code[pc]] = Integer.reverseBytes((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_CONST -> {
          slots[fp + code[pc]] = code[pc + 1];
          pc += 2;
        }
        case I32_BITREV -> {
          slots[fp + code[pc]] = Integer.reverse((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_EXTEND8_S -> {
          slots[fp + code[pc]] = (byte) (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I64_CONST, F64_CONST -> {
          slots[fp + code[pc]] = (long) code[pc + 1] << 32 | code[pc + 2] & 0xffff_ffffL;
          pc += 3;
        }
        case I32_EXTEND16_S -> {
          slots[fp + code[pc]] = (short) (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_BIT_SET -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] | 1 << (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_BIT_CLEAR -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] & ~(1 << (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_SELECT, I64_SELECT, F64_SELECT -> {
          slots[fp + code[pc]] =
              slots[fp + code[pc + 3]] != 0 ? slots[fp + code[pc + 1]] : slots[fp + code[pc + 2]];
          pc += 4;
        }
        case I32_BIT_FLIP -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] ^ 1 << (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_BIT_TEST -> {
          slots[fp + code[pc]] =
              ((int) slots[fp + code[pc + 1]] >>> (int) slots[fp + code[pc + 2]] & 1) != 0 ? 1 : 0;
          pc += 3;
        }
        case I32_HIGHEST_BIT -> {
          slots[fp + code[pc]] = Integer.highestOneBit((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_LOWEST_BIT -> {
          slots[fp + code[pc]] = Integer.lowestOneBit((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_INC -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] + 1;
          pc += 2;
        }
        case I32_DEC -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] - 1;
          pc += 2;
        }
        case I32_GLOBAL_GET -> {
          slots[fp + code[pc]] = (int) globals[code[pc + 1]];
          pc += 2;
        }
        case I32_SQUARE -> {
          int a = (int) slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = a * a;
          pc += 2;
        }
        case I32_LEA4 -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] + ((int) slots[fp + code[pc + 2]] << 2);
          pc += 3;
        }
        case I32_GLOBAL_SET -> {
          globals[code[pc + 1]] = (int) slots[fp + code[pc]];
          pc += 2;
        }
        case I32_MULADD -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] * (int) slots[fp + code[pc + 2]]
                  + (int) slots[fp + code[pc + 3]];
          pc += 4;
        }
        case I64_GLOBAL_GET, F64_GLOBAL_GET -> {
          slots[fp + code[pc]] = globals[code[pc + 1]];
          pc += 2;
        }
        case I32_MULSUB -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]]
                  - (int) slots[fp + code[pc + 2]] * (int) slots[fp + code[pc + 3]];
          pc += 4;
        }
        case I32_CLAMP -> {
          slots[fp + code[pc]] =
              Math.max(
                  (int) slots[fp + code[pc + 2]],
                  Math.min((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 3]]));
          pc += 4;
        }
        case I64_GLOBAL_SET, F64_GLOBAL_SET -> {
          globals[code[pc + 1]] = slots[fp + code[pc]];
          pc += 2;
        }
        case I32_FLOOR_DIV -> {
          slots[fp + code[pc]] =
              Math.floorDiv((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_FLOOR_MOD -> {
          slots[fp + code[pc]] =
              Math.floorMod((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_LOAD -> {
          slots[fp + code[pc]] = words[(int) slots[fp + code[pc + 1]]];
          pc += 2;
        }
        case I32_LE_U -> {
          slots[fp + code[pc]] =
              Integer.compareUnsigned(
                          (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]])
                      <= 0
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_GT_U -> {
          slots[fp + code[pc]] =
              Integer.compareUnsigned(
                          (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]])
                      > 0
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_STORE -> {
          words[(int) slots[fp + code[pc]]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_NEZ -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] != 0 ? 1 : 0;
          pc += 2;
        }
        case I32_LTZ -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] < 0 ? 1 : 0;
          pc += 2;
        }
        case I32_LOAD8_U -> {
          slots[fp + code[pc]] = bytes[(int) slots[fp + code[pc + 1]]] & 0xff;
          pc += 2;
        }
        case I32_GTZ -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] > 0 ? 1 : 0;
          pc += 2;
        }
        case I32_CMP -> {
          slots[fp + code[pc]] =
              Integer.compare((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_STORE8 -> {
          bytes[(int) slots[fp + code[pc]]] = (byte) (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_IS_ODD -> {
          slots[fp + code[pc]] = ((int) slots[fp + code[pc + 1]] & 1) != 0 ? 1 : 0;
          pc += 2;
        }
        case I32_HASH -> {
          int a = (int) slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = Integer.hashCode(a ^ a >>> 15);
          pc += 2;
        }
        case F64_LOAD -> {
          slots[fp + code[pc]] = doubleToRawLongBits(doubles[(int) slots[fp + code[pc + 1]]]);
          pc += 2;
        }
        case I64_DIV_U -> {
          slots[fp + code[pc]] =
              Long.divideUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case F64_STORE -> {
          doubles[(int) slots[fp + code[pc]]] = longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_REM_U -> {
          slots[fp + code[pc]] =
              Long.remainderUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_ROTR -> {
          slots[fp + code[pc]] =
              Long.rotateRight(slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_ADD -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] + (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_CTZ -> {
          slots[fp + code[pc]] = Long.numberOfTrailingZeros(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_NEG -> {
          slots[fp + code[pc]] = -slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_SUB -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] - (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_NOT -> {
          slots[fp + code[pc]] = ~slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I64_ABS -> {
          slots[fp + code[pc]] = Math.abs(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_MUL -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] * (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_SIGNUM -> {
          slots[fp + code[pc]] = Long.signum(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_MIN_S -> {
          slots[fp + code[pc]] = Math.min(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_DIV_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] / (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_MAX_S -> {
          slots[fp + code[pc]] = Math.max(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_MIN_U -> {
          long a = slots[fp + code[pc + 1]];
          long b = slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = Long.compareUnsigned(a, b) < 0 ? a : b;
          pc += 3;
        }
        case I32_REM_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] % (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_MAX_U -> {
          long a = slots[fp + code[pc + 1]];
          long b = slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = Long.compareUnsigned(a, b) < 0 ? b : a;
          pc += 3;
        }
        case I32_AND -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_ANDNOT -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] & ~slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_ORNOT -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] | ~slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_OR -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] | (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_XNOR -> {
          slots[fp + code[pc]] = ~(slots[fp + code[pc + 1]] ^ slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_NAND -> {
          slots[fp + code[pc]] = ~(slots[fp + code[pc + 1]] & slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_XOR -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] ^ (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_NOR -> {
          slots[fp + code[pc]] = ~(slots[fp + code[pc + 1]] | slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_AVG -> {
          long a = slots[fp + code[pc + 1]];
          long b = slots[fp + code[pc + 2]];
          slots[fp + code[pc]] = (a & b) + ((a ^ b) >> 1);
          pc += 3;
        }
        case I32_SHL -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] << (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_ABSDIFF -> {
          slots[fp + code[pc]] = Math.abs(slots[fp + code[pc + 1]] - slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_BSWAP -> {
          slots[fp + code[pc]] = Long.reverseBytes(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_SHR_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >> (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_BITREV -> {
          slots[fp + code[pc]] = Long.reverse(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_EXTEND8_S -> {
          slots[fp + code[pc]] = (byte) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_SHR_U -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >>> (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_EXTEND16_S -> {
          slots[fp + code[pc]] = (short) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_ROTL -> {
          slots[fp + code[pc]] =
              Integer.rotateLeft((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_BIT_SET -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] | 1L << slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_BIT_CLEAR -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] & ~(1L << slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_CLZ -> {
          slots[fp + code[pc]] = Integer.numberOfLeadingZeros((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_BIT_FLIP -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] ^ 1L << slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_BIT_TEST -> {
          slots[fp + code[pc]] =
              (slots[fp + code[pc + 1]] >>> slots[fp + code[pc + 2]] & 1) != 0 ? 1 : 0;
          pc += 3;
        }
        case I32_POPCNT -> {
          slots[fp + code[pc]] = Integer.bitCount((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_HIGHEST_BIT -> {
          slots[fp + code[pc]] = Long.highestOneBit(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_LOWEST_BIT -> {
          slots[fp + code[pc]] = Long.lowestOneBit(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_EQZ -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] == 0 ? 1 : 0;
          pc += 2;
        }
        case I64_INC -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] + 1;
          pc += 2;
        }
        case I64_DEC -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] - 1;
          pc += 2;
        }
        case I32_EQ -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] == (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_SQUARE -> {
          long a = slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = a * a;
          pc += 2;
        }
        case I64_LEA4 -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] + (slots[fp + code[pc + 2]] << 2);
          pc += 3;
        }
        case I32_NE -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] != (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_MULADD -> {
          slots[fp + code[pc]] =
              slots[fp + code[pc + 1]] * slots[fp + code[pc + 2]] + slots[fp + code[pc + 3]];
          pc += 4;
        }
        case I64_MULSUB -> {
          slots[fp + code[pc]] =
              slots[fp + code[pc + 1]] - slots[fp + code[pc + 2]] * slots[fp + code[pc + 3]];
          pc += 4;
        }
        case I32_LT_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] < (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_CLAMP -> {
          slots[fp + code[pc]] =
              Math.max(
                  slots[fp + code[pc + 2]],
                  Math.min(slots[fp + code[pc + 1]], slots[fp + code[pc + 3]]));
          pc += 4;
        }
        case I32_LE_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] <= (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_FLOOR_DIV -> {
          slots[fp + code[pc]] = Math.floorDiv(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_FLOOR_MOD -> {
          slots[fp + code[pc]] = Math.floorMod(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_GT_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] > (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_LE_U -> {
          slots[fp + code[pc]] =
              Long.compareUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]) <= 0 ? 1 : 0;
          pc += 3;
        }
        case I64_GT_U -> {
          slots[fp + code[pc]] =
              Long.compareUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]) > 0 ? 1 : 0;
          pc += 3;
        }
        case I32_GE_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] >= (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_NEZ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] != 0 ? 1 : 0;
          pc += 2;
        }
        case I64_LTZ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] < 0 ? 1 : 0;
          pc += 2;
        }
        case I32_LT_U -> {
          slots[fp + code[pc]] =
              Integer.compareUnsigned(
                          (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]])
                      < 0
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_GTZ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] > 0 ? 1 : 0;
          pc += 2;
        }
        case I64_CMP -> {
          slots[fp + code[pc]] = Long.compare(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_GE_U -> {
          slots[fp + code[pc]] =
              Integer.compareUnsigned(
                          (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]])
                      >= 0
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_IS_ODD -> {
          slots[fp + code[pc]] = (slots[fp + code[pc + 1]] & 1) != 0 ? 1 : 0;
          pc += 2;
        }
        case I64_HASH -> {
          long a = slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = Long.hashCode(a ^ a >>> 15);
          pc += 2;
        }
        case I64_ADD -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] + slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_POPCNT -> {
          slots[fp + code[pc]] = Long.bitCount(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_SUB -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] - slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_CLZ -> {
          slots[fp + code[pc]] = Long.numberOfLeadingZeros(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_LT_U -> {
          slots[fp + code[pc]] =
              Long.compareUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]) < 0 ? 1 : 0;
          pc += 3;
        }
        case I64_MUL -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] * slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_GE_U -> {
          slots[fp + code[pc]] =
              Long.compareUnsigned(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]) >= 0 ? 1 : 0;
          pc += 3;
        }
        case I64_MULHI_S -> {
          slots[fp + code[pc]] =
              Math.multiplyHigh(slots[fp + code[pc + 1]], slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_DIV_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] / slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_MULHI_S -> {
          slots[fp + code[pc]] =
              (int) ((long) (int) slots[fp + code[pc + 1]] * (int) slots[fp + code[pc + 2]] >> 32);
          pc += 3;
        }
        case I32_WRAP_HI_I64 -> {
          slots[fp + code[pc]] = (int) (slots[fp + code[pc + 1]] >> 32);
          pc += 2;
        }
        case I64_REM_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] % slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_PACK_I32 -> {
          slots[fp + code[pc]] =
              (long) (int) slots[fp + code[pc + 1]] << 32
                  | (int) slots[fp + code[pc + 2]] & 0xffff_ffffL;
          pc += 3;
        }
        case F64_CEIL -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.ceil(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_AND -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] & slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_FLOOR -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.floor(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_RINT -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.rint(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_OR -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] | slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_SIGNUM -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.signum(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_XOR -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] ^ slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_SQUARE -> {
          double a = longBitsToDouble(slots[fp + code[pc + 1]]);
          slots[fp + code[pc]] = doubleToRawLongBits(a * a);
          pc += 2;
        }
        case F64_RECIP -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(1 / longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case I64_SHL -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] << slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_CBRT -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.cbrt(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_EXP -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.exp(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_SHR_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >> slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_LOG -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.log(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_LOG10 -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.log10(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_SHR_U -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >>> slots[fp + code[pc + 2]];
          pc += 3;
        }
        case F64_SIN -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.sin(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_COS -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.cos(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_ROTL -> {
          slots[fp + code[pc]] =
              Long.rotateLeft(slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case F64_TAN -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.tan(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_ULP -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.ulp(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_EQZ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] == 0 ? 1 : 0;
          pc += 2;
        }
        case F64_NEXT_UP -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.nextUp(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_EQ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] == slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_NEXT_DOWN -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.nextDown(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_RADIANS -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.toRadians(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_NE -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] != slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_DEGREES -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.toDegrees(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_DEMOTE -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits((float) longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case I64_LT_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] < slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_MIN -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.min(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_MAX -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.max(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case I64_LE_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] <= slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_COPYSIGN -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.copySign(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_REM -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      % longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case I64_GT_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] > slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_ABSDIFF -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.abs(
                      longBitsToDouble(slots[fp + code[pc + 1]])
                          - longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_AVG -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  (longBitsToDouble(slots[fp + code[pc + 1]])
                          + longBitsToDouble(slots[fp + code[pc + 2]]))
                      / 2);
          pc += 3;
        }
        case I64_GE_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >= slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_POW -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.pow(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_HYPOT -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.hypot(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_ADD -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      + longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_ATAN2 -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.atan2(
                      longBitsToDouble(slots[fp + code[pc + 1]]),
                      longBitsToDouble(slots[fp + code[pc + 2]])));
          pc += 3;
        }
        case F64_SUB -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      - longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_MULADD -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                          * longBitsToDouble(slots[fp + code[pc + 2]])
                      + longBitsToDouble(slots[fp + code[pc + 3]]));
          pc += 4;
        }
        case F64_LERP -> {
          double a = longBitsToDouble(slots[fp + code[pc + 1]]);
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  a
                      + (longBitsToDouble(slots[fp + code[pc + 2]]) - a)
                          * longBitsToDouble(slots[fp + code[pc + 3]]));
          pc += 4;
        }
        case F64_MUL -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      * longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_CLAMP -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.max(
                      longBitsToDouble(slots[fp + code[pc + 2]]),
                      Math.min(
                          longBitsToDouble(slots[fp + code[pc + 1]]),
                          longBitsToDouble(slots[fp + code[pc + 3]]))));
          pc += 4;
        }
        case F64_IS_NAN -> {
          slots[fp + code[pc]] = Double.isNaN(longBitsToDouble(slots[fp + code[pc + 1]])) ? 1 : 0;
          pc += 2;
        }
        case F64_DIV -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      / longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_IS_FINITE -> {
          slots[fp + code[pc]] =
              Double.isFinite(longBitsToDouble(slots[fp + code[pc + 1]])) ? 1 : 0;
          pc += 2;
        }
        case F64_LTZ -> {
          slots[fp + code[pc]] = longBitsToDouble(slots[fp + code[pc + 1]]) < 0 ? 1 : 0;
          pc += 2;
        }
        case F64_NEG -> {
          slots[fp + code[pc]] = doubleToRawLongBits(-longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case F64_EXPONENT -> {
          slots[fp + code[pc]] = Math.getExponent(longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case F64_SCALE -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  Math.scalb(
                      longBitsToDouble(slots[fp + code[pc + 1]]), (int) slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_ABS -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.abs(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case I64_TRUNC_F64_S -> {
          slots[fp + code[pc]] = (long) longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_ROUND_F64 -> {
          slots[fp + code[pc]] = Math.round(longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case F64_SQRT -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.sqrt(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_CONVERT_I32_U -> {
          slots[fp + code[pc]] = doubleToRawLongBits((int) slots[fp + code[pc + 1]] & 0xffff_ffffL);
          pc += 2;
        }
        case F64_EQ -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      == longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_REINTERPRET_F64, F64_REINTERPRET_I64 -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_NE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      != longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_LOAD8_S -> {
          slots[fp + code[pc]] = bytes[(int) slots[fp + code[pc + 1]]];
          pc += 2;
        }
        case I32_MEMORY_SIZE -> {
          slots[fp + code[pc]] = words.length;
          pc += 1;
        }
        case F64_LT -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      < longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_WORD_ADD -> {
          words[(int) slots[fp + code[pc]]] += (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_WORD_XOR -> {
          words[(int) slots[fp + code[pc]]] ^= (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_LE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      <= longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_BYTE_ADD -> {
          bytes[(int) slots[fp + code[pc]]] += (byte) (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_CELL_ADD -> {
          doubles[(int) slots[fp + code[pc]]] += longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case F64_GT -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      > longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_LOAD32_U -> {
          slots[fp + code[pc]] = words[(int) slots[fp + code[pc + 1]]] & 0xffff_ffffL;
          pc += 2;
        }
        case I64_STORE32 -> {
          words[(int) slots[fp + code[pc]]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_GE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      >= longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_GLOBAL_ADD -> {
          globals[code[pc + 1]] += slots[fp + code[pc]];
          pc += 2;
        }
        case I32_WRAP_I64 -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I64_EXTEND_I32_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_GLOBAL_ADD -> {
          int global = code[pc + 1];
          globals[global] =
              doubleToRawLongBits(
                  longBitsToDouble(globals[global]) + longBitsToDouble(slots[fp + code[pc]]));
          pc += 2;
        }
        case I32_IS_POW2 -> {
          int a = (int) slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = (a & a - 1) == 0 ? 1 : 0;
          pc += 2;
        }
        case I64_EXTEND_I32_U -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & 0xffff_ffffL;
          pc += 2;
        }
        case I32_GRAY -> {
          int a = (int) slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = a ^ a >>> 1;
          pc += 2;
        }
        case I64_IS_POW2 -> {
          long a = slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = (a & a - 1) == 0 ? 1 : 0;
          pc += 2;
        }
        case F64_CONVERT_I32_S -> {
          slots[fp + code[pc]] = doubleToRawLongBits((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I64_GRAY -> {
          long a = slots[fp + code[pc + 1]];
          slots[fp + code[pc]] = a ^ a >>> 1;
          pc += 2;
        }
        case I32_ADD_SAT -> {
          slots[fp + code[pc]] =
              (int)
                  Math.max(
                      Integer.MIN_VALUE,
                      Math.min(
                          Integer.MAX_VALUE,
                          (long) (int) slots[fp + code[pc + 1]] + (int) slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_CONVERT_I64_S -> {
          slots[fp + code[pc]] = doubleToRawLongBits((double) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_SUB_SAT -> {
          slots[fp + code[pc]] =
              (int)
                  Math.max(
                      Integer.MIN_VALUE,
                      Math.min(
                          Integer.MAX_VALUE,
                          (long) (int) slots[fp + code[pc + 1]] - (int) slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case I32_PARITY -> {
          slots[fp + code[pc]] = Integer.bitCount((int) slots[fp + code[pc + 1]]) & 1;
          pc += 2;
        }
        case I32_TRUNC_F64_S -> {
          slots[fp + code[pc]] = (int) longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_PACK16 -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] << 16 | (int) slots[fp + code[pc + 2]] & 0xffff;
          pc += 3;
        }
        case F64_IS_INTEGER -> {
          double a = longBitsToDouble(slots[fp + code[pc + 1]]);
          slots[fp + code[pc]] = a == Math.rint(a) ? 1 : 0;
          pc += 2;
        }
        default -> throw new IllegalStateException("no opcode " + code[pc - 1] + " at " + (pc - 1));
      }
    }
  }
}
