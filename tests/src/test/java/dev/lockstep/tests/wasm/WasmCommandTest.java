package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.command.DisasmCommand;
import dev.lockstep.examples.command.ProfileCommand;
import dev.lockstep.examples.command.WasmCommand;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line prints where, and its exit status. */
final class WasmCommandTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};

  @TempDir private Path folder;
  private String file;
  private String out;
  private String err;

  @BeforeEach
  void writeModule() throws IOException {
    ModuleBuilder builder = new ModuleBuilder();
    builder.function("run", I32, I32, new Bytes().raw(0x20, 0).constant(1).raw(0x6a));
    int[] mixed = {0x7e, 0x7d, 0x7c};
    builder.function("mix", mixed, new int[] {0x7c, 0x7d, 0x7e}, new Bytes().raw(0x20, 2, 0x20, 1, 0x20, 0));
    builder.function("nothing", NONE, NONE, new Bytes());
    builder.function("div", new int[] {0x7f, 0x7f}, I32, new Bytes().raw(0x20, 0, 0x20, 1, 0x6d));
    builder.function("load", I32, I32, new Bytes().raw(0x20, 0, 0x28, 2, 0));
    file = write("test.wasm", builder.build());
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private int wasm(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int status =
        WasmCommand.run(
            args,
            java.io.InputStream.nullInputStream(),
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return status;
  }

  private void refused(String message, String... args) {
    assertThat(wasm(args)).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).isEqualTo(message + System.lineSeparator());
  }

  @Test
  void fuelEndsWhatRunsForEver() throws IOException {
    String endless =
        write("endless.wasm", new ModuleBuilder().function("f", NONE, NONE, new Bytes().raw(0x03, 0x40, 0x0c, 0, 0x0b)).build());
    for (String mode : new String[] {"interpreter", "compiled", "mixed", "stress"}) {
      assertThat(wasm("--mode=" + mode, "--fuel=1000000", endless)).isEqualTo(3);
      assertThat(err).matches("trap: out of fuel at function f pc [0-9]+" + System.lineSeparator());
    }
    assertThat(wasm("--fuel=4", file, "41")).isEqualTo(0);
    assertThat(wasm("--fuel=3", file, "41")).isEqualTo(3);
    for (String bad : new String[] {"", "x", "-1", "1k", "9223372036854775808"}) {
      refused("--fuel=" + bad + " is not a number of instructions", "--fuel=" + bad, file, "41");
    }
  }

  @Test
  void resultsOneALine() {
    assertThat(wasm(file, "41")).isEqualTo(0);
    assertThat(out).isEqualTo("42\n");
    assertThat(wasm("--invoke=mix", file, "-0x8000000000000000", "0.1", "1e300")).isEqualTo(0);
    assertThat(out).isEqualTo("1.0E300\n0.1\n-9223372036854775808\n");
    assertThat(wasm("--invoke=nothing", file)).isEqualTo(0);
    assertThat(out).isEmpty();
    assertThat(err).isEmpty();
  }

  @Test
  void resultsThatCannotBeWritten() {
    PrintStream full =
        new PrintStream(
            new java.io.OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    PrintStream ignored = new PrintStream(java.io.OutputStream.nullOutputStream());
    String[] args = {file, "41"};
    assertThat(WasmCommand.run(args, java.io.InputStream.nullInputStream(), full, ignored)).isEqualTo(1);
    assertThat(DisasmCommand.run(new String[] {file}, full, ignored)).isEqualTo(1);
  }

  @Test
  void everyMode() {
    for (String mode : new String[] {"interpreter", "compiled", "mixed", "stress"}) {
      assertThat(wasm("--mode=" + mode, file, "0xffffffff")).isEqualTo(0);
      assertThat(out).isEqualTo("0\n");
    }
  }

  @Test
  void times() {
    assertThat(wasm("--time", file, "1")).isEqualTo(0);
    assertThat(err).matches("load \\d+\\.\\d ms\\Rcall \\d+\\.\\d ms\\R");
  }

  @Test
  void traps() {
    assertThat(wasm("--invoke=div", file, "1", "0")).isEqualTo(3);
    assertThat(err).matches("trap: integer divide by zero at function div pc \\d+\\R");
    assertThat(wasm("--invoke=div", file, "-2147483648", "-1")).isEqualTo(3);
    assertThat(err).matches("trap: integer overflow at function div pc \\d+\\R");
    assertThat(wasm("--invoke=load", file, "-1")).isEqualTo(3);
    assertThat(err).matches("trap: out of bounds memory access at function load pc \\d+\\R");
    assertThat(out).isEmpty();
  }

  @Test
  void badArguments() {
    refused("function run takes 1 argument [i32], not 0", file);
    refused("function run takes 1 argument [i32], not 2", file, "1", "2");
    for (String word : new String[] {"x", "", "1.5", "4294967296", "-2147483649", "0x", "--1", "-+1", "0x1ffffffff"}) {
      refused("not an argument of type i32: " + word, file, word);
    }
    refused("not an argument of type f32: one", "--invoke=mix", file, "1", "one", "1");
  }

  @Test
  void badOptions() {
    refused("wasm needs a file");
    refused("wasm has no option --fast", "--fast", file, "1");
    refused("wasm has no option -f", "-f", file, "1");
    refused("--mode needs a value, as in --mode=VALUE", "--mode", "compiled", file, "1");
    refused("--time takes no value", "--time=1", file, "1");
    refused("the name of the file is empty", "");
    refused("--max-memory=65535 is less than a page, which has 64k, and not 0", "--max-memory=65535", file, "1");
    for (String bad : new String[] {"", "x", "-1", "1kk", "1.5m", "99999999999g"}) {
      refused(
          "--max-memory=" + bad + " is not a number of bytes such as 1048576, 1024k, 1m or 1g",
          "--max-memory=" + bad, file, "1");
    }
    assertThat(wasm("--max-memory=9g", file, "1")).isEqualTo(0);
    refused("--mode=fast is not interpreter, compiled, mixed or stress", "--mode=fast", file, "1");
    refused(
        file + " exports no function named go; it exports run, mix, nothing, div, load", "--invoke=go", file, "1");
  }

  @Test
  void profileAlwaysInterprets() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    java.io.InputStream none = java.io.InputStream.nullInputStream();
    assertThat(ProfileCommand.run(new String[0], none, stream, stream)).isEqualTo(2);
    assertThat(ProfileCommand.run(new String[] {"--mode=compiled", file, "1"}, none, stream, stream)).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("profile needs a file", "profile has no option --mode")
        .inOrder();
  }

  @Test
  void badFiles() throws IOException {
    String absent = folder.resolve("absent.wasm").toString();
    refused("there is no file " + absent, absent);
    assertThat(wasm(folder.toString())).isEqualTo(2);
    assertThat(err).startsWith("cannot read " + folder);
    refused("cannot read " + file + "/inside: Not a directory", file + "/inside");
    String empty = write("empty.wasm", new byte[0]);
    refused(empty + ": unexpected end of section or function (at byte 0)", empty);
    String text = write("text.wasm", "(module)".getBytes(StandardCharsets.UTF_8));
    refused(text + ": magic header not detected (at byte 0)", text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(DisasmCommand.run(new String[] {text}, stream, stream)).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith(text + ": magic header not detected");
    byte[] module = Files.readAllBytes(Path.of(file));
    for (int length = 8; length < module.length; length++) {
      int status = wasm(write("short.wasm", java.util.Arrays.copyOf(module, length)), "1");
      assertThat(status).isEqualTo(2);
      assertThat(err.lines().count()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatMayNotBeReadIsNamedOnce() {
    assertThat(WasmCommand.unreadable("folder", new AccessDeniedException("folder/a.wasm")))
        .isEqualTo("cannot read folder/a.wasm: permission denied");
  }

  @Test
  void tooMuchMemory() throws IOException {
    byte[] module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0)
        .raw(5, 5, 1, 0, 0x80, 0x80, 4, 7, 7, 1, 3, 'r', 'u', 'n', 0, 0, 10, 4, 1, 2, 0, 0x0b).toArray();
    String large = write("large.wasm", module);
    assertThat(wasm(large)).isEqualTo(2);
    assertThat(err).startsWith(large + ": memory of 65536 pages: more than the limit of 32767 (at byte ");
  }

  @Test
  void unknownImport() throws IOException {
    byte[] module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0)
        .raw(2, 7, 1, 1, 'm', 1, 'f', 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 'r', 'u', 'n', 0, 1)
        .raw(10, 6, 1, 4, 0, 0x10, 0, 0x0b).toArray();
    String imports = write("import.wasm", module);
    refused(imports + ": unknown import m.f", imports);
  }

  @Test
  void listing() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(DisasmCommand.run(new String[] {file}, stream, stream)).isEqualTo(0);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("i32.add(_, #) s");
    assertThat(DisasmCommand.run(new String[0], stream, stream)).isEqualTo(2);
  }

  private static Process process(String jvmOption, String... args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, jvmOption, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.lockstep.examples.Main", "wasm"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process;
  }

  @Test
  void asProcess() throws Exception {
    Process process = process("-Xshare:auto", "--invoke=div", file, "7", "0");
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("trap: integer divide by zero at function div pc ");
  }

  /** What is loaded in vain is what a short program waits for. */
  @Test
  void onlyWhatIsCompiledLoadsTheCompiler() throws Exception {
    Path log = folder.resolve("loaded");
    String logged = "-Xlog:class+load:file=" + log;
    assertThat(process(logged, "--mode=interpreter", file, "1").exitValue()).isEqualTo(0);
    String loaded = Files.readString(log);
    assertThat(loaded).contains(".WasmOpcodes ");
    assertThat(loaded).doesNotContain(".WasmStencils ");
    assertThat(loaded).doesNotContain(".RegionCompiler ");
    assertThat(process(logged, "--mode=compiled", file, "1").exitValue()).isEqualTo(0);
    assertThat(Files.readString(log)).contains(".WasmStencils ");
  }

  @Test
  void crossingsAreThoseOfProfile() {
    refused("wasm has no option --crossings", "--crossings", file, "1");
  }
}
