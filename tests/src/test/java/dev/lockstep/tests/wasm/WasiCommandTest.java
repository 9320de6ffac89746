package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.command.WasmCommand;
import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WASI commands from the command line: streams, directories, exit status. */
final class WasiCommandTest {

  private static final String[] MODES = {"interpreter", "compiled", "mixed", "stress"};

  @TempDir private Path folder;
  private String input = "";
  private String out;
  private String err;

  private int wasm(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int status =
        WasmCommand.run(
            args,
            new ByteArrayInputStream(WasiGuest.utf8(input)),
            new PrintStream(outBytes, false, StandardCharsets.UTF_8),
            new PrintStream(errBytes, false, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return status;
  }

  /** A command that executes {@code code}, in which function 0 is {@code proc_exit}. */
  private String command(int... code) throws IOException {
    Bytes start = new Bytes().raw(0).raw(code).raw(0x0b);
    Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    module.raw(1).sized(new Bytes().raw(2, 0x60, 1, 0x7f, 0, 0x60, 0, 0).toArray());
    Bytes imports = new Bytes().raw(1).sized(WasiGuest.utf8(Wasi.MODULE)).sized(WasiGuest.utf8("proc_exit"));
    module.raw(2).sized(imports.raw(0, 0).toArray());
    module.raw(3, 2, 1, 1).raw(5, 3, 1, 0, 1);
    Bytes exports = new Bytes().raw(2).sized(WasiGuest.utf8("memory")).raw(2, 0).sized(WasiGuest.utf8("_start"));
    module.raw(7).sized(exports.raw(0, 1).toArray());
    module.raw(10).sized(new Bytes().raw(1).sized(start.toArray()).toArray());
    return Files.write(folder.resolve("command.wasm"), module.toArray()).toString();
  }

  /** What it writes is not kept back until it ends, which it never does. */
  @Test
  @Timeout(60)
  void nobodyReads() throws IOException {
    byte[] module =
        Wat.assemble(
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\08\\00\\00\\00\\03\\00\\00\\00hi\\n")
              (func (export "_start")
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 128)))
                (loop (br 0))))
            """);
    String file = Files.write(folder.resolve("writes.wasm"), module).toString();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (String mode : MODES) {
      int status =
          WasmCommand.run(
              new String[] {"--mode=" + mode, file}, InputStream.nullInputStream(), new PrintStream(closed), System.err);
      assertThat(status).isEqualTo(1);
    }
  }

  @Test
  void libraryThatNeedsWasi() throws IOException {
    byte[] module =
        Wat.assemble(
            """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\08\\00\\00\\00\\03\\00\\00\\00hi\\n")
              (func (export "_initialize") (i32.store (i32.const 64) (i32.const 7)))
              (func (export "ready") (result i32) (i32.load (i32.const 64)))
              (func $greet (export "greet") (result i32)
                (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 128)))
              (func (export "leave") (param i32) (drop (call $greet)) (call $exit (local.get 0))))
            """);
    String file = Files.write(folder.resolve("library.wasm"), module).toString();
    for (String mode : MODES) {
      assertThat(wasm("--mode=" + mode, "--invoke=ready", file)).isEqualTo(0);
      assertThat(out).isEqualTo("7\n");
      assertThat(wasm("--mode=" + mode, "--invoke=greet", file)).isEqualTo(0);
      assertThat(out).isEqualTo("hi\n0\n");
      assertThat(wasm("--mode=" + mode, "--invoke=leave", file, "5")).isEqualTo(5);
      assertThat(out).isEqualTo("hi\n");
    }
  }

  private static String lua() {
    return SharedFiles.programs().resolve("lua54.wasm").toString();
  }

  /** Runs a script with the folder as the only directory. */
  private int script(String text, String... args) throws IOException {
    Files.writeString(folder.resolve("script.lua"), text);
    String[] words = new String[3 + args.length];
    words[0] = "--dir=" + folder + "::.";
    words[1] = lua();
    words[2] = "script.lua";
    System.arraycopy(args, 0, words, 3, args.length);
    return wasm(words);
  }

  @Test
  void exitStatus() throws IOException {
    for (String mode : MODES) {
      assertThat(wasm("--mode=" + mode, command(0x41, 41, 0x10, 0))).isEqualTo(41);
      assertThat(wasm("--mode=" + mode, command(0x41, 0, 0x10, 0, 0x00))).isEqualTo(0);
      assertThat(wasm("--mode=" + mode, command())).isEqualTo(0);
      assertThat(out + err).isEmpty();
    }
  }

  @Test
  void traps() throws IOException {
    for (String mode : MODES) {
      assertThat(wasm("--mode=" + mode, command(0x00))).isEqualTo(3);
      assertThat(err).matches("trap: unreachable at function _start pc \\d+\\R");
      assertThat(out).isEmpty();
    }
  }

  @Test
  void badOptions() throws IOException {
    String absent = folder.resolve("absent").toString();
    assertThat(wasm("--dir=" + absent, command())).isEqualTo(2);
    assertThat(err).isEqualTo(absent + " is no directory" + System.lineSeparator());
    String file = command();
    assertThat(wasm("--dir=" + file, file)).isEqualTo(2);
    assertThat(err).isEqualTo(file + " is no directory" + System.lineSeparator());
    assertThat(wasm("--dir=::x", command())).isEqualTo(2);
    assertThat(wasm("--env=x", command())).isEqualTo(2);
    assertThat(err).isEqualTo("--env=x is not NAME=VALUE" + System.lineSeparator());
  }

  @Test
  void memoryLimit() throws IOException {
    // memory.grow by 2 pages, the result plus 2 is the exit status.
    int[] grow = {0x41, 2, 0x40, 0, 0x41, 2, 0x6a, 0x10, 0};
    assertThat(wasm(command(grow))).isEqualTo(3);
    assertThat(wasm("--max-memory=192k", command(grow))).isEqualTo(3);
    assertThat(wasm("--max-memory=196607", command(grow))).isEqualTo(1);
    String file = command(grow);
    assertThat(wasm("--max-memory=0", file)).isEqualTo(2);
    assertThat(err).startsWith(file + ": memory of 1 pages: more than the limit of 0");
    for (String size : new String[] {"", "x", "k", "-1", "9999999999g"}) {
      assertThat(wasm("--max-memory=" + size, command(grow))).isEqualTo(2);
      assertThat(err).startsWith("--max-memory=" + size + " is not a number of bytes");
    }
  }

  @Test
  void argumentsAndStreams() throws IOException {
    input = "return 'in' .. 'put'";
    assertThat(script("print(arg[1], arg[2], dofile())", "a b", "--dir=x")).isEqualTo(0);
    assertThat(out).isEqualTo("a b\t--dir=x\tinput\n");
    assertThat(err).isEmpty();
  }

  @Test
  void outputBeforeATrapIsNotLost() throws IOException {
    // This Lua was compiled without exceptions, so that an error is a trap.
    assertThat(script("print('before') error('oops')")).isEqualTo(3);
    assertThat(out).isEqualTo("before\n");
    assertThat(err).matches("trap: unreachable at function \\w+ pc \\d+\\R");
  }

  @Test
  void onlyDirectoriesThatAreGiven() throws IOException {
    Files.writeString(folder.resolve("other.lua"), "return 'other'");
    assertThat(script("print(dofile('./other.lua'))")).isEqualTo(0);
    assertThat(out).isEqualTo("other\n");
    assertThat(wasm(lua(), "script.lua")).isEqualTo(1);
    assertThat(err).isEqualTo("cannot open script.lua: Capabilities insufficient\n");
    assertThat(wasm("--dir=" + folder, lua(), folder.resolve("../absent").toString())).isEqualTo(1);
    assertThat(err).endsWith(": Capabilities insufficient\n");
  }

  @Test
  void outputThatNobodyReads() throws IOException {
    Files.writeString(folder.resolve("script.lua"), "for i = 1, 3000 do print(i) end");
    PrintStream closed = new PrintStream(new ByteArrayOutputStream());
    closed.close();
    String[] args = {"--dir=" + folder + "::.", lua(), "script.lua"};
    assertThat(WasmCommand.run(args, new ByteArrayInputStream(new byte[0]), closed, closed)).isEqualTo(1);
  }
}
