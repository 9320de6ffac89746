package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Code;
import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.DataSegment;
import dev.lockstep.examples.wasm.Module.ElementSegment;
import dev.lockstep.examples.wasm.Module.Export;
import dev.lockstep.examples.wasm.Module.Function;
import dev.lockstep.examples.wasm.Module.Limits;
import dev.lockstep.examples.wasm.Module.MemoryType;
import dev.lockstep.examples.wasm.Module.Mode;
import dev.lockstep.examples.wasm.Module.TableType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a module against the rules of section 3 and passes its function bodies on to a {@link BodySink}. */
final class Validator {

  private static final long MAX_PAGES = 65_536;

  private final Module module;
  private final ConstantValidator constants;

  private Validator(Module module) {
    this.module = module;
    this.constants = new ConstantValidator(module);
  }

  /**
   * Validates a module.
   *
   * @param sink receives the live code of all functions that are defined here, in order
   * @throws WasmException if the module is invalid, or malformed within a function body
   */
  static void validate(Module module, BodySink sink) {
    try {
      new Validator(module).run(sink);
    } catch (WasmException e) {
      // The whole module is parsed before any of it is validated. We decode bodies only while validating them, which
      // saves a pass over valid modules; so it is only now that a malformed body further on must be looked for.
      if (e.kind() == WasmException.Kind.INVALID) {
        requireWellFormedBodies(module);
      }
      throw e;
    }
  }

  private static void requireWellFormedBodies(Module module) {
    for (Code code : module.codes()) {
      InstructionReader in = reader(module, code);
      while (!in.done()) {
        in.next();
      }
      in.requireEnd(code.end());
    }
  }

  private static InstructionReader reader(Module module, Code code) {
    ByteReader bytes = new ByteReader(module.bytes(), code.offset(), module.bytes().length);
    // Without a data section a missing count is no fault of its own: the segment is unknown. The specification's
    // tests for that case are encoded without a count.
    return new InstructionReader(bytes, module.dataCount().isPresent() || module.data().isEmpty(), module.manyMemories());
  }

  private void run(BodySink sink) {
    for (Function function : module.functions()) {
      requireIndex(function.typeIndex(), module.types().size(), "type", function.offset());
    }
    for (TableType table : module.tables()) {
      checkLimits(table.limits());
    }
    checkMemories();
    checkGlobals();
    for (ElementSegment segment : module.elements()) {
      checkElements(segment);
    }
    for (DataSegment segment : module.data()) {
      checkData(segment);
    }
    checkStart();
    checkExports();
    BodyValidator bodies = new BodyValidator(module, constants.declared(), sink);
    int function = module.importedFunctions();
    for (Code code : module.codes()) {
      bodies.validate(function++, code, reader(module, code));
    }
  }

  /** Section 3.2.1. */
  private static void checkLimits(Limits limits) {
    if (limits.max() != Limits.UNBOUNDED && limits.min() > limits.max()) {
      throw WasmException.invalid(limits.offset(), "size minimum must not be greater than maximum");
    }
  }

  /** Section 3.2.5. */
  private void checkMemories() {
    List<MemoryType> memories = module.memories();
    for (MemoryType memory : memories) {
      Limits limits = memory.limits();
      if (limits.min() > MAX_PAGES || limits.max() > MAX_PAGES) {
        throw WasmException.invalid(limits.offset(), "memory size must be at most 65536 pages (4GiB)");
      }
      checkLimits(limits);
    }
    if (memories.size() > 1 && !module.manyMemories()) {
      throw WasmException.invalid(memories.get(1).limits().offset(), "multiple memories");
    }
  }

  /** Section 3.4.4. */
  private void checkGlobals() {
    int index = module.importedGlobals();
    for (ConstExpr initializer : module.initializers()) {
      constants.check(initializer, module.globals().get(index++).type());
    }
  }

  /** Section 3.4.5. */
  private void checkElements(ElementSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      requireIndex(segment.table(), module.tables().size(), "table", segment.offset());
      ValType element = module.tables().get(segment.table()).element();
      if (element != segment.type()) {
        throw WasmException.invalid(
            segment.offset(), "type mismatch: segment of " + segment.type() + " for table of " + element);
      }
      constants.check(segment.start().orElseThrow(), ValType.I32);
    }
    for (ConstExpr item : segment.items()) {
      constants.check(item, segment.type());
    }
  }

  /** Section 3.4.6. */
  private void checkData(DataSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      requireIndex(segment.memory(), module.memories().size(), "memory", segment.offset());
      constants.check(segment.start().orElseThrow(), ValType.I32);
    }
  }

  /** Section 3.4.7. */
  private void checkStart() {
    if (module.start().isEmpty()) {
      return;
    }
    int function = module.start().getAsInt();
    requireIndex(function, module.functions().size(), "function", module.bytes().length);
    if (!module.functionType(function).equals(FuncType.EMPTY)) {
      throw WasmException.invalid(
          module.functions().get(function).offset(), "start function must not have parameters or results");
    }
  }

  /** Sections 3.4.8 and 3.4.10. */
  private void checkExports() {
    Set<String> names = new HashSet<>();
    for (Export export : module.exports()) {
      int offset = export.offset();
      switch (export.kind()) {
        case FUNCTION -> constants.declareFunction(export.index(), offset);
        case TABLE -> requireIndex(export.index(), module.tables().size(), "table", offset);
        case MEMORY -> requireIndex(export.index(), module.memories().size(), "memory", offset);
        case GLOBAL -> requireIndex(export.index(), module.globals().size(), "global", offset);
      }
      if (!names.add(export.name())) {
        throw WasmException.invalid(offset, "duplicate export name");
      }
    }
  }

  /** Checks an index, which is unsigned, against the size of its index space. */
  static void requireIndex(int index, int size, String space, int offset) {
    if (index < 0 || index >= size) {
      throw WasmException.invalid(offset, "unknown " + space + " " + Integer.toUnsignedString(index));
    }
  }
}
