package dev.lockstep.tests.emulator;

import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.NoRoomException;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import java.util.Arrays;

/**
 * An emulator that finds code as it runs, as jumps lead to addresses in registers: each block is translated when it is reached
 * for the first time. A block is a function that ends in a tail call of the next one. An instruction is an operation and two
 * operands: {@code SET r v}, {@code ADD r s}, {@code JUMP_IF r address}, {@code JUMP_TO r} or {@code HALT}.
 */
final class Processor {

  static final int SET = 0;
  static final int ADD = 1;
  static final int JUMP_IF = 2;
  static final int JUMP_TO = 3;
  static final int HALT = 4;

  private static final Signature BLOCK = Signature.of("()");
  private static final int UNTRANSLATED = -1;

  final int[] registers = new int[8];
  private final int[] memory;
  private final int room;
  private final Tiering tiering;
  private ProcessorAssembler asm;
  private Program program;

  /** By address, the index of the function that does what the code there does; {@link #UNTRANSLATED} if there is none yet. */
  private int[] blocks;

  /** Where to go on after a flush. */
  private int address;

  private int flushes;

  /** A processor with that code in its memory, and room for that many words of what it is translated to. */
  Processor(int[] memory, int room, Tiering tiering) {
    this.memory = memory;
    this.room = room;
    this.tiering = tiering;
    flush();
  }

  private void flush() {
    blocks = new int[memory.length];
    Arrays.fill(blocks, UNTRANSLATED);
    asm = new ProcessorAssembler().reserve(room);
    program = asm.build().in(tiering);
  }

  /** Runs from address 0 until the processor halts. */
  void run() {
    address = 0;
    while (true) {
      try {
        int first = block(address);
        new ProcessorMachine(program, this).invoke(program.functions().get(first));
        return;
      } catch (NoRoomException full) {
        // All state is in registers and memory, so that the code translated so far can go.
        flush();
        flushes++;
      }
    }
  }

  Program program() {
    return program;
  }

  int flushes() {
    return flushes;
  }

  /** The index of the function that does what the code at {@code at} does. So short that HotSpot makes it part of each jump. */
  int block(int at) {
    int index = blocks[at];
    return index == UNTRANSLATED ? newBlock(at) : index;
  }

  private int newBlock(int at) {
    address = at;
    Function function = asm.declare("block" + at, BLOCK);
    asm.begin(function);
    translate(at);
    asm.end().extend(program);
    blocks[at] = function.index();
    return function.index();
  }

  private void translate(int from) {
    for (int at = from; ; at += 3) {
      int a = memory[at + 1];
      int b = memory[at + 2];
      switch (memory[at]) {
        case SET -> asm.constInt(b).set(a);
        case ADD -> asm.get(a).get(b).add().set(a);
        case JUMP_IF -> {
          Label taken = asm.label();
          asm.get(a).brIf(taken).constInt(at + 3).goTo(BLOCK).bind(taken).constInt(b).goTo(BLOCK);
          return;
        }
        case JUMP_TO -> {
          asm.get(a).goTo(BLOCK);
          return;
        }
        default -> {
          asm.ret();
          return;
        }
      }
    }
  }
}
