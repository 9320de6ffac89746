package dev.lockstep.examples.wasm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A parsed module (section 2.5). Index spaces hold imports first, as in the specification. Offsets count bytes from the
 * start of {@link #bytes}, which must not be changed: function bodies and data stay there and are not copied.
 *
 * @param types the types; equal ones are the same object
 * @param functions the function index space
 * @param tables the table index space
 * @param memories the memory index space
 * @param globals types of the global index space
 * @param initializers of the globals that are defined here, in order
 * @param dataCount what the data count section says, if present
 * @param codes bodies of the functions that are defined here, in order
 * @param manyMemories whether more than one memory is allowed, as from version 3.0 on
 * @param functionNames from the custom name section (appendix 7.4.1); empty if absent or not well-formed
 */
record Module(
    byte[] bytes,
    List<FuncType> types,
    List<Import> imports,
    List<Function> functions,
    List<TableType> tables,
    List<MemoryType> memories,
    List<GlobalType> globals,
    List<ConstExpr> initializers,
    List<Export> exports,
    OptionalInt start,
    List<ElementSegment> elements,
    OptionalInt dataCount,
    List<Code> codes,
    List<DataSegment> data,
    boolean manyMemories,
    Map<Integer, String> functionNames) {

  Module {
    types = List.copyOf(types);
    imports = List.copyOf(imports);
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    memories = List.copyOf(memories);
    globals = List.copyOf(globals);
    initializers = List.copyOf(initializers);
    exports = List.copyOf(exports);
    elements = List.copyOf(elements);
    codes = List.copyOf(codes);
    data = List.copyOf(data);
    functionNames = Map.copyOf(functionNames);
  }

  int importedFunctions() {
    return functions.size() - codes.size();
  }

  int importedGlobals() {
    return globals.size() - initializers.size();
  }

  /** The type of a function whose type index is known to be valid. */
  FuncType functionType(int function) {
    return types.get(functions.get(function).typeIndex());
  }

  /** What an import asks for and an export gives. */
  enum ExternKind {
    FUNCTION,
    TABLE,
    MEMORY,
    GLOBAL
  }

  /** The description of an import. */
  sealed interface ExternType permits Function, TableType, MemoryType, GlobalType {}

  /** A function of the index space, as an index into {@link Module#types}; {@code offset} is where it is declared. */
  record Function(int typeIndex, int offset) implements ExternType {}

  /** A table of references (section 2.3.9); limits count elements. */
  record TableType(ValType element, Limits limits) implements ExternType {}

  /** A memory (section 2.3.8); limits count pages of 64 KiB. */
  record MemoryType(Limits limits) implements ExternType {}

  /** A global (section 2.3.10). */
  record GlobalType(ValType type, boolean mutable) implements ExternType {}

  /** Size limits (section 2.3.7), unsigned 32 bits each; {@code max} is {@link #UNBOUNDED} if there is none. */
  record Limits(long min, long max, int offset) {
    static final long UNBOUNDED = -1;
  }

  /** An import (section 2.5.11). */
  record Import(String module, String name, ExternType type) {}

  /** An export (section 2.5.10); {@code index} counts in the index space of its kind. */
  record Export(String name, ExternKind kind, int index, int offset) {}

  /** When a segment is used (sections 2.5.7 and 2.5.8). */
  enum Mode {
    ACTIVE,
    PASSIVE,
    DECLARATIVE
  }

  /** An element segment (section 2.5.7); {@code start} is present in active ones. */
  record ElementSegment(
      Mode mode, int table, Optional<ConstExpr> start, ValType type, List<ConstExpr> items, int offset) {
    ElementSegment {
      items = List.copyOf(items);
    }
  }

  /** A data segment (section 2.5.8); {@code start} is present in active ones, the data is a range of the file. */
  record DataSegment(Mode mode, int memory, Optional<ConstExpr> start, int dataOffset, int length, int offset) {}

  /** The instructions of a function, {@code [offset, end)} in the file, and its locals without the parameters. */
  record Code(int offset, int end, List<LocalRun> locals) {
    Code {
      locals = List.copyOf(locals);
    }
  }

  /** A run of locals of one type; {@code count} is an unsigned 32-bit number. */
  record LocalRun(long count, ValType type) {}

  /**
   * A constant expression (section 3.3.10, with the extended ones' arithmetic). If it is not constant, the last step is
   * the first instruction that is to blame.
   */
  record ConstExpr(List<Step> steps, int offset) {

    /**
     * An instruction; the immediate is the raw bits of a constant, an index, or the ordinal of the {@link ValType} of
     * {@code ref.null}.
     */
    record Step(int opcode, long immediate) {}

    ConstExpr {
      steps = List.copyOf(steps);
    }

    static boolean isConstant(int opcode) {
      return switch (opcode) {
        case 0x23, 0x41, 0x42, 0x43, 0x44, 0xd0, 0xd2 -> true;
        default -> isArithmetic(opcode);
      };
    }

    /** Addition, subtraction and multiplication of integers. */
    static boolean isArithmetic(int opcode) {
      return opcode >= 0x6a && opcode <= 0x6c || opcode >= 0x7c && opcode <= 0x7e;
    }
  }
}
