package dev.lockstep.examples.wasm;

/**
 * Translates what concerns memories other than the first. Those are rare, so loads and stores have opcodes only for raw bits
 * of each width, as {@code i64}, and the conversions are instructions of their own.
 */
final class OtherMemories {

  private static final int I32_WRAP_I64 = 0xa7;
  private static final int I64_EXTEND_I32_U = 0xad;
  private static final int I32_REINTERPRET_F32 = 0xbc;
  private static final int I64_REINTERPRET_F64 = 0xbd;
  private static final int F32_REINTERPRET_I32 = 0xbe;
  private static final int F64_REINTERPRET_I64 = 0xbf;
  private static final int I32_EXTEND8_S = 0xc0;
  private static final int I32_EXTEND16_S = 0xc1;
  private static final int I64_EXTEND8_S = 0xc2;
  private static final int I64_EXTEND16_S = 0xc3;
  private static final int I64_EXTEND32_S = 0xc4;

  private final WasmAssembler asm;

  OtherMemories(WasmAssembler asm) {
    this.asm = asm;
  }

  /** A load, numbered as in the binary format, with its operand on the stack. */
  void load(int opcode, int memory, int offset) {
    asm.op(switch (opcode) {
      case 0x2c, 0x2d, 0x30, 0x31 -> WasmOpcodes.OTHER_LOAD8;
      case 0x2e, 0x2f, 0x32, 0x33 -> WasmOpcodes.OTHER_LOAD16;
      case 0x28, 0x2a, 0x34, 0x35 -> WasmOpcodes.OTHER_LOAD32;
      default -> WasmOpcodes.OTHER_LOAD64;
    }, memory, offset);
    switch (opcode) {
      case 0x28, 0x2d, 0x2f -> convert(I32_WRAP_I64);
      case 0x2a -> {
        convert(I32_WRAP_I64);
        convert(F32_REINTERPRET_I32);
      }
      case 0x2b -> convert(F64_REINTERPRET_I64);
      case 0x2c -> {
        convert(I32_WRAP_I64);
        convert(I32_EXTEND8_S);
      }
      case 0x2e -> {
        convert(I32_WRAP_I64);
        convert(I32_EXTEND16_S);
      }
      case 0x30 -> convert(I64_EXTEND8_S);
      case 0x32 -> convert(I64_EXTEND16_S);
      case 0x34 -> convert(I64_EXTEND32_S);
      default -> {} // The bits are the value.
    }
  }

  /** A store, numbered as in the binary format, with its operands on the stack. */
  void store(int opcode, int memory, int offset) {
    switch (opcode) {
      case 0x36, 0x3a, 0x3b -> convert(I64_EXTEND_I32_U);
      case 0x38 -> {
        convert(I32_REINTERPRET_F32);
        convert(I64_EXTEND_I32_U);
      }
      case 0x39 -> convert(I64_REINTERPRET_F64);
      default -> {} // The value is the bits.
    }
    asm.op(switch (opcode) {
      case 0x3a, 0x3c -> WasmOpcodes.OTHER_STORE8;
      case 0x3b, 0x3d -> WasmOpcodes.OTHER_STORE16;
      case 0x36, 0x38, 0x3e -> WasmOpcodes.OTHER_STORE32;
      default -> WasmOpcodes.OTHER_STORE64;
    }, memory, offset);
  }

  /** {@code memory.size} or {@code memory.grow}. */
  void size(int opcode, int memory) {
    asm.op(opcode == 0x3f ? WasmOpcodes.OTHER_SIZE : WasmOpcodes.OTHER_GROW, memory);
  }

  /** {@code memory.init}, {@code memory.copy} or {@code memory.fill}, with its indices in the order of the binary format. */
  void bulk(int opcode, int x, int y) {
    switch (opcode) {
      case 0xfc08 -> asm.op(WasmOpcodes.OTHER_INIT, x, y);
      case 0xfc0a -> asm.op(WasmOpcodes.OTHER_COPY, x, y);
      default -> asm.op(WasmOpcodes.OTHER_FILL, x);
    }
  }

  private void convert(int opcode) {
    asm.op(Translator.row(opcode));
  }
}
