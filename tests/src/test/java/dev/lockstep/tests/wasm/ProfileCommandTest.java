package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.command.ProfileCommand;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code profile} prints of what it has run, and its exit status. */
final class ProfileCommandTest {

  private static final int[] I32 = {0x7f};

  @TempDir private Path folder;
  private String file;
  private InputStream input = InputStream.nullInputStream();

  @BeforeEach
  void writeModule() throws IOException {
    ModuleBuilder builder = new ModuleBuilder();
    builder.function("run", I32, I32, new Bytes().raw(0x20, 0).constant(1).raw(0x6a));
    builder.function("div", new int[] {0x7f, 0x7f}, I32, new Bytes().raw(0x20, 0, 0x20, 1, 0x6d));
    file = write("test.wasm", builder.build());
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @Test
  void aProfileComesBehindTheResult() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status =
        ProfileCommand.run(
            new String[] {file, "41"}, InputStream.nullInputStream(), printed, printed);
    assertThat(status).isEqualTo(0);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList())
        .containsAtLeast("42", " 50.00 %  50.00 %  i32.add(_, #)", " 50.00 %   0.00 %  return")
        .inOrder();
  }

  private List<String> crossings(int status, String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] all = new String[args.length + 1];
    all[0] = "--crossings";
    System.arraycopy(args, 0, all, 1, args.length);
    assertThat(ProfileCommand.run(all, input, printed, printed)).isEqualTo(status);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * The loop is compiled after 500 of 100,000 turns of 5 instructions, alone, and entered once; the 2 instructions behind it are
   * left to the interpreter.
   */
  @Test
  void crossingsOfACountedLoop() throws IOException {
    Bytes count = new Bytes().raw(0x03, 0x40, 0x20, 0, 0x41, 0x7f, 0x6a, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 0);
    String loop = write("loop.wasm", new ModuleBuilder().function("count", I32, I32, count).build());
    List<String> lines = crossings(0, loop, "100000");
    assertThat(lines.get(0)).isEqualTo("0");
    assertThat(lines.get(1)).matches(" +500,002 +guest instructions");
    assertThat(lines.get(2)).matches(" +1 +0.0002 regions entered .*");
    assertThat(lines.get(3)).matches(" +1 +0.0002 times .*");
    assertThat(lines.get(6)).matches(" +1 +0.0002 region at pc \\d+ of count\\(I\\)I");
    assertThat(lines.get(7)).matches(" +1 +0.0002 interpreter at pc \\d+ of count\\(I\\)I");
    assertThat(lines).hasSize(8);
  }

  @Test
  void crossingsRefuseWhatTheyCannotDo() {
    assertThat(crossings(2)).containsExactly("profile needs a file");
    assertThat(crossings(2, "--fuel=5", file, "1"))
        .containsExactly("profile --crossings has no option --fuel: it counts instructions by fuel");
    assertThat(crossings(2, "--mode=compiled", file, "1"))
        .containsExactly("profile has no option --mode");
    assertThat(crossings(2, "--crossings=3", file, "1")).containsExactly("--crossings takes no value");
    assertThat(crossings(2, "--loud", file, "1")).containsExactly("profile has no option --loud");
    List<String> trap = crossings(3, "--invoke=div", file, "1", "0");
    assertThat(trap.get(0)).matches(" +\\d+ +guest instructions");
    assertThat(trap.get(trap.size() - 1)).startsWith("trap: integer divide by zero at function div pc ");
  }

  /** Reads up to five bytes, writes five, and goes round a loop a hundred times the first byte. */
  private static final String READER =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\\10\\00\\00\\00\\05\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00.....\\n")
        (func (export "_start") (local i32)
          (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
          (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (local.set 0 (i32.mul (i32.load8_u (i32.const 16)) (i32.const 100)))
          (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
      """;

  @Test
  void bothRunsReadTheSameAndNoMoreThanTheyAskFor() throws IOException {
    InputStream waiting =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("would wait for what is typed next");
          }
        };
    input = new SequenceInputStream(new ByteArrayInputStream(WasiGuest.utf8("hi..\n")), waiting);
    List<String> lines = crossings(0, write("reader.wasm", Wat.assemble(READER)));
    assertThat(lines.get(0)).isEqualTo("hi..");
    assertThat(lines.get(1)).matches(" +52,0\\d\\d +guest instructions");
    assertThat(lines.get(2)).matches(" +1 +0.0019 regions entered .*");
  }

  @Test
  @Timeout(60)
  void whatNobodyReadsIsNotRunAgain() throws IOException {
    String endless = READER.replace("(br_if 0 (local.tee 0", "(br 0) (drop (i32.eqz");
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    String[] args = {"--crossings", write("endless.wasm", Wat.assemble(endless))};
    assertThat(ProfileCommand.run(args, input, new PrintStream(closed), System.err)).isEqualTo(1);
  }

  @Test
  void nothingIsHot() throws IOException {
    int[] none = {};
    List<String> lines = crossings(0, write("empty.wasm", new ModuleBuilder().function("run", none, none, new Bytes()).build()));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches(" +1 +guest instructions");
    assertThat(lines.get(3)).matches(" +0 +0.0000 calls .*");
  }
}
