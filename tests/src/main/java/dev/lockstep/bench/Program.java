package dev.lockstep.bench;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A benchmark program: an entry function {@code run(i32) -> i64} and the functions it calls.
 *
 * @param smallArgument the size of a run that takes well under a millisecond
 * @param argument the size of a run on an interpreter
 * @param largeArgument the size of a run of compiled code, some tens of milliseconds
 * @param result what a run of size {@code argument} returns
 * @param code emits the functions
 */
record Program(
    String name,
    int smallArgument,
    int argument,
    int largeArgument,
    long result,
    Consumer<StackEmitter> code) {

  GuestCode stackCode(ToIntFunction<StackOp> numbers) {
    StackCodeEmitter emitter = new StackCodeEmitter(numbers);
    code.accept(emitter);
    return emitter.finish();
  }

  GuestCode registerCode(ToIntFunction<StackOp> numbers) {
    return registerCode(new RegisterCodeEmitter(numbers, false));
  }

  GuestCode fusedRegisterCode() {
    return registerCode(new RegisterCodeEmitter(StackOp::narrow, true));
  }

  private GuestCode registerCode(RegisterCodeEmitter emitter) {
    code.accept(emitter);
    return emitter.finish();
  }
}
