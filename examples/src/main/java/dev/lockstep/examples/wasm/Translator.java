package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits code for a module while it is validated. The program's functions are those of the function index space, in
 * order, and then {@link Stubs}.
 *
 * <p>Values that a branch or a return takes along may each cost an instruction, so that two bytes of a hostile file
 * could become thousands of words of code. {@link #carry} keeps what they add up to in proportion to the file.
 */
final class Translator implements BodySink {

  /** Engine limit on operands on the stack of one function. */
  static final int MAX_OPERANDS = 100_000;

  private static final int MAX_CARRIED = 1 << 20;

  /** Rows of the opcode table by the opcodes of the binary format, prefixed ones from {@code PREFIXED} on. */
  private static final int[] ROWS = new int[0x120];

  private static final int PREFIXED = 0x100;

  static {
    List<OpcodeRow> opcodes = WasmOpcodes.TABLE.opcodes();
    for (int i = 0; i < opcodes.size(); i++) {
      int number = opcodes.get(i).number();
      if (number >> 8 == 0 || number >> 8 == 0xfc) {
        ROWS[index(number)] = i;
      }
    }
  }

  private final Module module;
  private final WasmAssembler asm = new WasmAssembler();
  private final Signature[] signatures;
  private final Function[] functions;
  private final Stubs stubs;
  private final Conditions conditions;
  private final OtherMemories otherMemories;
  private final ArrayList<Block> blocks = new ArrayList<>();
  private final long maxCarried;
  private long carried;
  private int offset;

  /** An open block: where branches to it go, and for an {@code if} before its {@code else} where that one starts. */
  private static final class Block {
    final Label label;
    /** How many values a branch to the label takes along. */
    final int arity;
    final boolean isLoop;
    Label otherwise;
    boolean isTarget;

    Block(Label label, int arity, boolean isLoop) {
      this.label = label;
      this.arity = arity;
      this.isLoop = isLoop;
    }
  }

  Translator(Module module, boolean metered) {
    this.module = module;
    if (metered) {
      asm.metered();
    }
    stubs = new Stubs(asm, module.types().size());
    conditions = new Conditions(asm, module.bytes());
    otherMemories = new OtherMemories(asm);
    maxCarried = MAX_CARRIED + 4L * module.bytes().length;
    signatures = new Signature[module.types().size()];
    for (int i = 0; i < signatures.length; i++) {
      FuncType type = module.types().get(i);
      signatures[i] = new Signature(SlotTypes.of(type.params()), SlotTypes.of(type.results()));
    }
    functions = new Function[module.functions().size()];
  }

  /**
   * Validates the module and translates it in the same pass.
   *
   * @throws WasmException if it is invalid, or malformed within a function body
   */
  Program translate() {
    Validator.validate(module, this);
    if (module.codes().isEmpty()) {
      declare();
    }
    stubs.emitIndirect();
    return asm.build();
  }

  /** The indices of the functions through which indirect calls leave the instance, by type. */
  int[] stubs() {
    return stubs.indices();
  }

  /** Not before the first body, when types are known to be valid. */
  private void declare() {
    String[] names = FunctionNames.of(module);
    for (int i = 0; i < functions.length; i++) {
      functions[i] = asm.declare(names[i], signatures[module.functions().get(i).typeIndex()]);
    }
    for (int i = 0; i < module.importedFunctions(); i++) {
      FuncType type = module.functionType(i);
      carry(type.params().size() + type.results().size());
      stubs.emitImport(functions[i], i);
    }
  }

  private Signature indirect(int typeIndex) {
    if (!stubs.isDeclared(typeIndex)) {
      FuncType type = module.types().get(typeIndex);
      carry(type.params().size() + type.results().size());
      stubs.declareIndirect(typeIndex, signatures[typeIndex]);
    }
    return signatures[typeIndex];
  }

  private static int index(int opcode) {
    return opcode < PREFIXED ? opcode : PREFIXED | opcode & 0x1f;
  }

  static int row(int opcode) {
    return ROWS[index(opcode)];
  }

  @Override
  public void begin(int function, FuncType type, LocalTypes locals) {
    if (function == module.importedFunctions()) {
      declare();
    }
    int params = type.params().size();
    Type[] more = new Type[locals.count() - params];
    for (int i = 0; i < more.length; i++) {
      more[i] = SlotTypes.of(locals.type(params + i));
    }
    asm.begin(functions[function], more);
    blocks.add(newBlock(0, type));
  }

  @Override
  public void at(int position) {
    offset = position;
    if (asm.height() > MAX_OPERANDS) {
      throw WasmException.invalid(position, "too many operands: more than the limit of " + MAX_OPERANDS);
    }
  }

  private void carry(int values) {
    carried += values;
    if (carried > maxCarried) {
      throw WasmException.invalid(offset, "branches and calls pass on too many values: more than the limit of " + maxCarried);
    }
  }

  // Control

  @Override
  public void unreachable() {
    asm.op(WasmOpcodes.UNREACHABLE);
  }

  @Override
  public void block(FuncType type) {
    blocks.add(newBlock(asm.height() - type.params().size(), type));
  }

  @Override
  public void loop(FuncType type) {
    carry(type.params().size());
    int kept = asm.height() - type.params().size();
    Label label = asm.label(kept, SlotTypes.of(type.params()));
    asm.bind(label);
    blocks.add(new Block(label, type.params().size(), true));
  }

  @Override
  public void ifThen(FuncType type) {
    carry(type.params().size());
    int kept = asm.height() - 1 - type.params().size();
    Block block = newBlock(kept, type);
    block.otherwise = asm.label(kept, SlotTypes.of(type.params()));
    conditions.branch(block.otherwise, false);
    blocks.add(block);
  }

  @Override
  public void orElse(boolean fallsThrough) {
    Block block = innermost();
    if (fallsThrough) {
      asm.branch(WasmOpcodes.BR, target(0));
    }
    asm.bind(block.otherwise);
    block.otherwise = null;
  }

  @Override
  public void end(boolean fallsThrough) {
    Block block = innermost();
    blocks.remove(blocks.size() - 1);
    if (block.otherwise != null) {
      asm.bind(block.otherwise); // passes its parameters on
    }
    if (block.isTarget && !block.isLoop) {
      asm.bind(block.label);
    }
    if (blocks.isEmpty()) {
      if (asm.reachable()) {
        asm.op(WasmOpcodes.RETURN);
      }
      asm.end();
    }
  }

  private Block newBlock(int kept, FuncType type) {
    return new Block(asm.label(kept, SlotTypes.of(type.results())), type.results().size(), false);
  }

  private Block innermost() {
    return blocks.get(blocks.size() - 1);
  }

  private Label target(int depth) {
    Block block = blocks.get(blocks.size() - 1 - depth);
    block.isTarget = true;
    carry(block.arity);
    return block.label;
  }

  @Override
  public void br(int depth) {
    if (depth == blocks.size() - 1) {
      ret();
    } else {
      asm.branch(WasmOpcodes.BR, target(depth));
    }
  }

  @Override
  public void brIf(int depth) {
    conditions.branch(target(depth), true);
  }

  @Override
  public void brTable(int[] depths, int count) {
    Label[] targets = new Label[count];
    for (int i = 0; i < count; i++) {
      targets[i] = target(depths[i]);
    }
    asm.multiway(WasmOpcodes.BR_TABLE, targets);
  }

  @Override
  public void ret() {
    carry(blocks.get(0).arity);
    asm.op(WasmOpcodes.RETURN);
  }

  @Override
  public void call(int function, FuncType type) {
    asm.call(WasmOpcodes.CALL, functions[function]);
  }

  @Override
  public void callIndirect(int table, int typeIndex, FuncType type) {
    asm.callComputed(WasmOpcodes.CALL_INDIRECT, indirect(typeIndex), table, typeIndex);
  }

  @Override
  public void returnCall(int function, FuncType type) {
    asm.call(WasmOpcodes.RETURN_CALL, functions[function]);
  }

  @Override
  public void returnCallIndirect(int table, int typeIndex, FuncType type) {
    asm.callComputed(WasmOpcodes.RETURN_CALL_INDIRECT, indirect(typeIndex), table, typeIndex);
  }

  // Parametric and variable instructions

  @Override
  public void drop(ValType type) {
    asm.drop();
  }

  @Override
  public void select(ValType type) {
    asm.op(TypedOpcodes.select(type));
  }

  @Override
  public void localGet(int index, ValType type) {
    asm.getLocal(index);
  }

  @Override
  public void localSet(int index, ValType type) {
    asm.setLocal(index);
  }

  @Override
  public void localTee(int index, ValType type) {
    asm.teeLocal(index);
  }

  @Override
  public void globalGet(int index, ValType type) {
    asm.op(isImportedVariable(index) ? TypedOpcodes.importedGet(type) : TypedOpcodes.globalGet(type), index);
  }

  @Override
  public void globalSet(int index, ValType type) {
    asm.op(isImportedVariable(index) ? TypedOpcodes.importedSet(type) : TypedOpcodes.globalSet(type), index);
  }

  /** Whether the value is not in the instance's own array. */
  private boolean isImportedVariable(int global) {
    return global < module.importedGlobals() && module.globals().get(global).mutable();
  }

  // Numeric instructions and memory

  @Override
  public void constI32(int value) {
    asm.constInt(value);
  }

  @Override
  public void constI64(long value) {
    asm.constLong(value);
  }

  @Override
  public void constF32(int bits) {
    asm.pushConstant(Type.FLOAT, bits); // not as a float, which may make a signalling NaN quiet
  }

  @Override
  public void constF64(long bits) {
    asm.pushConstant(Type.DOUBLE, bits);
  }

  @Override
  public void simple(int opcode) {
    if (!conditions.fold(opcode, offset)) {
      asm.op(row(opcode));
    }
  }

  @Override
  public void load(int opcode, int memory, int displacement) {
    if (memory == 0) {
      asm.op(row(opcode), displacement);
    } else {
      otherMemories.load(opcode, memory, displacement);
    }
  }

  @Override
  public void store(int opcode, int memory, int displacement) {
    if (memory == 0) {
      asm.op(row(opcode), displacement);
    } else {
      otherMemories.store(opcode, memory, displacement);
    }
  }

  @Override
  public void memory(int opcode, int memory) {
    if (memory == 0) {
      asm.op(row(opcode));
    } else {
      otherMemories.size(opcode, memory);
    }
  }

  // Reference, table and bulk memory instructions

  @Override
  public void refNull(ValType type) {
    asm.constReference(null);
  }

  @Override
  public void refIsNull(ValType type) {
    asm.op(WasmOpcodes.REF_IS_NULL);
  }

  @Override
  public void refFunc(int function) {
    asm.op(WasmOpcodes.REF_FUNC, function);
  }

  @Override
  public void tableGet(int table, ValType element) {
    asm.op(WasmOpcodes.TABLE_GET, table);
  }

  @Override
  public void tableSet(int table, ValType element) {
    asm.op(WasmOpcodes.TABLE_SET, table);
  }

  @Override
  public void bulk(int opcode, int x, int y) {
    switch (opcode) {
      case 0xfc08, 0xfc0a, 0xfc0b -> bulkMemory(opcode, x, y);
      case 0xfc0c, 0xfc0e -> asm.op(row(opcode), x, y);
      default -> asm.op(row(opcode), x);
    }
  }

  private void bulkMemory(int opcode, int x, int y) {
    boolean isInit = opcode == 0xfc08;
    if (isInit ? y != 0 : (x | y) != 0) {
      otherMemories.bulk(opcode, x, y);
    } else if (isInit) {
      asm.op(row(opcode), x);
    } else {
      asm.op(row(opcode));
    }
  }
}
