package dev.lockstep.bench;

import dev.lockstep.runtime.Tiering;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The engines that WebAssembly programs run on, each in processes of its own. */
enum WasmSubject {
  LOCKSTEP_INTERPRETER,
  LOCKSTEP_COMPILED,
  LOCKSTEP_MIXED,
  ENDIVE_INTERPRETER,
  ENDIVE_COMPILER,

  /** HotSpot compiles methods over 8,000 bytes, too, of which Endive makes one a function. */
  ENDIVE_COMPILER_HUGE,

  /** On a JVM without the Graal compiler. */
  GRAALWASM_INTERPRETER,
  GRAALWASM_COMPILER,
  NODE;

  /** The system property with the jars of GraalWasm and its compiler, as a path. */
  private static final String GRAALWASM = "lockstep.graalwasm";

  private static final int GRAALWASM_JDK = 25;

  /** The one that is called that in reports. */
  static WasmSubject of(String symbol) {
    return valueOf(symbol.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** What it is called in reports. */
  String symbol() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it runs programs in sizes for interpreters, and not in those for compilers. */
  boolean interprets() {
    return this == LOCKSTEP_INTERPRETER || this == ENDIVE_INTERPRETER || this == GRAALWASM_INTERPRETER;
  }

  /** How much more warm-up than the others it needs to be as fast as it gets. */
  int warmUpFactor() {
    return this == GRAALWASM_COMPILER ? 3 : 1;
  }

  /** The engine; called in the child process. */
  WasmEngine engine() {
    return switch (this) {
      case LOCKSTEP_INTERPRETER -> new LockstepEngine(Tiering.interpreter());
      case LOCKSTEP_COMPILED -> new LockstepEngine(Tiering.compiled());
      case LOCKSTEP_MIXED -> new LockstepEngine(Tiering.mixed());
      case ENDIVE_INTERPRETER -> new EndiveEngine(false);
      case ENDIVE_COMPILER, ENDIVE_COMPILER_HUGE -> new EndiveEngine(true);
      case GRAALWASM_INTERPRETER, GRAALWASM_COMPILER -> new GraalWasmEngine();
      case NODE -> throw new IllegalArgumentException("runs no Java");
    };
  }

  /** Why it cannot be measured here; empty if it can. */
  String missing() {
    return switch (this) {
      case GRAALWASM_INTERPRETER, GRAALWASM_COMPILER ->
          Runtime.version().feature() < GRAALWASM_JDK
              ? "needs JDK " + GRAALWASM_JDK
              : jars("wasm-language").isEmpty() ? "there are no jars of it in -D" + GRAALWASM : "";
      case NODE -> node() == null ? "there is no node on the path" : "";
      default -> "";
    };
  }

  /** The command that starts it, to which the words for {@link WasmChild} are appended. */
  List<String> command(Path nodeScript, List<String> jvmFlags) {
    if (this == NODE) {
      // Without the second flag WASI crashes node 20 once its calls are compiled.
      return List.of(node().toString(), "--no-warnings", "--no-turbo-fast-api-calls", nodeScript.toString());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), WasmChild.class.getName(), name()));
    return command;
  }

  private List<String> flags() {
    return switch (this) {
      case ENDIVE_COMPILER_HUGE -> List.of("-XX:-DontCompileHugeMethods");
      case GRAALWASM_INTERPRETER -> graalWasm();
      case GRAALWASM_COMPILER -> {
        List<String> flags = new ArrayList<>(graalWasm());
        flags.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI"));
        flags.add("--upgrade-module-path=" + jars("compiler-"));
        yield flags;
      }
      default -> List.of();
    };
  }

  private static List<String> graalWasm() {
    return List.of(
        "--module-path=" + jars(""),
        "--add-modules=org.graalvm.polyglot,org.graalvm.wasm",
        "--enable-native-access=org.graalvm.truffle",
        "--sun-misc-unsafe-memory-access=allow");
  }

  /** Those jars of GraalWasm whose names contain a word, as a path. */
  private static String jars(String word) {
    return List.of(System.getProperty(GRAALWASM, "").split(File.pathSeparator)).stream()
        .filter(jar -> jar.endsWith(".jar") && Path.of(jar).getFileName().toString().contains(word))
        .reduce((all, jar) -> all + File.pathSeparator + jar)
        .orElse("");
  }

  /** Writes what {@link WasmChild} is for node into a folder. */
  static Path nodeScript(Path folder) throws IOException {
    try (InputStream source = WasmSubject.class.getResourceAsStream("wasm.mjs")) {
      Path script = folder.resolve("wasm.mjs");
      Files.copy(source, script);
      return script;
    }
  }

  private static Path node() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, "node");
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
