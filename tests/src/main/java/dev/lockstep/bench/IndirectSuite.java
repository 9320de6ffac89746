package dev.lockstep.bench;

import dev.lockstep.runtime.Tiering;
import java.util.List;

/**
 * Calls through a table of functions, of which four are called in an order that no processor predicts, against calls of an
 * interface that four classes implement: the WebAssembly kernel of that name, and the same in Java.
 */
final class IndirectSuite implements Suite {
  private static final String PLAIN_JAVA = "plain-java";
  private static final String COMPILED = "lockstep-compiled";
  private static final String MIXED = "lockstep-mixed";
  private static final String PROGRAM = "indirect";
  private static final int SMALL_SIZE = 300;
  private static final int SIZE = 5_000_000;

  /** What the functions of the table do. */
  private interface Step {
    long apply(long value, int i);
  }

  private static final class Add implements Step {
    @Override
    public long apply(long value, int i) {
      return value + i;
    }
  }

  private static final class Mix implements Step {
    @Override
    public long apply(long value, int i) {
      return value << 1 ^ value ^ i;
    }
  }

  private static final class Scale implements Step {
    @Override
    public long apply(long value, int i) {
      return value * 31 + i;
    }
  }

  private static final class Subtract implements Step {
    @Override
    public long apply(long value, int i) {
      return value - (i << 2);
    }
  }

  @Override
  public String name() {
    return "indirect";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(PLAIN_JAVA, () -> List.of(plainJava())),
        new Subject(COMPILED, () -> List.of(kernel(Tiering.compiled()))),
        new Subject(MIXED, () -> List.of(kernel(Tiering.mixed()))));
  }

  /** Times over those of plain Java: below 1 is faster. */
  @Override
  public List<Ratio> ratios() {
    return List.of(
        new Ratio("compiled.indirect", COMPILED, PLAIN_JAVA), new Ratio("mixed.indirect", MIXED, PLAIN_JAVA));
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 600, 400) : new Schedule(5, 2000, 2000);
  }

  private static Case kernel(Tiering tiering) {
    Kernels.Kernel kernel = Kernels.named(PROGRAM);
    KernelCall small = new KernelCall(kernel.export(), SMALL_SIZE);
    KernelCall full = new KernelCall(kernel.export(), SIZE);
    WasmEngine.Guest guest = new LockstepEngine(tiering).load(kernel.module()).instantiate(full);
    return Case.timed(PROGRAM, () -> small.use(guest), () -> full.use(guest));
  }

  private static Case plainJava() {
    Step[] table = {new Add(), new Mix(), new Scale(), new Subtract()};
    return Case.timed(PROGRAM, () -> run(table, SMALL_SIZE), () -> run(table, SIZE));
  }

  private static long run(Step[] table, int n) {
    long value = 1;
    int seed = 1;
    for (int i = 0; i < n; i++) {
      seed = seed * 1_103_515_245 + 12_345;
      value = table[seed >>> 16 & 3].apply(value, i);
    }
    return value;
  }
}
