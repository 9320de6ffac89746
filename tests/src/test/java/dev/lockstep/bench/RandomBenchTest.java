package dev.lockstep.bench;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Type;
import dev.lockstep.tests.RandomProgram;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs of the bench guest do the same on every tier. */
final class RandomBenchTest {

  private static final RandomProgram.Guest GUEST =
      new RandomProgram.Guest() {
        @Override
        public InstructionTable table() {
          return BenchOpcodes.TABLE;
        }

        @Override
        public List<Type> types() {
          return List.of(Type.INT, Type.LONG, Type.DOUBLE);
        }

        @Override
        public RandomProgram.Run run(Program program) {
          BenchMemory memory = new BenchMemory();
          return new RandomProgram.Run(new BenchMachine(program, memory), () -> digest(memory));
        }

        private long digest(BenchMemory memory) {
          return 31L * Arrays.hashCode(memory.words) + 17L * Arrays.hashCode(Arrays.copyOf(memory.bytes, 8192))
              + 7L * Arrays.hashCode(memory.doubles) + Arrays.hashCode(memory.globals);
        }

        @Override
        public boolean isAddress(OpcodeRow opcode, int operand) {
          boolean touchesMemory = opcode.mnemonic().contains("load") || opcode.mnemonic().contains("store");
          return touchesMemory && operand == 0;
        }

        @Override
        public Assembler<?> assembler() {
          return new BenchAssembler();
        }

        @Override
        public int branchOpcode() {
          return BenchOpcodes.BR_IF;
        }

        @Override
        public int callOpcode() {
          return BenchOpcodes.CALL;
        }

        @Override
        public int returnOpcode() {
          return BenchOpcodes.RETURN;
        }

        @Override
        public void countDown(Assembler<?> asm, int local, Label target) {
          asm.getLocal(local).constInt(1).op(BenchOpcodes.I32_SUB).teeLocal(local).branch(BenchOpcodes.BR_IF, target);
        }
      };

  @Test
  void sameOnEveryTier() {
    RandomProgram.checkAll(GUEST, Long.getLong("lockstep.seed", System.nanoTime() >>> 10), Integer.getInteger("lockstep.programs", 200));
  }
}
