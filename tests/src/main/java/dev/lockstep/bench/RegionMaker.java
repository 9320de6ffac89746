package dev.lockstep.bench;

import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Region;
import dev.lockstep.runtime.Tiering;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Makes the JVM code of sample regions: with Lockstep's stencils, or through ASM. */
final class RegionMaker {
  private static final Object[] ARGUMENTS = {1, 2, 3, 4, 5L, 6L, 7L, 8L};

  private final List<SampleRegion> regions;
  private final Program program;
  private final Machine machine;

  /** A maker of that many different regions. */
  RegionMaker(int count) {
    regions = LongStream.range(0, count).mapToObj(SampleRegion::random).toList();
    program = LockstepGuest.BENCH.assemble(this::emitAll, Tiering.interpreter());
    machine = machine(program);
  }

  private void emitAll(StackEmitter e) {
    for (int i = 0; i < regions.size(); i++) {
      regions.get(i).emit(e, "region" + i);
    }
  }

  int count() {
    return regions.size();
  }

  /** The sum of all results, found by the interpreter, which then is loaded. */
  long interpret() {
    return runAll(machine);
  }

  /** A program with the regions as functions, each of which is compiled when it is first called. */
  Program compilable() {
    return program.in(Tiering.compiled());
  }

  /** Something to run a program on. */
  Machine machine(Program of) {
    return LockstepGuest.BENCH.machine(of, new BenchMemory());
  }

  /** Calls all functions once; returns the sum of the results. */
  long runAll(Machine on) {
    long sum = 0;
    for (int i = 0; i < on.program().functions().size(); i++) {
      sum += (Long) on.invoke(on.program().functions().get(i), ARGUMENTS);
    }
    return sum;
  }

  /** The class files of all regions. */
  List<byte[]> emitAll(AsmEmitter emitter) {
    List<byte[]> files = new ArrayList<>(regions.size());
    for (SampleRegion region : regions) {
      files.add(emitter.emit(region));
    }
    return files;
  }

  /** Emits and defines all regions. */
  List<Region> makeAll(AsmEmitter emitter) throws IllegalAccessException {
    List<Region> made = new ArrayList<>(regions.size());
    for (SampleRegion region : regions) {
      made.add(emitter.define(emitter.emit(region)));
    }
    return made;
  }

  /** Runs regions on the arguments that the guest functions get; returns the sum of the results. */
  long run(List<Region> made) {
    long sum = 0;
    for (Region region : made) {
      long[] slots = new long[AsmEmitter.LINK + 1];
      for (int i = 0; i < ARGUMENTS.length; i++) {
        slots[i] = ((Number) ARGUMENTS[i]).longValue();
      }
      region.run(machine, slots, machine.code, 0, 0);
      sum += slots[0];
    }
    return sum;
  }
}
