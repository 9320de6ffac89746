package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Export;
import dev.lockstep.examples.wasm.Module.ExternKind;
import dev.lockstep.examples.wasm.Module.Import;
import dev.lockstep.runtime.CrossingProfile;
import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Tiering;
import java.util.ArrayList;
import java.util.List;

/**
 * A valid WebAssembly module with its code translated, from which instances are made. Thread-safe: its instances may
 * run on different threads; they share what is compiled.
 */
public final class WasmModule {

  /** Engine limit on the bytes of a module: what they are translated to has to fit into an array. */
  static final int MAX_BYTES = 1 << 25;

  private final Module module;
  private final Program program;
  private final int[] stubs;
  private final List<ExportedFunction> exported;

  private WasmModule(Module module, Program program, int[] stubs, List<ExportedFunction> exported) {
    this.module = module;
    this.program = program;
    this.stubs = stubs;
    this.exported = exported;
  }

  /**
   * Parses, validates and translates a module in the binary format.
   *
   * @param bytes the module; not to be changed any more
   * @throws WasmException if it is not a valid module, or over a limit of this engine
   */
  public static WasmModule parse(byte[] bytes) {
    return parse(bytes, true, false);
  }

  /**
   * The same for instances that use up fuel: one unit an instruction, but none for {@code nop} and where blocks begin and
   * end. A whole basic block is paid for before it runs. What moves much at once, such as {@code memory.fill} and growing, takes
   * more when it has: one for 64 bytes or 16 elements.
   *
   * @throws WasmException if it is not a valid module, or over a limit of this engine
   */
  public static WasmModule parseMetered(byte[] bytes) {
    return parse(bytes, true, true);
  }

  /**
   * The same by the rules of version 2.0 for memories: there is at most one, and where its index would be is a zero byte.
   *
   * @throws WasmException if it is not a valid module, or over a limit of this engine
   */
  public static WasmModule parseWithOneMemory(byte[] bytes) {
    return parse(bytes, false, false);
  }

  private static WasmModule parse(byte[] bytes, boolean manyMemories, boolean metered) {
    if (bytes.length > MAX_BYTES) {
      throw WasmException.invalid(MAX_BYTES, "module too large: more than the limit of " + MAX_BYTES + " bytes");
    }
    Module module = ModuleParser.parse(bytes, manyMemories);
    Translator translator = new Translator(module, metered);
    Program program = translator.translate();
    return new WasmModule(module, program, translator.stubs(), exportedFunctions(module));
  }

  private static List<ExportedFunction> exportedFunctions(Module module) {
    List<Export> exports = module.exports();
    List<ExportedFunction> functions = new ArrayList<>();
    for (int i = 0; i < exports.size(); i++) {
      Export export = exports.get(i);
      if (export.kind() == ExternKind.FUNCTION) {
        functions.add(new ExportedFunction(export.name(), export.index(), module.functionType(export.index())));
      }
    }
    return List.copyOf(functions);
  }

  /** The same module, nothing of it compiled yet, to be run in another way. */
  public WasmModule in(Tiering tiering) {
    return new WasmModule(module, program.in(tiering), stubs, exported);
  }

  /** The same module, its instructions counted when they run. */
  public WasmModule countedBy(DispatchProfile profile) {
    return new WasmModule(module, profile.counting(program), stubs, exported);
  }

  /** The same module, counting where compiled code is entered and left. */
  public WasmModule countedBy(CrossingProfile profile) {
    return new WasmModule(module, profile.counting(program), stubs, exported);
  }

  /** The instruction set of all modules. */
  public static InstructionTable table() {
    return WasmOpcodes.TABLE;
  }

  /** The code; its functions are those of the function index space, and then stubs. */
  public Program program() {
    return program;
  }

  /** The exported functions, in the order of their declaration. */
  public List<ExportedFunction> exportedFunctions() {
    return exported;
  }

  /**
   * The function exported under a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ExportedFunction exported(String name) {
    ExportedFunction function = find(name);
    if (function == null) {
      throw new IllegalArgumentException("the module exports no function named " + name);
    }
    return function;
  }

  /** Whether a function is exported under a name. */
  public boolean exports(String name) {
    return find(name) != null;
  }

  private ExportedFunction find(String name) {
    for (int i = 0; i < exported.size(); i++) {
      if (exported.get(i).name().equals(name)) {
        return exported.get(i);
      }
    }
    return null;
  }

  /** The imported functions, in the order of their declaration. */
  public List<ImportedFunction> importedFunctions() {
    List<ImportedFunction> functions = new ArrayList<>();
    List<Import> imports = module.imports();
    for (int i = 0; i < imports.size(); i++) {
      Import wanted = imports.get(i);
      if (wanted.type() instanceof Module.Function function) {
        FuncType type = module.types().get(function.typeIndex());
        functions.add(new ImportedFunction(wanted.module(), wanted.name(), type));
      }
    }
    return List.copyOf(functions);
  }

  /** Makes an instance of a module that imports nothing; see {@link #instantiate(Imports)}. */
  public WasmInstance instantiate() {
    return instantiate(Imports.none());
  }

  /**
   * Makes an instance and runs the start function, if there is one.
   *
   * @throws WasmException if imports are missing or do not fit, or if a memory or table is too large
   * @throws dev.lockstep.runtime.Trap if a segment does not fit or the start function traps
   * @throws dev.lockstep.runtime.Suspension if the start function runs out of fuel
   */
  public WasmInstance instantiate(Imports imports) {
    return instantiate(imports, WasmLimits.DEFAULT);
  }

  /**
   * Makes an instance with limits of its own; see {@link #instantiate(Imports)}.
   *
   * @throws IllegalArgumentException if there is a limit on fuel and the module is not metered
   */
  public WasmInstance instantiate(Imports imports, WasmLimits limits) {
    if (limits.fuel() > 0 && !program.isMetered()) {
      throw new IllegalArgumentException("the module uses no fuel: it was not parsed metered");
    }
    WasmInstance instance = new WasmInstance(this, new Linker(module, imports), limits);
    new Initializer(instance).run();
    return instance;
  }

  Module parsed() {
    return module;
  }

  /** The function with the given index in the function index space. */
  Function function(int index) {
    return program.functions().get(index);
  }

  /** The index of the stub through which indirect calls of a type leave the instance. */
  int stub(int type) {
    return stubs[type];
  }
}
