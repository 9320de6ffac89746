package dev.lockstep.bench;

import dev.lockstep.runtime.Tiering;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The six programs on interpreters of the 88-opcode guest and of the 250-opcode guest. */
final class InterpreterSuite implements Suite {
  private static final String STACK_88 = "stack-switch-88";
  private static final String REGISTER_88 = "register-switch-88";
  private static final String FUSED_88 = "fused-register-switch-88";
  private static final String LOCKSTEP_88 = "lockstep-interpreter-88";
  private static final String LOCKSTEP_250 = "lockstep-interpreter-250";
  private static final String STACK_250 = "stack-switch-250";
  private static final String REGISTER_250 = "register-switch-250";

  @Override
  public String name() {
    return "interpreter";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        switchSubject(STACK_88, StackSwitch::new, program -> program.stackCode(StackOp::narrow)),
        switchSubject(
            REGISTER_88, RegisterSwitch::new, program -> program.registerCode(StackOp::narrow)),
        switchSubject(FUSED_88, FusedRegisterSwitch::new, Program::fusedRegisterCode),
        LockstepGuest.BENCH.subject(LOCKSTEP_88, Tiering.interpreter(), Program::argument),
        switchSubject(STACK_250, WideStackSwitch::new, program -> program.stackCode(StackOp::wide)),
        switchSubject(
            REGISTER_250, WideRegisterSwitch::new, program -> program.registerCode(StackOp::wide)),
        LockstepGuest.WIDE.subject(LOCKSTEP_250, Tiering.interpreter(), Program::argument));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of(
        new Ratio("interpreter.88.vs-stack-switch", STACK_88, LOCKSTEP_88),
        new Ratio("interpreter.88.vs-register-switch", REGISTER_88, LOCKSTEP_88),
        new Ratio("interpreter.88.vs-fused-register-switch", FUSED_88, LOCKSTEP_88),
        new Ratio("interpreter.250.vs-stack-switch", STACK_250, LOCKSTEP_250),
        new Ratio("interpreter.250.vs-register-switch", REGISTER_250, LOCKSTEP_250),
        new Ratio("interpreter.250-over-88", LOCKSTEP_250, LOCKSTEP_88));
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 1200, 800) : new Schedule(5, 4000, 3000);
  }

  private static Subject switchSubject(
      String name, Supplier<CodeInterpreter> interpreters, Function<Program, GuestCode> assembler) {
    return new Subject(
        name,
        () -> {
          CodeInterpreter interpreter = interpreters.get();
          return Programs.ALL.stream()
              .map(program -> load(program, interpreter, assembler))
              .toList();
        });
  }

  private static Case load(
      Program program, CodeInterpreter interpreter, Function<Program, GuestCode> assembler) {
    GuestCode code = assembler.apply(program);
    BenchMemory memory = new BenchMemory();
    return Case.timed(
        program.name(),
        () -> interpreter.run(code, memory, program.smallArgument()),
        () -> interpreter.run(code, memory, program.argument()));
  }
}
