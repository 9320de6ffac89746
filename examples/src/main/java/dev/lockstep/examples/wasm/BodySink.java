package dev.lockstep.examples.wasm;

/**
 * Receives a function body while it is validated, so that a translator emits code in the same pass.
 *
 * <p>Only live instructions arrive: after an unconditional branch there is silence up to the {@link #orElse} or {@link
 * #end} of the innermost block that was entered alive, and blocks begun in between are left out whole. So label depths
 * always count the blocks the sink has seen, and all operand types are known. After an {@link #end} that nothing
 * reaches, neither by falling through nor by a branch, the silence goes on. When it ends, the operand stack is that of
 * the label: its height at the begin of the block, plus the parameters at an {@code else} or the results at an {@code
 * end}.
 *
 * <p>Indices, types and immediates are valid when they arrive, but the function may still turn out to be invalid later:
 * what was emitted counts only once {@link Validator#validate} has returned.
 */
interface BodySink {

  /**
   * A body begins, and with it the outermost label, whose results are those of the function. An {@link #end} closes it.
   */
  void begin(int function, FuncType type, LocalTypes locals);

  /** The live instruction that follows is at this byte of the file. */
  void at(int offset);

  // Control (section 3.3.8)

  void unreachable();

  void block(FuncType type);

  /** Like a block, but its label stands at the begin and takes the parameters. */
  void loop(FuncType type);

  /** Consumes an i32; without {@link #orElse} before its {@link #end}, parameters are passed on if it is zero. */
  void ifThen(FuncType type);

  /** The second arm begins; {@code fallsThrough} tells whether the end of the first one can be reached. */
  void orElse(boolean fallsThrough);

  /** Closes the innermost label; {@code fallsThrough} tells whether control comes from the instruction before it. */
  void end(boolean fallsThrough);

  void br(int depth);

  /** Consumes an i32. */
  void brIf(int depth);

  /** Consumes an i32. The last of the {@code count} depths is the default. The array is only lent. */
  void brTable(int[] depths, int count);

  void ret();

  void call(int function, FuncType type);

  /** Consumes an i32 above the arguments; {@code typeIndex} is the type to check against. */
  void callIndirect(int table, int typeIndex, FuncType type);

  void returnCall(int function, FuncType type);

  void returnCallIndirect(int table, int typeIndex, FuncType type);

  // Parametric and variable instructions (sections 3.3.4 and 3.3.5)

  void drop(ValType type);

  /** Consumes two operands of the type and an i32. */
  void select(ValType type);

  void localGet(int index, ValType type);

  void localSet(int index, ValType type);

  void localTee(int index, ValType type);

  void globalGet(int index, ValType type);

  void globalSet(int index, ValType type);

  // Numeric instructions (section 3.3.1) and memory (section 3.3.7)

  void constI32(int value);

  void constI64(long value);

  void constF32(int bits);

  void constF64(long bits);

  /**
   * A numeric instruction without immediates. Its types are in {@link Signatures}. A prefixed opcode is numbered {@code
   * 0xfc00 | n}.
   */
  void simple(int opcode);

  /** {@code offset} is unsigned. */
  void load(int opcode, int memory, int offset);

  /** {@code offset} is unsigned. */
  void store(int opcode, int memory, int offset);

  /** {@code memory.size} or {@code memory.grow}. */
  void memory(int opcode, int memory);

  // Reference, table and bulk memory instructions (sections 3.3.2, 3.3.6 and 3.3.7)

  void refNull(ValType type);

  void refIsNull(ValType type);

  void refFunc(int function);

  void tableGet(int table, ValType element);

  void tableSet(int table, ValType element);

  /** One of 0xfc08 to 0xfc11 with its indices in the order of the binary format; 0 where it has none. */
  void bulk(int opcode, int x, int y);
}
