package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every subject computes what the program says it returns. */
final class ProgramsTest {
  private final BenchMemory memory = new BenchMemory();

  static Stream<Program> programs() {
    return Programs.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void plainJava(Program program) {
    assertThat(PlainJava.run(program.name(), memory, program.argument()))
        .isEqualTo(program.result());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void stackSwitch(Program program) {
    expect(program, new StackSwitch(), program.stackCode(StackOp::narrow));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wideStackSwitch(Program program) {
    expect(program, new WideStackSwitch(), program.stackCode(StackOp::wide));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void registerSwitch(Program program) {
    expect(program, new RegisterSwitch(), program.registerCode(StackOp::narrow));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void fusedRegisterSwitch(Program program) {
    expect(program, new FusedRegisterSwitch(), program.fusedRegisterCode());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wideRegisterSwitch(Program program) {
    expect(program, new WideRegisterSwitch(), program.registerCode(StackOp::wide));
  }

  /** Twice, since an interpreter and a memory are used for many runs. */
  private void expect(Program program, CodeInterpreter interpreter, GuestCode code) {
    for (int run = 1; run <= 2; run++) {
      assertWithMessage("run %s", run)
          .that(interpreter.run(code, memory, program.argument()))
          .isEqualTo(program.result());
    }
  }
}
