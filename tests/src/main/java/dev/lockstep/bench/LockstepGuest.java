package dev.lockstep.bench;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Tiering;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The two bench guests as Lockstep runs them, from what was generated for their opcodes. */
enum LockstepGuest {
  /** {@link BenchOps}. */
  BENCH(BenchOpcodes.TABLE, BenchAssembler::new, BenchMachine::new, StackOp::narrow),
  /** {@link WideOps}. */
  WIDE(WideOpcodes.TABLE, WideAssembler::new, WideMachine::new, StackOp::wide);

  private final InstructionTable table;
  private final Supplier<Assembler<?>> assemblers;
  private final BiFunction<dev.lockstep.runtime.Program, BenchMemory, Machine> machines;
  private final ToIntFunction<StackOp> numbers;

  LockstepGuest(
      InstructionTable table,
      Supplier<Assembler<?>> assemblers,
      BiFunction<dev.lockstep.runtime.Program, BenchMemory, Machine> machines,
      ToIntFunction<StackOp> numbers) {
    this.table = table;
    this.assemblers = assemblers;
    this.machines = machines;
    this.numbers = numbers;
  }

  dev.lockstep.runtime.Program assemble(Consumer<StackEmitter> code, Tiering tiering) {
    LockstepEmitter emitter = new LockstepEmitter(assemblers.get(), table, numbers);
    code.accept(emitter);
    return emitter.finish().in(tiering);
  }

  InstructionTable table() {
    return table;
  }

  Machine machine(dev.lockstep.runtime.Program program, BenchMemory memory) {
    return machines.apply(program, memory);
  }

  /** The benchmark programs, run in one way; {@code sizes} are those of measured runs. */
  Subject subject(String name, Tiering tiering, ToIntFunction<Program> sizes) {
    return new Subject(
        name,
        () ->
            Programs.ALL.stream()
                .map(program -> load(program, tiering, sizes.applyAsInt(program)))
                .toList());
  }

  private Case load(Program program, Tiering tiering, int size) {
    dev.lockstep.runtime.Program assembled = assemble(program.code(), tiering);
    Function run = assembled.function("run");
    Machine machine = machine(assembled, new BenchMemory());
    return Case.timed(
        program.name(),
        () -> (Long) machine.invoke(run, program.smallArgument()),
        () -> (Long) machine.invoke(run, size));
  }
}
