package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.DataSegment;
import dev.lockstep.examples.wasm.Module.ElementSegment;
import dev.lockstep.examples.wasm.Module.Limits;
import dev.lockstep.examples.wasm.Module.MemoryType;
import dev.lockstep.examples.wasm.Module.Mode;
import dev.lockstep.examples.wasm.Module.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads tables and memories and what fills them: limits, constant expressions, element and data segments. */
final class SegmentParser {

  private final ByteReader in;
  final List<ElementSegment> elements = new ArrayList<>();
  final List<DataSegment> data = new ArrayList<>();

  SegmentParser(ByteReader in) {
    this.in = in;
  }

  TableType tableType() {
    ValType element = in.refType();
    return new TableType(element, limits());
  }

  MemoryType memoryType() {
    return new MemoryType(limits());
  }

  private Limits limits() {
    int offset = in.position();
    boolean bounded = in.u1();
    long min = Integer.toUnsignedLong(in.u32());
    long max = bounded ? Integer.toUnsignedLong(in.u32()) : Limits.UNBOUNDED;
    return new Limits(min, max, offset);
  }

  ConstExpr constExpr() {
    int offset = in.position();
    // The data count section is demanded for function bodies only (section 5.5.16).
    InstructionReader reader = new InstructionReader(in, true, true);
    List<ConstExpr.Step> steps = new ArrayList<>(1);
    boolean constant = true;
    for (reader.next(); !reader.done(); reader.next()) {
      if (constant) {
        steps.add(new ConstExpr.Step(reader.opcode, immediate(reader)));
        constant = ConstExpr.isConstant(reader.opcode);
      }
    }
    return new ConstExpr(steps, offset);
  }

  private static long immediate(InstructionReader reader) {
    return switch (reader.opcode) {
      case 0x23, 0xd2 -> Integer.toUnsignedLong(reader.x);
      case 0xd0 -> reader.type.ordinal();
      default -> reader.value;
    };
  }

  /** An element segment (section 5.5.12). */
  void element() {
    int offset = in.position();
    int flags = in.u32();
    if (flags < 0 || flags > 7) {
      throw WasmException.malformed(offset, "malformed elements segment kind");
    }
    // Bit 0: not active; bit 1: explicit table index, or declarative; bit 2: expressions instead of indices.
    boolean active = (flags & 1) == 0;
    boolean explicit = (flags & 2) != 0;
    boolean expressions = (flags & 4) != 0;
    Mode mode = active ? Mode.ACTIVE : explicit ? Mode.DECLARATIVE : Mode.PASSIVE;
    int table = active && explicit ? in.u32() : 0;
    Optional<ConstExpr> start = active ? Optional.of(constExpr()) : Optional.empty();
    ValType type = ValType.FUNCREF;
    if (!active || explicit) {
      type = expressions ? in.refType() : elementKind();
    }
    int count = in.length();
    List<ConstExpr> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(expressions ? constExpr() : functionReference());
    }
    elements.add(new ElementSegment(mode, table, start, type, items, offset));
  }

  private ValType elementKind() {
    if (in.u8() != 0) {
      throw WasmException.malformed(in.position() - 1, "malformed element kind");
    }
    return ValType.FUNCREF;
  }

  private ConstExpr functionReference() {
    int offset = in.position();
    return new ConstExpr(List.of(new ConstExpr.Step(0xd2, Integer.toUnsignedLong(in.u32()))), offset);
  }

  /** A data segment (section 5.5.14). */
  void data() {
    int offset = in.position();
    int flags = in.u32();
    if (flags < 0 || flags > 2) {
      throw WasmException.malformed(offset, "malformed data segment kind");
    }
    Mode mode = flags == 1 ? Mode.PASSIVE : Mode.ACTIVE;
    int memory = flags == 2 ? in.u32() : 0;
    Optional<ConstExpr> start = mode == Mode.ACTIVE ? Optional.of(constExpr()) : Optional.empty();
    int length = in.length();
    int begin = in.position();
    in.skip(length);
    data.add(new DataSegment(mode, memory, start, begin, length, offset));
  }
}
