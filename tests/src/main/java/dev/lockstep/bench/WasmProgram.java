package dev.lockstep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A WebAssembly program with its input, in words that a child process gets, be it a JVM or node: its start is measured,
 * so it has to do without anything that takes long.
 *
 * @param name its name and what tells its input, such as {@code fib.32}
 * @param kind {@code kernel}, {@code command} or the name of a library
 * @param module the file
 * @param words for a kernel its function and argument; for a command the file that it reads, the one that it makes or
 *     {@code -}, and its arguments; for a library a file of input
 */
record WasmProgram(String name, String kind, Path module, List<String> words) {
  static final String KERNEL = "kernel";
  static final String COMMAND = "command";
  private static final String NO_FILE = "-";

  /** Makes it ready to be run on an engine; each run gives the same number, which stands for its output. */
  Case.Work load(WasmEngine engine) throws Exception {
    WasmEngine.Loaded loaded = engine.load(Files.readAllBytes(module));
    if (kind.equals(COMMAND)) {
      Path folder = TemporaryFolder.make();
      Path input = Path.of(words.get(0));
      Files.copy(input, folder.resolve(input.getFileName()));
      return new Command(loaded, folder, words.get(1), words.subList(2, words.size()));
    }
    Library library = library();
    WasmEngine.Guest guest = loaded.instantiate(library);
    library.start(guest);
    return new Use(library, guest);
  }

  private Library library() throws IOException {
    return switch (kind) {
      case KERNEL -> new KernelCall(words.get(0), Integer.parseInt(words.get(1)));
      case "prism" -> new Prism(input());
      case "lz4" -> new Lz4(input());
      case "zstd" -> new Zstd(input());
      case "sqlite" -> new Sqlite(new String(input(), StandardCharsets.UTF_8));
      case "quickjs" -> new QuickJs(input());
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private byte[] input() throws IOException {
    return Files.readAllBytes(Path.of(words.get(0)));
  }

  private record Use(Library library, WasmEngine.Guest guest) implements Case.Work {
    @Override
    public long run() throws Exception {
      return library.use(guest);
    }
  }

  /** A WASI command, which each run starts anew in the same folder. */
  private record Command(WasmEngine.Loaded loaded, Path folder, String output, List<String> words)
      implements Case.Work {
    @Override
    public long run() throws Exception {
      byte[] printed = loaded.run(folder, words);
      if (output.equals(NO_FILE)) {
        return Checksum.of(printed);
      }
      Path made = folder.resolve(output);
      byte[] bytes = Files.readAllBytes(made);
      Files.delete(made);
      return Checksum.of(printed, bytes);
    }
  }
}
