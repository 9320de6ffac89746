package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.DataSegment;
import dev.lockstep.examples.wasm.Module.ElementSegment;
import dev.lockstep.examples.wasm.Module.Mode;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Trap;
import java.util.List;
import java.util.Objects;

/**
 * An instance of a module (section 4.2.5): its state, and the context of its opcodes. Not thread-safe; instances of one
 * module may run on different threads.
 */
public final class WasmInstance {

  private static final Object[] DROPPED = {};
  private static final Trap TYPE_MISMATCH = new Trap("indirect call type mismatch");

  /** The bytes of memory 0, replaced by {@link WasmMemory} when that grows; empty if there is no memory. */
  byte[] memory = new byte[0];

  /** Memory 0, or null. */
  final WasmMemory linearMemory;

  /** Numeric globals as raw bits, by global index. */
  final long[] globals;

  /** Reference globals, by global index. */
  final Object[] globalReferences;

  final WasmTable[] tables;

  private final WasmModule wasm;
  private final Module module;
  private final Machine machine;
  private final Object[][] elements;
  private final boolean[] droppedData;

  WasmInstance(WasmModule wasm) {
    this.wasm = wasm;
    module = wasm.parsed();
    linearMemory = Allocation.memory(module);
    tables = Allocation.tables(module);
    globals = new long[module.globals().size()];
    globalReferences = new Object[globals.length];
    elements = new Object[module.elements().size()][];
    droppedData = new boolean[module.data().size()];
    machine = new WasmMachine(wasm.program(), this);
    if (linearMemory != null) {
      linearMemory.attach(this);
    }
  }

  /** Steps 9 to 17 of instantiation (section 4.5.4): globals, segments, the start function. */
  void initialize() {
    List<ConstExpr> initializers = module.initializers();
    for (int i = 0; i < initializers.size(); i++) {
      int global = module.importedGlobals() + i;
      if (module.globals().get(global).type().isReference()) {
        globalReferences[global] = reference(initializers.get(i));
      } else {
        globals[global] = number(initializers.get(i));
      }
    }
    for (int i = 0; i < elements.length; i++) {
      elements[i] = references(module.elements().get(i));
    }
    for (int i = 0; i < elements.length; i++) {
      activateElements(i, module.elements().get(i));
    }
    for (int i = 0; i < droppedData.length; i++) {
      activateData(i, module.data().get(i));
    }
    if (module.start().isPresent()) {
      machine.invoke(wasm.function(module.start().getAsInt()));
    }
  }

  private long number(ConstExpr expression) {
    return expression.opcode() == 0x23 ? globals[(int) expression.immediate()] : expression.immediate();
  }

  private Object reference(ConstExpr expression) {
    int index = (int) expression.immediate();
    return switch (expression.opcode()) {
      case 0x23 -> globalReferences[index];
      case 0xd2 -> reference(index);
      default -> null;
    };
  }

  private Object[] references(ElementSegment segment) {
    if (segment.mode() == Mode.DECLARATIVE) {
      return DROPPED;
    }
    Object[] references = new Object[segment.items().size()];
    for (int i = 0; i < references.length; i++) {
      references[i] = reference(segment.items().get(i));
    }
    return references;
  }

  private void activateElements(int index, ElementSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      int to = (int) number(segment.start().orElseThrow());
      initTable(index, segment.table(), to, 0, elements[index].length);
      dropElements(index);
    }
  }

  private void activateData(int index, DataSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      int to = (int) number(segment.start().orElseThrow());
      try {
        initMemory(index, to, 0, segment.length());
      } catch (IndexOutOfBoundsException e) {
        throw new Trap("out of bounds memory access");
      }
      dropData(index);
    }
  }

  /** The module this is an instance of. */
  public WasmModule module() {
    return wasm;
  }

  /**
   * Calls an exported function; see {@link #invoke(ExportedFunction, Object...)}.
   *
   * @throws IllegalArgumentException if no function is exported under that name, too
   */
  public Object invoke(String function, Object... arguments) {
    return invoke(wasm.exported(function), arguments);
  }

  /**
   * Calls an exported function. A value is an {@link Integer}, {@link Long}, {@link Float} or {@link Double} for the
   * numeric types, any object for an {@code externref}, and for a {@code funcref} what this instance gave as one; a
   * null reference is {@code null}.
   *
   * @return the result; {@code null} if there is none; a {@link List} if there are several
   * @throws Trap if the guest traps; the instance stays as it was left and can be used again
   * @throws IllegalArgumentException if number or types of the arguments do not fit
   */
  public Object invoke(ExportedFunction function, Object... arguments) {
    List<ValType> params = function.type().params();
    if (params.size() != arguments.length) {
      throw new IllegalArgumentException(
          function.name() + " takes " + params.size() + " arguments, not " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!fits(params.get(i), arguments[i])) {
        throw new IllegalArgumentException(
            "argument " + (i + 1) + " of " + function.name() + " has to be " + params.get(i) + ", not " + arguments[i]);
      }
    }
    return machine.invoke(wasm.function(function.index()), arguments);
  }

  private boolean fits(ValType type, Object value) {
    return switch (type) {
      case I32 -> value instanceof Integer;
      case I64 -> value instanceof Long;
      case F32 -> value instanceof Float;
      case F64 -> value instanceof Double;
      // A function of another instance would have to be called on that one's machine.
      case FUNCREF -> value == null || value instanceof FunctionReference f && f.instance() == this;
      case EXTERNREF -> true;
      case UNKNOWN -> false;
    };
  }

  // For opcodes

  FunctionReference reference(int function) {
    return new FunctionReference(this, function, module.functionType(function));
  }

  /** The index of the function that an indirect call calls. */
  int callee(int table, int element, int type) {
    FunctionReference callee = tables[table].callee(element);
    FuncType expected = module.types().get(type);
    if (callee.type() != expected && !callee.type().equals(expected)) {
      throw TYPE_MISMATCH;
    }
    return callee.function();
  }

  void initMemory(int segment, int to, int from, int count) {
    DataSegment data = module.data().get(segment);
    Objects.checkFromIndexSize(from, count, droppedData[segment] ? 0 : data.length());
    System.arraycopy(module.bytes(), data.dataOffset() + from, memory, to, count);
  }

  void dropData(int segment) {
    droppedData[segment] = true;
  }

  void initTable(int segment, int table, int to, int from, int count) {
    tables[table].init(to, elements[segment], from, count);
  }

  void dropElements(int segment) {
    elements[segment] = DROPPED;
  }
}
