package dev.lockstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The program of a child JVM that runs one WebAssembly program on one engine. As its start is measured, it does as
 * little as possible before the first result. {@code wasm.mjs} is the same for node.
 */
final class WasmChild {
  static final String FIRST = "first";
  static final String STEADY = "steady";
  static final String PEAK = "peak";
  static final String FAILURE = "failure";

  private WasmChild() {}

  /** {@code SUBJECT WARM-UP-MILLIS TIMED-MILLIS KIND MODULE [WORDS...]}; prints what it finds out, a line each. */
  public static void main(String[] arguments) {
    try {
      List<String> words = Arrays.asList(arguments).subList(5, arguments.length);
      WasmProgram program = new WasmProgram("", arguments[3], Path.of(arguments[4]), words);
      Case.Work work = program.load(WasmSubject.valueOf(arguments[0]).engine());
      long result = work.run();
      print(FIRST, Long.toString(result));
      long warmUp = Long.parseLong(arguments[1]) * 1_000_000;
      steady(work, result, warmUp, Long.parseLong(arguments[2]) * 1_000_000);
      print(PEAK, Long.toString(peak()));
    } catch (Exception | StackOverflowError e) {
      print(FAILURE, String.valueOf(e).lines().findFirst().orElse(""));
    }
    // Compiler threads must not keep the child alive.
    System.exit(0);
  }

  private static void steady(Case.Work work, long result, long warmUp, long timed) throws Exception {
    List<Double> samples = new ArrayList<>();
    long start = System.nanoTime();
    long now = start;
    while (samples.isEmpty() || now - start < warmUp + timed) {
      boolean warm = now - start >= warmUp;
      long before = now;
      long again = work.run();
      now = System.nanoTime();
      if (again != result) {
        throw new IllegalStateException("gave " + result + " and then " + again);
      }
      if (warm) {
        samples.add((double) (now - before));
      }
    }
    print(STEADY, Double.toString(Statistics.median(samples)));
  }

  /** The most memory the process had at a time, in bytes; 0 where Linux does not tell. */
  private static long peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    }
    return 0;
  }

  private static void print(String what, String value) {
    System.out.println(what.concat("\t").concat(value));
    System.out.flush();
  }
}
