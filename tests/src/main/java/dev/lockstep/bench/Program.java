package dev.lockstep.bench;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A benchmark program: an entry function {@code run(i32) -> i64} and the functions it calls.
 *
 * @param smallArgument the size of a run that takes well under a millisecond
 * @param argument the size of a run
 * @param result what a run returns
 * @param code emits the functions
 */
record Program(
    String name, int smallArgument, int argument, long result, Consumer<StackEmitter> code) {

  GuestCode stackCode(ToIntFunction<StackOp> numbers) {
    StackCodeEmitter emitter = new StackCodeEmitter(numbers);
    code.accept(emitter);
    return emitter.finish();
  }

  GuestCode registerCode(ToIntFunction<StackOp> numbers) {
    RegisterCodeEmitter emitter = new RegisterCodeEmitter(numbers);
    code.accept(emitter);
    return emitter.finish();
  }
}
