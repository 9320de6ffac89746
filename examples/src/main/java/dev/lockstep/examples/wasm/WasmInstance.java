package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.DataSegment;
import dev.lockstep.examples.wasm.Module.Export;
import dev.lockstep.examples.wasm.Module.ExternKind;
import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Trap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An instance of a module (section 4.2.5): its state, and the context of its opcodes. Not thread-safe but for {@link
 * #interrupt}; instances of one module may run on different threads.
 */
public final class WasmInstance {

  /** What is left of a segment that was dropped. */
  static final Object[] DROPPED = {};

  private static final Object[] NO_RESULTS = {};
  private static final Trap TYPE_MISMATCH = new Trap("indirect call type mismatch");

  // How much of what is moved at once costs as much fuel as an instruction.
  private static final int BYTES_PER_UNIT = 64;
  private static final int ELEMENTS_PER_UNIT = 16;

  /**
   * How many calls from one instance to another, or from the embedder, may be open: each takes Java stack. It is low
   * enough for the default stack of a Java thread when nothing is compiled yet.
   */
  private static final int MAX_NESTING = 300;

  /**
   * The bytes of memory 0, replaced by {@link WasmMemory} when that grows; empty if there is no memory. {@code null} if the memory is
   * not all of its array, so that each access has to be compared with its size. To look is free: HotSpot finds a {@code null} that it
   * has never seen by the signal that an access through it raises.
   */
  byte[] memory = new byte[0];

  final WasmMemory[] memories;

  /** Numeric globals as raw bits, by global index; mutable imported ones are in {@link #importedGlobals}. */
  final long[] globals;

  /** Reference globals, by global index. */
  final Object[] globalReferences;

  final WasmGlobal[] importedGlobals;
  final WasmTable[] tables;

  /** Element segments, as references. */
  final Object[][] elements;

  private final WasmModule wasm;
  private final Module module;
  private final Machine machine;
  private final WasmFunction[] importedFunctions;
  private final boolean[] droppedData;
  private WasmFunction foreignCallee;
  private int nesting;

  /** The other instance whose function is running on behalf of this one. */
  private volatile WasmInstance waitsFor;

  WasmInstance(WasmModule wasm, Linker linked, WasmLimits limits) {
    this.wasm = wasm;
    module = wasm.parsed();
    importedFunctions = linked.functions;
    importedGlobals = linked.globals;
    memories = Allocation.memories(module, linked, limits.memoryPages());
    tables = Allocation.tables(module, linked);
    globals = new long[module.globals().size()];
    globalReferences = new Object[globals.length];
    elements = new Object[module.elements().size()][];
    droppedData = new boolean[module.data().size()];
    machine = new WasmMachine(wasm.program(), this, limits.stackSlots());
    if (limits.fuel() > 0) {
      machine.addFuel(limits.fuel());
    }
    if (memories.length > 0) {
      memories[0].attach(this);
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
   * numeric types, any object for an {@code externref}, and a {@link WasmFunction} for a {@code funcref}; a null
   * reference is {@code null}.
   *
   * @return the result; {@code null} if there is none; a {@link List} if there are several
   * @throws Trap if the guest traps; the instance stays as it was left and can be used again
   * @throws dev.lockstep.runtime.Suspension if it is interrupted or out of fuel, which is the end of this call
   * @throws IllegalArgumentException if number or types of the arguments do not fit
   */
  public Object invoke(ExportedFunction function, Object... arguments) {
    check(function, arguments);
    return enter(nesting + 1, function.index(), arguments);
  }

  /**
   * A call of an exported function that can be suspended and go on; see {@link #start(ExportedFunction, Object...)}.
   *
   * @throws IllegalArgumentException if no function is exported under that name, too
   */
  public WasmInvocation start(String function, Object... arguments) {
    return start(wasm.exported(function), arguments);
  }

  /**
   * A call of an exported function that can be suspended and go on; {@link WasmInvocation#run} begins it.
   *
   * @throws IllegalArgumentException if number or types of the arguments do not fit
   */
  public WasmInvocation start(ExportedFunction function, Object... arguments) {
    check(function, arguments);
    return new WasmInvocation(this, machine.start(wasm.function(function.index()), arguments));
  }

  /**
   * Stops the guest, within milliseconds if it is not in a host function; if none is running, the next one. It also stops in
   * whatever instance it has called. Any thread may call this.
   */
  public void interrupt() {
    if (!machine.interrupted) {
      machine.interrupt();
      WasmInstance callee = waitsFor;
      if (callee != null) {
        callee.interrupt();
      }
    }
  }

  /** How many more instructions it may run, if the module is metered. */
  public long fuel() {
    return machine.fuel();
  }

  /**
   * Lets it run that many more instructions. Other instances that it calls use up their own fuel.
   *
   * @throws IllegalStateException if the module was not parsed metered
   */
  public void addFuel(long instructions) {
    machine.addFuel(instructions);
  }

  private static void check(ExportedFunction function, Object[] arguments) {
    List<ValType> params = function.type().params();
    if (params.size() != arguments.length) {
      throw new IllegalArgumentException(
          function.name() + " takes " + params.size() + " arguments, not " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!params.get(i).accepts(arguments[i])) {
        throw new IllegalArgumentException(
            "argument " + (i + 1) + " of " + function.name() + " has to be " + params.get(i) + ", not " + arguments[i]);
      }
    }
  }

  /** Calls a function that is the given number of calls between instances away from the embedder. */
  Object enter(int depth, int function, Object... arguments) {
    Invocation invocation = machine.start(wasm.function(function), arguments);
    if (!run(depth, invocation)) {
      throw invocation.suspension();
    }
    return invocation.result();
  }

  boolean run(int depth, Invocation invocation) {
    if (depth > MAX_NESTING) {
      throw new Trap("call stack exhausted");
    }
    int before = nesting;
    nesting = depth;
    try {
      return invocation.run();
    } catch (StackOverflowError e) {
      throw new Trap("call stack exhausted");
    } finally {
      nesting = before;
    }
  }

  int nesting() {
    return nesting;
  }

  // What is exported

  /**
   * The function exported under a name, to be imported by others.
   *
   * @throws IllegalArgumentException if there is none; so do the methods that follow
   */
  public WasmFunction function(String name) {
    return (WasmFunction) exported(name, ExternKind.FUNCTION);
  }

  public WasmMemory memory(String name) {
    return (WasmMemory) exported(name, ExternKind.MEMORY);
  }

  public WasmTable table(String name) {
    return (WasmTable) exported(name, ExternKind.TABLE);
  }

  public WasmGlobal global(String name) {
    return (WasmGlobal) exported(name, ExternKind.GLOBAL);
  }

  /**
   * The first memory of the instance, whether it is exported or not, for host functions.
   *
   * @throws IllegalArgumentException if it has none
   */
  public WasmMemory defaultMemory() {
    if (memories.length == 0) {
      throw new IllegalArgumentException("the module has no memory");
    }
    return memories[0];
  }

  private Object exported(String name, ExternKind kind) {
    for (Export export : module.exports()) {
      if (export.kind() == kind && export.name().equals(name)) {
        return extern(export);
      }
    }
    throw new IllegalArgumentException(
        "the module exports no " + kind.name().toLowerCase(Locale.ROOT) + " named " + name);
  }

  Object extern(Export export) {
    int index = export.index();
    return switch (export.kind()) {
      case FUNCTION -> function(index);
      case TABLE -> tables[index];
      case MEMORY -> memories[index];
      case GLOBAL -> index < importedGlobals.length
          ? importedGlobals[index]
          : new WasmGlobal(module.globals().get(index), globals, globalReferences, index);
    };
  }

  // For opcodes

  WasmFunction function(int index) {
    return index < importedFunctions.length
        ? importedFunctions[index]
        : new GuestFunction(this, index, module.functionType(index));
  }

  /** The index of the function that an indirect call calls. */
  int callee(int table, int element, int type) {
    FuncType expected = module.types().get(type);
    return tables[table].has(element, this, expected)
        ? tables[table].function(element)
        : otherCallee(tables[table].callee(element), type, expected);
  }

  private int otherCallee(WasmFunction callee, int type, FuncType expected) {
    if (!callee.type().equals(expected)) {
      throw TYPE_MISMATCH;
    }
    return callee instanceof GuestFunction guest && guest.instance() == this ? guest.index() : foreignCallee(callee, type);
  }

  /** Notes whom to call for the stub of the type, whose first instruction asks for it. */
  private int foreignCallee(WasmFunction callee, int type) {
    foreignCallee = callee;
    return wasm.stub(type);
  }

  void putForeignCallee(WasmFunction callee) {
    foreignCallee = callee;
  }

  WasmFunction takeForeignCallee() {
    WasmFunction callee = foreignCallee;
    foreignCallee = null;
    return callee;
  }

  private Object call(WasmFunction callee, Object[] arguments) {
    if (!(callee instanceof GuestFunction guest)) {
      return callee.call(this, arguments);
    }
    WasmInstance before = waitsFor;
    waitsFor = guest.instance();
    try {
      if (machine.interrupted) {
        guest.instance().interrupt(); // It came before anybody was waited for.
      }
      return callee.call(this, arguments);
    } finally {
      waitsFor = before;
    }
  }

  /** Calls a function that is not of this instance; gives its results as an array. */
  Object[] callForeign(WasmFunction callee, Argument last) {
    Object[] arguments = new Object[callee.type().params().size()];
    Argument argument = last;
    for (int i = arguments.length - 1; i >= 0; i--) {
      arguments[i] = argument.value();
      argument = (Argument) argument.before();
    }
    Object result = call(callee, arguments);
    return switch (callee.type().results().size()) {
      case 0 -> NO_RESULTS;
      case 1 -> new Object[] {result};
      default -> ((List<?>) result).toArray();
    };
  }

  /** Takes fuel for bytes moved at once; a guest that only does that would pay next to nothing. */
  void payForBytes(int count) {
    machine.pay(count / BYTES_PER_UNIT);
  }

  void payForElements(int count) {
    machine.pay(count / ELEMENTS_PER_UNIT);
  }

  /** Growing moves all there is. */
  int growMemory(int index, int pages) {
    int before = memories[index].grow(pages);
    if (before >= 0 && pages != 0) {
      payForBytes((int) memories[index].size());
    }
    return before;
  }

  void initMemory(int segment, WasmMemory target, int to, int from, int count) {
    DataSegment data = module.data().get(segment);
    Objects.checkFromIndexSize(from, count, droppedData[segment] ? 0 : data.length());
    target.write(to, module.bytes(), data.dataOffset() + from, count);
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
