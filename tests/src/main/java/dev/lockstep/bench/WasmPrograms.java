package dev.lockstep.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The WebAssembly programs, as far as they are at hand: none of them is part of this project. */
final class WasmPrograms {
  /** The system property with the folder into which npm has installed packages. */
  static final String PACKAGES = "lockstep.packages";

  /** Of fib. */
  private static final int SMALLEST_SIZE = 20;

  private static final String SQL =
      """
      CREATE TABLE point (id INTEGER PRIMARY KEY, x INTEGER, y REAL, name TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
      INSERT INTO point SELECT i, i * 7919 %% 1009, i / 4.0, 'p' || (i %% 97) FROM n;
      CREATE INDEX byName ON point (name, x);
      UPDATE point SET y = y + x WHERE x %% 3 = 0;
      DELETE FROM point WHERE id %% 7 = 0;
      SELECT name, count(*), sum(x), max(y) FROM point GROUP BY name ORDER BY sum(x) DESC LIMIT 20;
      SELECT a.x, count(*) FROM point a JOIN point b ON a.name = b.name AND a.x < b.x
      WHERE b.name LIKE 'p1%%' GROUP BY a.x ORDER BY 2 DESC, 1 LIMIT 10;
      SELECT upper(substr(name, 2)) || hex(x) FROM point WHERE y BETWEEN 100 AND 120;
      """;

  /** Classes, closures, strings, collections, typed arrays, regular expressions, exceptions; its value is a string. */
  private static final String JAVASCRIPT =
      """
      (() => {
        const size = %d;
        class Shape { constructor(x) { this.x = x; } area() { return 0; } }
        class Square extends Shape { area() { return this.x * this.x; } }
        class Circle extends Shape { area() { return Math.PI * this.x ** 2; } }
        const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
        const areas = Array.from({ length: size }, (_, i) => (i & 1 ? new Square(i) : new Circle(i)))
          .map((shape) => shape.area()).reduce((sum, area) => sum + area, 0);
        const words = new Map();
        let text = '';
        for (let i = 0; i < size; i++) text += `word${(i * 7919) %% 97} `;
        for (const word of text.split(' ')) words.set(word, (words.get(word) ?? 0) + 1);
        const sorted = [...words].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 5);
        const composite = new Uint8Array(10 * size);
        let primes = 0;
        for (let i = 2; i < composite.length; i++) {
          if (!composite[i]) { primes++; for (let j = i * i; j < composite.length; j += i) composite[j] = 1; }
        }
        let thrown = 0;
        for (let i = 0; i < size; i++) {
          try { if (i %% 3 === 0) throw new RangeError(`${i}`); } catch (e) { thrown += e.message.length; }
        }
        const digits = text.replace(/word(\\d)(\\d?)/g, '$2$1').match(/1\\d/g)?.length;
        return JSON.stringify({ fib: fib(16), areas, sorted, primes, thrown, digits, json: JSON.parse(`[${size}]`) });
      })()
      """;

  private final List<WasmProgram> common = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Path folder;

  /**
   * Writes input files into a folder, and finds out what there is.
   *
   * @param share how much of the input to take, from 0 to 1
   */
  WasmPrograms(Path folder, double share) {
    this.folder = folder;
    Path shared = Kernels.shared().resolve("wasm/programs");
    if (Files.isDirectory(shared)) {
      common.add(kernel(Kernels.ALL.get(0), SMALLEST_SIZE));
      lua("lua-queens", shared, "queens.lua", "8");
      lua("lua-mix", shared, "mix.lua", "2000");
      String text = file("text", Inputs.text((int) (share * 300_000)));
      command("bzip2", shared.resolve("bzip2.wasm"), text, "text.bz2", "bzip2", "-k", "-f", "text");
    } else {
      missing.add("kernels, lua-queens, lua-mix, bzip2: there is no folder " + shared + ", see -D" + Kernels.SHARED);
    }
    String wat = file("module.wat", Inputs.wat((int) (share * 300)));
    Path wat2wasm = Path.of(file("wat2wasm.wasm", resource("wat2wasm")));
    command("wat2wasm", wat2wasm, wat, "module.wasm", "wat2wasm", "module.wat", "-o", "module.wasm");
    library("prism", "@ruby/prism", "src/prism.wasm", Inputs.ruby((int) (share * 100)));
    library("lz4", "lz4-wasm", "lz4_wasm_bg.wasm", Inputs.text((int) (share * 1_000_000)));
    library("zstd", "@bokuweb/zstd-wasm", "dist/esm/zstd.wasm", Inputs.text((int) (share * 1_000_000)));
    byte[] sql = SQL.formatted((int) (share * 5000)).getBytes(StandardCharsets.US_ASCII);
    byte[] javascript = JAVASCRIPT.formatted((int) (share * 1500)).getBytes(StandardCharsets.US_ASCII);
    library("quickjs", "quickjs-wasi", "quickjs.wasm", javascript);
    library("sqlite", "sql.js", "dist/sql-wasm-debug.wasm", sql);
  }

  /** What every subject runs: the smallest program, and those that nobody wrote to be measured. */
  List<WasmProgram> common() {
    return common;
  }

  /** What is not there, and why. */
  List<String> missing() {
    return missing;
  }

  /** The kernels in one of their sizes. */
  static List<WasmProgram> kernels(ToIntFunction<Kernels.Kernel> size) {
    return Kernels.present().stream()
        .map(kernel -> kernel(kernel, size.applyAsInt(kernel)))
        .toList();
  }

  private static WasmProgram kernel(Kernels.Kernel kernel, int size) {
    List<String> words = List.of(kernel.export(), Integer.toString(size));
    return new WasmProgram(kernel.name() + "." + size, WasmProgram.KERNEL, kernel.file(), words);
  }

  private void lua(String name, Path shared, String script, String argument) {
    String input = shared.resolve(script).toString();
    command(name, shared.resolve("lua54.wasm"), input, "-", "lua54.wasm", script, argument);
  }

  private void command(String name, Path module, String input, String output, String... words) {
    List<String> all = new ArrayList<>(List.of(input, output));
    all.addAll(List.of(words));
    common.add(new WasmProgram(name, WasmProgram.COMMAND, module, all));
  }

  private void library(String name, String npmPackage, String path, byte[] input) {
    Path packages = Path.of(System.getProperty(PACKAGES, "packages"));
    Path module = packages.resolve("node_modules").resolve(npmPackage).resolve(path);
    if (Files.isReadable(module)) {
      common.add(new WasmProgram(name, name, module, List.of(file(name + ".input", input))));
    } else {
      missing.add(
          "%s: the package %s is not in %s; npm install --prefix DIR %2$s and set -D%s=DIR"
              .formatted(name, npmPackage, packages, PACKAGES));
    }
  }

  private String file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
