package dev.lockstep.tests.emulator;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.Target;

/** What the code of {@link Processor} is translated to. */
@InstructionSet(name = "Processor")
final class ProcessorOps {

  private ProcessorOps() {}

  @Opcode
  static int get(@Context Processor processor, @Immediate int register) {
    return processor.registers[register];
  }

  @Opcode
  static void set(@Context Processor processor, int value, @Immediate int register) {
    processor.registers[register] = value;
  }

  @Opcode(fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode(control = Control.BRANCH)
  static boolean brIf(int condition, @Target int target) {
    return condition != 0;
  }

  /** Goes to the block at an address, which is translated now if it has never run before. */
  @Opcode(control = Control.TAIL_CALL)
  static int goTo(@Context Processor processor, int address) {
    return processor.block(address);
  }

  @Opcode(control = Control.RETURN)
  static void ret() {}
}
