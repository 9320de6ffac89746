package dev.lockstep.bench;

import static dev.lockstep.bench.StackOp.*;

import java.util.List;

/** The six programs, in stack code. {@link PlainJava} has the same algorithms in Java. */
final class Programs {
  static final List<Program> ALL =
      List.of(
          new Program("fib", 8, 28, 33, 317_811, Programs::fib),
          new Program("nested", 5, 100, 450, -1_842_386_768, Programs::nested),
          new Program("sieve", 200, 300_000, 4_000_000, 25_997, Programs::sieve),
          new Program("mandelbrot", 4, 120, 550, 437_408, Programs::mandelbrot),
          new Program("collatz", 10, 10_000, 250_000, 849_666_261, Programs::collatz),
          new Program("vm", 20, 150_000, 2_000_000, 1_908_706_297, Programs::vm));

  private Programs() {}

  /** Recursion: small functions and little else. */
  private static void fib(StackEmitter e) {
    int run = e.function("run", "(I)J", "");
    int fib = e.function("fib", "(I)I", "");

    e.begin(run);
    e.localGet(0);
    e.call(fib);
    e.op(I64_EXTEND_I32_S);
    e.ret();

    e.begin(fib);
    int recurse = e.label();
    e.localGet(0);
    e.i32Const(2);
    e.op(I32_GE_S);
    e.brIf(recurse);
    e.localGet(0);
    e.ret();
    e.bind(recurse);
    e.localGet(0);
    e.i32Const(1);
    e.op(I32_SUB);
    e.call(fib);
    e.localGet(0);
    e.i32Const(2);
    e.op(I32_SUB);
    e.call(fib);
    e.op(I32_ADD);
    e.ret();
  }

  /** Three loops around a little integer arithmetic. */
  private static void nested(StackEmitter e) {
    int n = 0;
    int i = 1;
    int j = 2;
    int k = 3;
    int sum = 4;
    e.begin(e.function("run", "(I)J", "IIII"));
    e.i32Const(0);
    e.localSet(sum);
    countUp(
        e,
        i,
        n,
        () ->
            countUp(
                e,
                j,
                n,
                () ->
                    countUp(
                        e,
                        k,
                        n,
                        () -> {
                          e.localGet(sum);
                          e.localGet(i);
                          e.localGet(j);
                          e.op(I32_MUL);
                          e.localGet(k);
                          e.op(I32_XOR);
                          e.op(I32_ADD);
                          e.localSet(sum);
                        })));
    e.localGet(sum);
    e.op(I64_EXTEND_I32_S);
    e.ret();
  }

  /** Byte memory: counts the primes up to n. */
  private static void sieve(StackEmitter e) {
    int n = 0;
    int i = 1;
    int multiple = 2;
    int count = 3;
    e.begin(e.function("run", "(I)J", "III"));
    countUp(
        e,
        i,
        n,
        () -> {
          e.localGet(i);
          e.i32Const(0);
          e.op(I32_STORE8);
        });
    e.i32Const(0);
    e.localSet(count);
    e.i32Const(2);
    e.localSet(i);
    int loop = e.label();
    int next = e.label();
    int done = e.label();
    e.bind(loop);
    e.localGet(i);
    e.localGet(n);
    e.op(I32_GE_S);
    e.brIf(done);
    e.localGet(i);
    e.op(I32_LOAD8_U);
    e.brIf(next);
    e.localGet(count);
    e.i32Const(1);
    e.op(I32_ADD);
    e.localSet(count);
    e.localGet(i);
    e.i32Const(1);
    e.op(I32_SHL);
    e.localSet(multiple);
    int strike = e.label();
    e.bind(strike);
    e.localGet(multiple);
    e.localGet(n);
    e.op(I32_GE_S);
    e.brIf(next);
    e.localGet(multiple);
    e.i32Const(1);
    e.op(I32_STORE8);
    e.localGet(multiple);
    e.localGet(i);
    e.op(I32_ADD);
    e.localSet(multiple);
    e.jump(strike);
    e.bind(next);
    e.localGet(i);
    e.i32Const(1);
    e.op(I32_ADD);
    e.localSet(i);
    e.jump(loop);
    e.bind(done);
    e.localGet(count);
    e.op(I64_EXTEND_I32_S);
    e.ret();
  }

  /** Floating point: sums the iterations of an n by n picture. */
  private static void mandelbrot(StackEmitter e) {
    int n = 0;
    int x = 1;
    int y = 2;
    int iterations = 3;
    int sum = 4;
    int cr = 5;
    int ci = 6;
    int zr = 7;
    int zi = 8;
    int zr2 = 9;
    int zi2 = 10;
    e.begin(e.function("run", "(I)J", "IIIJDDDDDD"));
    e.i64Const(0);
    e.localSet(sum);
    countUp(
        e,
        y,
        n,
        () -> {
          coordinate(e, y, n, 2.0, 1.0, ci);
          countUp(
              e,
              x,
              n,
              () -> {
                coordinate(e, x, n, 3.0, 2.0, cr);
                e.f64Const(0);
                e.localSet(zr);
                e.f64Const(0);
                e.localSet(zi);
                e.i32Const(0);
                e.localSet(iterations);
                int loop = e.label();
                int done = e.label();
                e.bind(loop);
                e.localGet(zr);
                e.localGet(zr);
                e.op(F64_MUL);
                e.localTee(zr2);
                e.localGet(zi);
                e.localGet(zi);
                e.op(F64_MUL);
                e.localTee(zi2);
                e.op(F64_ADD);
                e.f64Const(4);
                e.op(F64_GT);
                e.brIf(done);
                e.localGet(iterations);
                e.i32Const(PlainJava.MANDELBROT_LIMIT);
                e.op(I32_GE_S);
                e.brIf(done);
                e.localGet(zr);
                e.localGet(zr);
                e.op(F64_ADD);
                e.localGet(zi);
                e.op(F64_MUL);
                e.localGet(ci);
                e.op(F64_ADD);
                e.localSet(zi);
                e.localGet(zr2);
                e.localGet(zi2);
                e.op(F64_SUB);
                e.localGet(cr);
                e.op(F64_ADD);
                e.localSet(zr);
                e.localGet(iterations);
                e.i32Const(1);
                e.op(I32_ADD);
                e.localSet(iterations);
                e.jump(loop);
                e.bind(done);
                e.localGet(sum);
                e.localGet(iterations);
                e.op(I64_EXTEND_I32_S);
                e.op(I64_ADD);
                e.localSet(sum);
              });
        });
    e.localGet(sum);
    e.ret();
  }

  /** Emits {@code to = at * scale / n - shift}. */
  private static void coordinate(
      StackEmitter e, int at, int n, double scale, double shift, int to) {
    e.localGet(at);
    e.op(F64_CONVERT_I32_S);
    e.f64Const(scale);
    e.op(F64_MUL);
    e.localGet(n);
    e.op(F64_CONVERT_I32_S);
    e.op(F64_DIV);
    e.f64Const(shift);
    e.op(F64_SUB);
    e.localSet(to);
  }

  /**
   * 64-bit arithmetic and branches nobody predicts: total of the chain lengths, and the longest.
   */
  private static void collatz(StackEmitter e) {
    int n = 0;
    int i = 1;
    int steps = 2;
    int sum = 3;
    int value = 4;
    e.begin(e.function("run", "(I)J", "IIJJ"));
    e.i64Const(0);
    e.localSet(sum);
    e.i32Const(0);
    e.global(I32_GLOBAL_SET, PlainJava.LONGEST);
    countUp(
        e,
        i,
        n,
        () -> {
          e.localGet(i);
          e.i32Const(1);
          e.op(I32_ADD);
          e.op(I64_EXTEND_I32_S);
          e.localSet(value);
          e.i32Const(0);
          e.localSet(steps);
          int loop = e.label();
          int odd = e.label();
          int step = e.label();
          int done = e.label();
          int shorter = e.label();
          e.bind(loop);
          e.localGet(value);
          e.i64Const(1);
          e.op(I64_EQ);
          e.brIf(done);
          e.localGet(value);
          e.i64Const(1);
          e.op(I64_AND);
          e.op(I64_EQZ);
          e.brUnless(odd);
          e.localGet(value);
          e.i64Const(1);
          e.op(I64_SHR_S);
          e.localSet(value);
          e.jump(step);
          e.bind(odd);
          e.localGet(value);
          e.i64Const(3);
          e.op(I64_MUL);
          e.i64Const(1);
          e.op(I64_ADD);
          e.localSet(value);
          e.bind(step);
          e.localGet(steps);
          e.i32Const(1);
          e.op(I32_ADD);
          e.localSet(steps);
          e.jump(loop);
          e.bind(done);
          e.localGet(sum);
          e.localGet(steps);
          e.op(I64_EXTEND_I32_S);
          e.op(I64_ADD);
          e.localSet(sum);
          e.localGet(steps);
          e.global(I32_GLOBAL_GET, PlainJava.LONGEST);
          e.op(I32_LE_S);
          e.brIf(shorter);
          e.localGet(steps);
          e.global(I32_GLOBAL_SET, PlainJava.LONGEST);
          e.bind(shorter);
        });
    e.localGet(sum);
    e.i64Const(1000);
    e.op(I64_MUL);
    e.global(I32_GLOBAL_GET, PlainJava.LONGEST);
    e.op(I64_EXTEND_I32_S);
    e.op(I64_ADD);
    e.ret();
  }

  /** A register machine interpreted by the guest: word memory and a {@code switch}. */
  private static void vm(StackEmitter e) {
    int n = 0;
    int pc = 1;
    int target = 2;
    int operand = 3;
    e.begin(e.function("run", "(I)J", "III"));
    for (int i = 0; i < PlainJava.VM_CODE.length; i++) {
      storeWord(e, i, PlainJava.VM_CODE[i]);
    }
    for (int i = 1; i < 3; i++) {
      storeWord(e, PlainJava.VM_REGISTERS + i, 0);
    }
    e.i32Const(PlainJava.VM_REGISTERS);
    e.localGet(n);
    e.op(I32_STORE);
    e.i32Const(0);
    e.localSet(pc);

    int loop = e.label();
    int halt = e.label();
    int addImmediate = e.label();
    int add = e.label();
    int xor = e.label();
    int multiplyImmediate = e.label();
    int jumpIfNot0 = e.label();
    int rotateImmediate = e.label();
    e.bind(loop);
    loadCode(e, pc, 1);
    e.i32Const(PlainJava.VM_REGISTERS);
    e.op(I32_ADD);
    e.localSet(target);
    loadCode(e, pc, 2);
    e.localSet(operand);
    e.localGet(pc);
    e.op(I32_LOAD);
    e.localGet(pc);
    e.i32Const(3);
    e.op(I32_ADD);
    e.localSet(pc);
    e.switchOn(addImmediate, add, xor, multiplyImmediate, jumpIfNot0, rotateImmediate, halt);

    e.bind(addImmediate);
    update(e, target, () -> e.localGet(operand), I32_ADD, loop);
    e.bind(add);
    update(e, target, () -> loadRegister(e, operand), I32_ADD, loop);
    e.bind(xor);
    update(e, target, () -> loadRegister(e, operand), I32_XOR, loop);
    e.bind(multiplyImmediate);
    update(e, target, () -> e.localGet(operand), I32_MUL, loop);
    e.bind(jumpIfNot0);
    e.localGet(target);
    e.op(I32_LOAD);
    e.op(I32_EQZ);
    e.brIf(loop);
    e.localGet(operand);
    e.localSet(pc);
    e.jump(loop);
    e.bind(rotateImmediate);
    update(e, target, () -> e.localGet(operand), I32_ROTL, loop);

    e.bind(halt);
    e.i32Const(PlainJava.VM_REGISTERS + 2);
    e.op(I32_LOAD);
    e.op(I64_EXTEND_I32_S);
    e.ret();
  }

  private static void storeWord(StackEmitter e, int at, int value) {
    e.i32Const(at);
    e.i32Const(value);
    e.op(I32_STORE);
  }

  private static void loadCode(StackEmitter e, int pc, int offset) {
    e.localGet(pc);
    e.i32Const(offset);
    e.op(I32_ADD);
    e.op(I32_LOAD);
  }

  private static void loadRegister(StackEmitter e, int register) {
    e.localGet(register);
    e.i32Const(PlainJava.VM_REGISTERS);
    e.op(I32_ADD);
    e.op(I32_LOAD);
  }

  /** Emits an inner instruction that combines the register at {@code target} with a value. */
  private static void update(StackEmitter e, int target, Runnable value, StackOp op, int loop) {
    e.localGet(target);
    e.localGet(target);
    e.op(I32_LOAD);
    value.run();
    e.op(op);
    e.op(I32_STORE);
    e.jump(loop);
  }

  /** Emits {@code for (counter = 0; counter < limit; counter++) body}. */
  private static void countUp(StackEmitter e, int counter, int limit, Runnable body) {
    int test = e.label();
    int done = e.label();
    e.i32Const(0);
    e.localSet(counter);
    e.bind(test);
    e.localGet(counter);
    e.localGet(limit);
    e.op(I32_LT_S);
    e.brUnless(done);
    body.run();
    e.localGet(counter);
    e.i32Const(1);
    e.op(I32_ADD);
    e.localSet(counter);
    e.jump(test);
    e.bind(done);
  }
}
