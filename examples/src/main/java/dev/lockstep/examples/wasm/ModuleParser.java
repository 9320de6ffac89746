package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Code;
import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.Export;
import dev.lockstep.examples.wasm.Module.ExternKind;
import dev.lockstep.examples.wasm.Module.Function;
import dev.lockstep.examples.wasm.Module.GlobalType;
import dev.lockstep.examples.wasm.Module.Import;
import dev.lockstep.examples.wasm.Module.LocalRun;
import dev.lockstep.examples.wasm.Module.MemoryType;
import dev.lockstep.examples.wasm.Module.TableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads the binary format (section 5.5) into a {@link Module}. Function bodies are delimited but not decoded: the
 * {@link Validator} reads them once, and reports what is malformed in them.
 *
 * <p>Like the reference interpreter, it reads on past the size a section states and compares sizes afterwards; the
 * messages of the specification's tests depend on it. Counts are checked against the bytes left before anything is
 * allocated, so memory use is proportional to the file.
 */
final class ModuleParser {

  /** Engine limit on the parameters, and on the results, of a function: that of the JavaScript embedding. */
  static final int MAX_ARITY = 1000;

  /** Section ids in the order in which sections may appear: data count (12) stands before code (10). */
  private static final int[] SECTION_ORDER = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11};

  private final byte[] bytes;
  private final boolean manyMemories;
  private final ByteReader in;

  private final List<FuncType> types = new ArrayList<>();
  private final Map<FuncType, FuncType> distinctTypes = new HashMap<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<TableType> tables = new ArrayList<>();
  private final List<MemoryType> memories = new ArrayList<>();
  private final List<GlobalType> globals = new ArrayList<>();
  private final List<ConstExpr> initializers = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final SegmentParser segments;
  private OptionalInt start = OptionalInt.empty();
  private OptionalInt dataCount = OptionalInt.empty();
  private Map<Integer, String> functionNames = Map.of();
  private int declaredFunctions;

  private ModuleParser(byte[] bytes, boolean manyMemories) {
    this.bytes = bytes;
    this.manyMemories = manyMemories;
    this.in = new ByteReader(bytes, 0, bytes.length);
    this.segments = new SegmentParser(in);
  }

  /**
   * Parses a module, which keeps the array.
   *
   * @throws WasmException if it is malformed outside of function bodies, or over an engine limit
   */
  static Module parse(byte[] bytes, boolean manyMemories) {
    return new ModuleParser(bytes, manyMemories).module();
  }

  private Module module() {
    if (in.fixed(4) != 0x6d736100) {
      throw WasmException.malformed(0, "magic header not detected");
    }
    if (in.fixed(4) != 1) {
      throw WasmException.malformed(4, "unknown binary version");
    }
    sections();
    if (declaredFunctions != codes.size()) {
      throw WasmException.malformed(in.position(), "function and code section have inconsistent lengths");
    }
    if (dataCount.isPresent() && dataCount.getAsInt() != segments.data.size()) {
      throw WasmException.malformed(in.position(), "data count and data section have inconsistent lengths");
    }
    return new Module(bytes, types, imports, functions, tables, memories, globals, initializers, exports, start,
        segments.elements, dataCount, codes, segments.data, manyMemories, functionNames);
  }

  private void sections() {
    int next = 0; // index into SECTION_ORDER
    while (!in.atEnd()) {
      int id = in.peek();
      if (id > 12) {
        throw WasmException.malformed(in.position(), "malformed section id");
      }
      while (id != 0 && next < SECTION_ORDER.length && SECTION_ORDER[next] != id) {
        next++;
      }
      if (next == SECTION_ORDER.length && id != 0) {
        throw WasmException.malformed(in.position(), "unexpected content after last section");
      }
      in.u8();
      int size = in.length();
      int begin = in.position();
      if (id == 0) {
        custom(begin, size);
      } else {
        next++;
        section(id);
      }
      requireSize(begin, size);
    }
  }

  private void requireSize(int begin, int size) {
    if (in.position() != begin + size) {
      throw WasmException.malformed(begin, "section size mismatch");
    }
  }

  private void section(int id) {
    int before = functions.size();
    switch (id) {
      case 8 -> start = OptionalInt.of(in.u32());
      case 12 -> dataCount = OptionalInt.of(in.u32());
      default -> {
        int count = in.length();
        for (int i = 0; i < count; i++) {
          entry(id);
        }
      }
    }
    if (id == 3) {
      declaredFunctions = functions.size() - before;
    }
  }

  /** One entry of a section that is a vector. */
  private void entry(int id) {
    switch (id) {
      case 1 -> types.add(interned(funcType()));
      case 2 -> importEntry();
      case 3 -> functions.add(function());
      case 4 -> tables.add(segments.tableType());
      case 5 -> memories.add(segments.memoryType());
      case 6 -> global();
      case 7 -> export();
      case 9 -> segments.element();
      case 10 -> code();
      default -> segments.data();
    }
  }

  private void custom(int begin, int size) {
    String name = in.name();
    int end = begin + size;
    if (name.equals("name") && in.position() <= end) {
      functionNames = NameSection.functionNames(new ByteReader(bytes, in.position(), end));
    }
    in.skip(end - in.position());
  }

  private FuncType funcType() {
    if (in.typeCode() != 0x60) {
      throw WasmException.malformed(in.position() - 1, "malformed function type");
    }
    return new FuncType(valTypes("parameters"), valTypes("results"));
  }

  private FuncType interned(FuncType type) {
    FuncType first = distinctTypes.putIfAbsent(type, type);
    return first == null ? type : first;
  }

  private List<ValType> valTypes(String what) {
    int count = in.length();
    if (count > MAX_ARITY) {
      throw WasmException.invalid(in.position(), "too many " + what + ": more than the limit of " + MAX_ARITY);
    }
    List<ValType> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(in.valType());
    }
    return result;
  }

  private Function function() {
    int offset = in.position();
    return new Function(in.u32(), offset);
  }

  private void importEntry() {
    String module = in.name();
    String name = in.name();
    switch (in.u8()) {
      case 0 -> {
        Function type = function();
        functions.add(type);
        imports.add(new Import(module, name, type));
      }
      case 1 -> {
        TableType type = segments.tableType();
        tables.add(type);
        imports.add(new Import(module, name, type));
      }
      case 2 -> {
        MemoryType type = segments.memoryType();
        memories.add(type);
        imports.add(new Import(module, name, type));
      }
      case 3 -> {
        GlobalType type = globalType();
        globals.add(type);
        imports.add(new Import(module, name, type));
      }
      default -> throw WasmException.malformed(in.position() - 1, "malformed import kind");
    }
  }

  private GlobalType globalType() {
    ValType type = in.valType();
    int mutability = in.u8();
    if (mutability > 1) {
      throw WasmException.malformed(in.position() - 1, "malformed mutability");
    }
    return new GlobalType(type, mutability == 1);
  }

  private void global() {
    globals.add(globalType());
    initializers.add(segments.constExpr());
  }

  private void export() {
    int offset = in.position();
    String name = in.name();
    int kind = in.u8();
    if (kind >= ExternKind.values().length) {
      throw WasmException.malformed(in.position() - 1, "malformed export kind");
    }
    exports.add(new Export(name, ExternKind.values()[kind], in.u32(), offset));
  }

  private void code() {
    int size = in.length();
    int begin = in.position();
    int runs = in.length();
    List<LocalRun> locals = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < runs; i++) {
      long count = Integer.toUnsignedLong(in.u32());
      locals.add(new LocalRun(count, in.valType()));
      total += count;
    }
    if (total >= 1L << 32) {
      throw WasmException.malformed(begin, "too many locals");
    }
    int end = begin + size;
    codes.add(new Code(in.position(), end, locals));
    in.skip(end - in.position());
  }
}
