package dev.lockstep.bench;

import static dev.lockstep.bench.BenchNumbers.*;
import static dev.lockstep.bench.FusedNumbers.*;
import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

/**
 * {@link RegisterSwitch} with the fused forms of integer arithmetic with constants and of
 * comparisons with branches, as somebody with much patience would write it. Not thread-safe.
 */
final class FusedRegisterSwitch implements CodeInterpreter {
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
        case JUMP -> pc = code[pc];
        case BR_IF -> pc = slots[fp + code[pc]] != 0 ? code[pc + 1] : pc + 2;
        case BR_UNLESS -> pc = slots[fp + code[pc]] == 0 ? code[pc + 1] : pc + 2;
        case SWITCH -> {
          int index = (int) slots[fp + code[pc]];
          int last = code[pc + 1];
          pc = code[pc + 2 + (index >= 0 && index < last ? index : last)];
        }
        case CALL -> {
          frames[depth++] = pc + 2;
          frames[depth++] = fp;
          fp += code[pc + 1];
          pc = code[pc];
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
        case LOCAL_SET -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_CONST -> {
          slots[fp + code[pc]] = code[pc + 1];
          pc += 2;
        }
        case I64_CONST, F64_CONST -> {
          slots[fp + code[pc]] = (long) code[pc + 1] << 32 | code[pc + 2] & 0xffff_ffffL;
          pc += 3;
        }
        case I32_SELECT, I64_SELECT, F64_SELECT -> {
          slots[fp + code[pc]] =
              slots[fp + code[pc + 3]] != 0 ? slots[fp + code[pc + 1]] : slots[fp + code[pc + 2]];
          pc += 4;
        }
        case I32_GLOBAL_GET -> {
          slots[fp + code[pc]] = (int) globals[code[pc + 1]];
          pc += 2;
        }
        case I32_GLOBAL_SET -> {
          globals[code[pc + 1]] = (int) slots[fp + code[pc]];
          pc += 2;
        }
        case I64_GLOBAL_GET -> {
          slots[fp + code[pc]] = globals[code[pc + 1]];
          pc += 2;
        }
        case I64_GLOBAL_SET -> {
          globals[code[pc + 1]] = slots[fp + code[pc]];
          pc += 2;
        }
        case I32_LOAD -> {
          slots[fp + code[pc]] = words[(int) slots[fp + code[pc + 1]]];
          pc += 2;
        }
        case I32_STORE -> {
          words[(int) slots[fp + code[pc]]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I32_LOAD8_U -> {
          slots[fp + code[pc]] = bytes[(int) slots[fp + code[pc + 1]]] & 0xff;
          pc += 2;
        }
        case I32_STORE8 -> {
          bytes[(int) slots[fp + code[pc]]] = (byte) (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case F64_LOAD -> {
          slots[fp + code[pc]] = doubleToRawLongBits(doubles[(int) slots[fp + code[pc + 1]]]);
          pc += 2;
        }
        case F64_STORE -> {
          doubles[(int) slots[fp + code[pc]]] = longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_ADD -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] + (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_SUB -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] - (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_MUL -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] * (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_DIV_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] / (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_REM_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] % (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_AND -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_OR -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] | (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_XOR -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] ^ (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_SHL -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] << (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_SHR_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >> (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_SHR_U -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >>> (int) slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I32_ROTL -> {
          slots[fp + code[pc]] =
              Integer.rotateLeft((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I32_CLZ -> {
          slots[fp + code[pc]] = Integer.numberOfLeadingZeros((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_POPCNT -> {
          slots[fp + code[pc]] = Integer.bitCount((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_EQZ -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] == 0 ? 1 : 0;
          pc += 2;
        }
        case I32_EQ -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] == (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I32_NE -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] != (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I32_LT_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] < (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I32_LE_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] <= (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I32_GT_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] > (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I32_GE_S -> {
          slots[fp + code[pc]] =
              (int) slots[fp + code[pc + 1]] >= (int) slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
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
        case I32_GE_U -> {
          slots[fp + code[pc]] =
              Integer.compareUnsigned(
                          (int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]])
                      >= 0
                  ? 1
                  : 0;
          pc += 3;
        }
        case I64_ADD -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] + slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_SUB -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] - slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_MUL -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] * slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_DIV_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] / slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_REM_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] % slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_AND -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] & slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_OR -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] | slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_XOR -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] ^ slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_SHL -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] << slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_SHR_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >> slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_SHR_U -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >>> slots[fp + code[pc + 2]];
          pc += 3;
        }
        case I64_ROTL -> {
          slots[fp + code[pc]] =
              Long.rotateLeft(slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]);
          pc += 3;
        }
        case I64_EQZ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] == 0 ? 1 : 0;
          pc += 2;
        }
        case I64_EQ -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] == slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_NE -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] != slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_LT_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] < slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_LE_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] <= slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_GT_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] > slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case I64_GE_S -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >= slots[fp + code[pc + 2]] ? 1 : 0;
          pc += 3;
        }
        case F64_ADD -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      + longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_SUB -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      - longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_MUL -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      * longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_DIV -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(
                  longBitsToDouble(slots[fp + code[pc + 1]])
                      / longBitsToDouble(slots[fp + code[pc + 2]]));
          pc += 3;
        }
        case F64_NEG -> {
          slots[fp + code[pc]] = doubleToRawLongBits(-longBitsToDouble(slots[fp + code[pc + 1]]));
          pc += 2;
        }
        case F64_ABS -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.abs(longBitsToDouble(slots[fp + code[pc + 1]])));
          pc += 2;
        }
        case F64_SQRT -> {
          slots[fp + code[pc]] =
              doubleToRawLongBits(Math.sqrt(longBitsToDouble(slots[fp + code[pc + 1]])));
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
        case F64_NE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      != longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case F64_LT -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      < longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case F64_LE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      <= longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case F64_GT -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      > longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case F64_GE -> {
          slots[fp + code[pc]] =
              longBitsToDouble(slots[fp + code[pc + 1]])
                      >= longBitsToDouble(slots[fp + code[pc + 2]])
                  ? 1
                  : 0;
          pc += 3;
        }
        case I32_WRAP_I64 -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I64_EXTEND_I32_S -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]];
          pc += 2;
        }
        case I64_EXTEND_I32_U -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & 0xffff_ffffL;
          pc += 2;
        }
        case F64_CONVERT_I32_S -> {
          slots[fp + code[pc]] = doubleToRawLongBits((int) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case F64_CONVERT_I64_S -> {
          slots[fp + code[pc]] = doubleToRawLongBits((double) slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_TRUNC_F64_S -> {
          slots[fp + code[pc]] = (int) longBitsToDouble(slots[fp + code[pc + 1]]);
          pc += 2;
        }
        case I32_ADD_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] + code[pc + 2];
          pc += 3;
        }
        case I32_SUB_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] - code[pc + 2];
          pc += 3;
        }
        case I32_MUL_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] * code[pc + 2];
          pc += 3;
        }
        case I32_AND_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] & code[pc + 2];
          pc += 3;
        }
        case I32_OR_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] | code[pc + 2];
          pc += 3;
        }
        case I32_XOR_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] ^ code[pc + 2];
          pc += 3;
        }
        case I32_SHL_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] << code[pc + 2];
          pc += 3;
        }
        case I32_SHR_S_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >> code[pc + 2];
          pc += 3;
        }
        case I32_SHR_U_CONST -> {
          slots[fp + code[pc]] = (int) slots[fp + code[pc + 1]] >>> code[pc + 2];
          pc += 3;
        }
        case I64_ADD_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] + code[pc + 2];
          pc += 3;
        }
        case I64_SUB_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] - code[pc + 2];
          pc += 3;
        }
        case I64_MUL_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] * code[pc + 2];
          pc += 3;
        }
        case I64_AND_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] & code[pc + 2];
          pc += 3;
        }
        case I64_OR_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] | code[pc + 2];
          pc += 3;
        }
        case I64_XOR_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] ^ code[pc + 2];
          pc += 3;
        }
        case I64_SHL_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] << code[pc + 2];
          pc += 3;
        }
        case I64_SHR_S_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >> code[pc + 2];
          pc += 3;
        }
        case I64_SHR_U_CONST -> {
          slots[fp + code[pc]] = slots[fp + code[pc + 1]] >>> code[pc + 2];
          pc += 3;
        }
        case BR_I32_EQ -> {
          pc =
              (int) slots[fp + code[pc]] == (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_EQ_CONST -> {
          pc = (int) slots[fp + code[pc]] == code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I32_NE -> {
          pc =
              (int) slots[fp + code[pc]] != (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_NE_CONST -> {
          pc = (int) slots[fp + code[pc]] != code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I32_LT_S -> {
          pc =
              (int) slots[fp + code[pc]] < (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_LT_S_CONST -> {
          pc = (int) slots[fp + code[pc]] < code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I32_LE_S -> {
          pc =
              (int) slots[fp + code[pc]] <= (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_LE_S_CONST -> {
          pc = (int) slots[fp + code[pc]] <= code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I32_GT_S -> {
          pc =
              (int) slots[fp + code[pc]] > (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_GT_S_CONST -> {
          pc = (int) slots[fp + code[pc]] > code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I32_GE_S -> {
          pc =
              (int) slots[fp + code[pc]] >= (int) slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I32_GE_S_CONST -> {
          pc = (int) slots[fp + code[pc]] >= code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_EQ -> {
          pc =
              slots[fp + code[pc]] == slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_EQ_CONST -> {
          pc = slots[fp + code[pc]] == code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_NE -> {
          pc =
              slots[fp + code[pc]] != slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_NE_CONST -> {
          pc = slots[fp + code[pc]] != code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_LT_S -> {
          pc =
              slots[fp + code[pc]] < slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_LT_S_CONST -> {
          pc = slots[fp + code[pc]] < code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_LE_S -> {
          pc =
              slots[fp + code[pc]] <= slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_LE_S_CONST -> {
          pc = slots[fp + code[pc]] <= code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_GT_S -> {
          pc =
              slots[fp + code[pc]] > slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_GT_S_CONST -> {
          pc = slots[fp + code[pc]] > code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_I64_GE_S -> {
          pc =
              slots[fp + code[pc]] >= slots[fp + code[pc + 1]]
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_I64_GE_S_CONST -> {
          pc = slots[fp + code[pc]] >= code[pc + 1] ? code[pc + 2] : pc + 3;
        }
        case BR_F64_LT -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      < longBitsToDouble(slots[fp + code[pc + 1]])
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_NOT_F64_LT -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      < longBitsToDouble(slots[fp + code[pc + 1]])
                  ? pc + 3
                  : code[pc + 2];
        }
        case BR_F64_LE -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      <= longBitsToDouble(slots[fp + code[pc + 1]])
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_NOT_F64_LE -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      <= longBitsToDouble(slots[fp + code[pc + 1]])
                  ? pc + 3
                  : code[pc + 2];
        }
        case BR_F64_GT -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      > longBitsToDouble(slots[fp + code[pc + 1]])
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_NOT_F64_GT -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      > longBitsToDouble(slots[fp + code[pc + 1]])
                  ? pc + 3
                  : code[pc + 2];
        }
        case BR_F64_GE -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      >= longBitsToDouble(slots[fp + code[pc + 1]])
                  ? code[pc + 2]
                  : pc + 3;
        }
        case BR_NOT_F64_GE -> {
          pc =
              longBitsToDouble(slots[fp + code[pc]])
                      >= longBitsToDouble(slots[fp + code[pc + 1]])
                  ? pc + 3
                  : code[pc + 2];
        }
        default -> throw new IllegalStateException("no opcode " + code[pc - 1] + " at " + (pc - 1));
      }
    }
  }
}
