package dev.lockstep.byhand;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Core;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import java.util.function.Supplier;

/** A guest thread of {@link TypedOps}, with handlers and driver in one class. Not thread-safe. */
public final class TypedMachine extends Machine {

  private int overflows;
  private Supplier<?> overflow = () -> 1000L + ++overflows;

  /** A machine with the default stack limit. */
  public TypedMachine(Program program) {
    this(program, DEFAULT_STACK_LIMIT);
  }

  /** A machine whose stack holds at most {@code stackLimit} slots. */
  public TypedMachine(Program program, int stackLimit) {
    super(program, program.table(), stackLimit);
  }

  /** The set {@link TypedOpcodes#OVERFLOWING} raises this; else it is how often it has come to that. */
  public void setOverflow(Supplier<?> raised) {
    overflow = raised;
  }

  @Override
  protected Object stackOverflow() {
    return program().table() == TypedOpcodes.OVERFLOWING ? overflow.get() : super.stackOverflow();
  }

  @Override
  protected int run(int start) {
    int pc = start;
    try {
      while (true) {
        int word = code[pc]; // Once: the next time it may be another, if other machines have the code compiled.
        if (word == Convention.HALT) {
          return pc;
        }
        pc = word < 0 ? Core.regions(this, slots, code, fp, pc) : step(this, slots, code, fp, pc, word);
      }
    } catch (Throwable thrown) {
      throw located(thrown, pc);
    }
  }

  @Override
  protected int warmUp(int pc) {
    return run(pc);
  }

  private static int step(TypedMachine m, long[] slots, int[] code, int fp, int pc, int form) {
    if (form < Convention.BUILT_INS) {
      return Core.builtIn(m, slots, code, fp, pc);
    }
    int opcode = form - Convention.BUILT_INS;
    return opcode < TypedOpcodes.BR_IF
        ? value(m, slots, code, fp, pc, opcode)
        : control(m, slots, code, fp, pc, opcode);
  }

  private static int value(TypedMachine m, long[] slots, int[] code, int fp, int pc, int opcode) {
    int to = fp + code[pc + 1];
    int a = fp + code[pc + 2];
    switch (opcode) {
      case TypedOpcodes.ADD: slots[to] = TypedOps.add((int) slots[a], (int) slots[fp + code[pc + 3]]); return pc + 4;
      case TypedOpcodes.DIV: slots[to] = TypedOps.div((int) slots[a], (int) slots[fp + code[pc + 3]]); return pc + 4;
      case TypedOpcodes.TO_LONG: slots[to] = TypedOps.toLong((int) slots[a]); return pc + 3;
      case TypedOpcodes.ADD_LONG: slots[to] = TypedOps.addLong(slots[a], slots[fp + code[pc + 3]]); return pc + 4;
      case TypedOpcodes.TO_FLOAT: slots[to] = bits(TypedOps.toFloat(slots[a])); return pc + 3;
      case TypedOpcodes.MUL_FLOAT:
        slots[to] = bits(TypedOps.mulFloat(asFloat(slots[a]), asFloat(slots[fp + code[pc + 3]])));
        return pc + 4;
      case TypedOpcodes.TO_DOUBLE: slots[to] = bits(TypedOps.toDouble(asFloat(slots[a]))); return pc + 3;
      case TypedOpcodes.ADD_DOUBLE:
        slots[to] = bits(TypedOps.addDouble(asDouble(slots[a]), asDouble(slots[fp + code[pc + 3]])));
        return pc + 4;
      case TypedOpcodes.TRUNCATE: slots[to] = TypedOps.truncate(asDouble(slots[a])); return pc + 3;
      case TypedOpcodes.WRAP: slots[to] = TypedOps.wrap(slots[a]); return pc + 3;
      case TypedOpcodes.BOX: m.refs[to] = TypedOps.box(slots[a]); return pc + 3;
      case TypedOpcodes.UNBOX: slots[to] = TypedOps.unbox((Long) m.refs[a]); return pc + 3;
      default: throw new IllegalStateException("no opcode " + opcode);
    }
  }

  private static int control(TypedMachine m, long[] slots, int[] code, int fp, int pc, int opcode) {
    switch (opcode) {
      case TypedOpcodes.BR_IF:
        return TypedOps.brIf((int) slots[fp + code[pc + 1]], code[pc + 2]) ? Core.take(m, code, pc, pc + 2) : pc + 4;
      case TypedOpcodes.CHECK: return check(m, slots, code, fp, pc);
      case TypedOpcodes.BR_IF_CHECKED: return brIfChecked(m, slots, code, fp, pc);
      case TypedOpcodes.CALL_CHECKED: return callChecked(m, slots, code, fp, pc);
      case TypedOpcodes.TAIL_CALL_CHECKED: return tailCallChecked(m, slots, code, fp, pc);
      case TypedOpcodes.SWITCH:
        return Core.select(m, code, pc, pc + 2, TypedOps.pick((int) slots[fp + code[pc + 1]], code[pc + 3]));
      case TypedOpcodes.CALL: return call(m, slots, code, fp, pc);
      case TypedOpcodes.CALL_COMPUTED: return callComputed(m, slots, code, fp, pc);
      case TypedOpcodes.TAIL_CALL: return tailCall(m, slots, code, fp, pc);
      case TypedOpcodes.TAIL_CALL_COMPUTED: return tailCallComputed(m, slots, code, fp, pc);
      case TypedOpcodes.RETURN: return ret(m, slots, code, fp, pc);
      case TypedOpcodes.FAIL: throw TypedOps.fail((int) slots[fp + code[pc + 1]]);
      default: throw new IllegalStateException("no opcode " + opcode);
    }
  }

  private static int check(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      slots[fp + code[pc + 1]] = TypedOps.check((int) slots[fp + code[pc + 2]]);
      return pc + 3;
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  private static int brIfChecked(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      return TypedOps.check((int) slots[fp + code[pc + 1]]) != 0 ? Core.take(m, code, pc, pc + 2) : pc + 4;
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  static int call(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    TypedOps.call();
    return Core.call(m, slots, code, fp, code[pc + 1], code[pc + 2], pc + 4);
  }

  static int callComputed(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    int function = TypedOps.callComputed((int) slots[fp + code[pc + 1]]);
    return Core.callComputed(m, slots, code, fp, function, code[pc + 2], code[pc + 3], pc + 4);
  }

  static int callChecked(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      int function = TypedOps.check((int) slots[fp + code[pc + 1]]);
      return Core.callComputed(m, slots, code, fp, function, code[pc + 2], code[pc + 3], pc + 4);
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  static int tailCall(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    return Core.tailCall(m, slots, code, fp, pc, code[pc + 1], code[pc + 2], code[pc + 4]);
  }

  static int tailCallComputed(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    int function = TypedOps.callComputed((int) slots[fp + code[pc + 1]]);
    return Core.tailCallComputed(m, slots, code, fp, pc, function, code[pc + 2], code[pc + 3], code[pc + 4]);
  }

  static int tailCallChecked(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      int function = TypedOps.check((int) slots[fp + code[pc + 1]]);
      return Core.tailCallComputed(m, slots, code, fp, pc, function, code[pc + 2], code[pc + 3], code[pc + 4]);
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  static int ret(TypedMachine m, long[] slots, int[] code, int fp, int pc) {
    TypedOps.ret();
    return Core.leave(m, slots, fp, code[pc + 1]);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static float asFloat(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double asDouble(long bits) {
    return Double.longBitsToDouble(bits);
  }
}
