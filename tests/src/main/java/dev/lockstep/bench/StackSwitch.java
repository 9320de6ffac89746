package dev.lockstep.bench;

import static dev.lockstep.bench.BenchNumbers.*;
import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

/**
 * The usual hand-written interpreter of stack code: one loop, one {@code switch}, the guest's state
 * in Java locals, guest calls without Java recursion. Its method stays below the 8,000 bytes of
 * bytecode over which HotSpot never compiles one. Not thread-safe.
 */
final class StackSwitch implements CodeInterpreter {
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
        case JUMP -> pc = code[pc];
        case BR_IF -> pc = stack[sp--] != 0 ? code[pc] : pc + 1;
        case BR_UNLESS -> pc = stack[sp--] == 0 ? code[pc] : pc + 1;
        case SWITCH -> {
          int index = (int) stack[sp--];
          int last = code[pc];
          pc = code[pc + 1 + (index >= 0 && index < last ? index : last)];
        }
        case CALL -> {
          frames[depth++] = pc + 3;
          frames[depth++] = fp;
          fp = sp + 1 - code[pc + 1];
          sp = fp + code[pc + 2] - 1;
          pc = code[pc];
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
        case LOCAL_GET -> stack[++sp] = stack[fp + code[pc++]];
        case LOCAL_SET -> stack[fp + code[pc++]] = stack[sp--];
        case LOCAL_TEE -> stack[fp + code[pc++]] = stack[sp];
        case DROP -> sp--;
        case I32_CONST -> stack[++sp] = code[pc++];
        case I64_CONST, F64_CONST -> {
          stack[++sp] = (long) code[pc] << 32 | code[pc + 1] & 0xffff_ffffL;
          pc += 2;
        }
        case I32_SELECT, I64_SELECT, F64_SELECT -> {
          sp -= 2;
          if (stack[sp + 2] == 0) {
            stack[sp] = stack[sp + 1];
          }
        }
        case I32_GLOBAL_GET -> stack[++sp] = (int) globals[code[pc++]];
        case I32_GLOBAL_SET -> globals[code[pc++]] = (int) stack[sp--];
        case I64_GLOBAL_GET -> stack[++sp] = globals[code[pc++]];
        case I64_GLOBAL_SET -> globals[code[pc++]] = stack[sp--];
        case I32_LOAD -> stack[sp] = words[(int) stack[sp]];
        case I32_STORE -> {
          sp -= 2;
          words[(int) stack[sp + 1]] = (int) stack[sp + 2];
        }
        case I32_LOAD8_U -> stack[sp] = bytes[(int) stack[sp]] & 0xff;
        case I32_STORE8 -> {
          sp -= 2;
          bytes[(int) stack[sp + 1]] = (byte) (int) stack[sp + 2];
        }
        case F64_LOAD -> stack[sp] = doubleToRawLongBits(doubles[(int) stack[sp]]);
        case F64_STORE -> {
          sp -= 2;
          doubles[(int) stack[sp + 1]] = longBitsToDouble(stack[sp + 2]);
        }
        case I32_ADD -> {
          sp--;
          stack[sp] = (int) stack[sp] + (int) stack[sp + 1];
        }
        case I32_SUB -> {
          sp--;
          stack[sp] = (int) stack[sp] - (int) stack[sp + 1];
        }
        case I32_MUL -> {
          sp--;
          stack[sp] = (int) stack[sp] * (int) stack[sp + 1];
        }
        case I32_DIV_S -> {
          sp--;
          stack[sp] = (int) stack[sp] / (int) stack[sp + 1];
        }
        case I32_REM_S -> {
          sp--;
          stack[sp] = (int) stack[sp] % (int) stack[sp + 1];
        }
        case I32_AND -> {
          sp--;
          stack[sp] = (int) stack[sp] & (int) stack[sp + 1];
        }
        case I32_OR -> {
          sp--;
          stack[sp] = (int) stack[sp] | (int) stack[sp + 1];
        }
        case I32_XOR -> {
          sp--;
          stack[sp] = (int) stack[sp] ^ (int) stack[sp + 1];
        }
        case I32_SHL -> {
          sp--;
          stack[sp] = (int) stack[sp] << (int) stack[sp + 1];
        }
        case I32_SHR_S -> {
          sp--;
          stack[sp] = (int) stack[sp] >> (int) stack[sp + 1];
        }
        case I32_SHR_U -> {
          sp--;
          stack[sp] = (int) stack[sp] >>> (int) stack[sp + 1];
        }
        case I32_ROTL -> {
          sp--;
          stack[sp] = Integer.rotateLeft((int) stack[sp], (int) stack[sp + 1]);
        }
        case I32_CLZ -> stack[sp] = Integer.numberOfLeadingZeros((int) stack[sp]);
        case I32_POPCNT -> stack[sp] = Integer.bitCount((int) stack[sp]);
        case I32_EQZ -> stack[sp] = (int) stack[sp] == 0 ? 1 : 0;
        case I32_EQ -> {
          sp--;
          stack[sp] = (int) stack[sp] == (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_NE -> {
          sp--;
          stack[sp] = (int) stack[sp] != (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_LT_S -> {
          sp--;
          stack[sp] = (int) stack[sp] < (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_LE_S -> {
          sp--;
          stack[sp] = (int) stack[sp] <= (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_GT_S -> {
          sp--;
          stack[sp] = (int) stack[sp] > (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_GE_S -> {
          sp--;
          stack[sp] = (int) stack[sp] >= (int) stack[sp + 1] ? 1 : 0;
        }
        case I32_LT_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) < 0 ? 1 : 0;
        }
        case I32_GE_U -> {
          sp--;
          stack[sp] = Integer.compareUnsigned((int) stack[sp], (int) stack[sp + 1]) >= 0 ? 1 : 0;
        }
        case I64_ADD -> {
          sp--;
          stack[sp] = stack[sp] + stack[sp + 1];
        }
        case I64_SUB -> {
          sp--;
          stack[sp] = stack[sp] - stack[sp + 1];
        }
        case I64_MUL -> {
          sp--;
          stack[sp] = stack[sp] * stack[sp + 1];
        }
        case I64_DIV_S -> {
          sp--;
          stack[sp] = stack[sp] / stack[sp + 1];
        }
        case I64_REM_S -> {
          sp--;
          stack[sp] = stack[sp] % stack[sp + 1];
        }
        case I64_AND -> {
          sp--;
          stack[sp] = stack[sp] & stack[sp + 1];
        }
        case I64_OR -> {
          sp--;
          stack[sp] = stack[sp] | stack[sp + 1];
        }
        case I64_XOR -> {
          sp--;
          stack[sp] = stack[sp] ^ stack[sp + 1];
        }
        case I64_SHL -> {
          sp--;
          stack[sp] = stack[sp] << stack[sp + 1];
        }
        case I64_SHR_S -> {
          sp--;
          stack[sp] = stack[sp] >> stack[sp + 1];
        }
        case I64_SHR_U -> {
          sp--;
          stack[sp] = stack[sp] >>> stack[sp + 1];
        }
        case I64_ROTL -> {
          sp--;
          stack[sp] = Long.rotateLeft(stack[sp], (int) stack[sp + 1]);
        }
        case I64_EQZ -> stack[sp] = stack[sp] == 0 ? 1 : 0;
        case I64_EQ -> {
          sp--;
          stack[sp] = stack[sp] == stack[sp + 1] ? 1 : 0;
        }
        case I64_NE -> {
          sp--;
          stack[sp] = stack[sp] != stack[sp + 1] ? 1 : 0;
        }
        case I64_LT_S -> {
          sp--;
          stack[sp] = stack[sp] < stack[sp + 1] ? 1 : 0;
        }
        case I64_LE_S -> {
          sp--;
          stack[sp] = stack[sp] <= stack[sp + 1] ? 1 : 0;
        }
        case I64_GT_S -> {
          sp--;
          stack[sp] = stack[sp] > stack[sp + 1] ? 1 : 0;
        }
        case I64_GE_S -> {
          sp--;
          stack[sp] = stack[sp] >= stack[sp + 1] ? 1 : 0;
        }
        case F64_ADD -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) + longBitsToDouble(stack[sp + 1]));
        }
        case F64_SUB -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) - longBitsToDouble(stack[sp + 1]));
        }
        case F64_MUL -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) * longBitsToDouble(stack[sp + 1]));
        }
        case F64_DIV -> {
          sp--;
          stack[sp] =
              doubleToRawLongBits(longBitsToDouble(stack[sp]) / longBitsToDouble(stack[sp + 1]));
        }
        case F64_NEG -> stack[sp] = doubleToRawLongBits(-longBitsToDouble(stack[sp]));
        case F64_ABS -> stack[sp] = doubleToRawLongBits(Math.abs(longBitsToDouble(stack[sp])));
        case F64_SQRT -> stack[sp] = doubleToRawLongBits(Math.sqrt(longBitsToDouble(stack[sp])));
        case F64_EQ -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) == longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case F64_NE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) != longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case F64_LT -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) < longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case F64_LE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) <= longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case F64_GT -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) > longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case F64_GE -> {
          sp--;
          stack[sp] = longBitsToDouble(stack[sp]) >= longBitsToDouble(stack[sp + 1]) ? 1 : 0;
        }
        case I32_WRAP_I64 -> stack[sp] = (int) stack[sp];
        case I64_EXTEND_I32_S -> stack[sp] = (int) stack[sp];
        case I64_EXTEND_I32_U -> stack[sp] = (int) stack[sp] & 0xffff_ffffL;
        case F64_CONVERT_I32_S -> stack[sp] = doubleToRawLongBits((int) stack[sp]);
        case F64_CONVERT_I64_S -> stack[sp] = doubleToRawLongBits((double) stack[sp]);
        case I32_TRUNC_F64_S -> stack[sp] = (int) longBitsToDouble(stack[sp]);
        default -> throw new IllegalStateException("no opcode " + code[pc - 1] + " at " + (pc - 1));
      }
    }
  }
}
