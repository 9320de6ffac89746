package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.Program;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What code becomes: few instructions, and jumps that need no others. */
final class TranslationTest {

  private static final int[] I32 = {0x7f};
  private static final int[] TWO_I32 = {0x7f, 0x7f};

  /** The instructions of a function from i32 and i32 to i32; pcs count from its first one. */
  private static List<String> code(int... code) {
    Program program =
        WasmModule.parse(new ModuleBuilder().function("f", TWO_I32, I32, new Bytes().raw(code)).build()).program();
    return Disassembler.disassemble(program).lines().skip(1).map(line -> line.strip().replaceFirst("\\s+", " ")).toList();
  }

  @Test
  void ifIsABranchOnTheInverse() {
    // local.get 0; local.get 1; i32.lt_s; if (result i32) local.get 0 else local.get 1 end
    assertThat(code(0x20, 0, 0x20, 1, 0x48, 0x04, 0x7f, 0x20, 0, 0x05, 0x20, 1, 0x0b))
        .containsExactly(
            "6 br_if(i32.ge_s(_, _)) s0, s1, -> 17",
            "11 move.int s3 <- s0",
            "14 br -> 20",
            "17 move.int s3 <- s1",
            "20 move.int s0 <- s3",
            "23 return link s2")
        .inOrder();
  }

  @Test
  void negationsCancel() {
    // block; local.get 0; local.get 1; i32.eq; i32.eqz; i32.eqz; i32.eqz; br_if 0; unreachable; end; local.get 1
    assertThat(code(0x02, 0x40, 0x20, 0, 0x20, 1, 0x46, 0x45, 0x45, 0x45, 0x0d, 0, 0x00, 0x0b, 0x20, 1))
        .containsExactly("6 br_if(i32.ne(_, _)) s0, s1, -> 12", "11 unreachable", "12 move.int s0 <- s1", "15 return link s2")
        .inOrder();
  }

  @Test
  void aJumpMovesItsValuesOnTheWay() {
    // block (result i32); i32.const 5; local.get 0; br 0; end
    assertThat(code(0x02, 0x7f, 0x41, 5, 0x20, 0, 0x0c, 0, 0x0b))
        .containsExactly("6 move.int s3 <- s0", "9 br -> 12", "12 move.int s0 <- s3", "15 return link s2")
        .inOrder();
  }

  @Test
  void addressesFold() {
    // local.get 0; local.get 1; i32.const 2; i32.shl; i32.add; i32.load offset=8
    assertThat(code(0x20, 0, 0x20, 1, 0x41, 2, 0x74, 0x6a, 0x28, 2, 8))
        .containsExactly("6 i32.load(i32.add(_, i32.shl(_, #))) s0 <- s0, s1, #2, #8", "12 return link s2")
        .inOrder();
  }
}
