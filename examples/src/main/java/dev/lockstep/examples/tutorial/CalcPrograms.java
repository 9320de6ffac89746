package dev.lockstep.examples.tutorial;

import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;

/** The tutorial's programs, all functions of one {@link Program}. */
public final class CalcPrograms {

  private static final Signature INT_TO_INT = Signature.of("(I)I");

  private CalcPrograms() {}

  /** A program with the functions {@code fib}, {@code primes}, {@code collatz} and {@code depth}, each from int to int. */
  public static Program assemble() {
    CalcAssembler asm = new CalcAssembler();
    fib(asm);
    primes(asm);
    collatz(asm);
    depth(asm);
    return asm.build();
  }

  /** The n-th Fibonacci number, by the recursive definition. */
  private static void fib(CalcAssembler asm) {
    Function fib = asm.declare("fib", INT_TO_INT);
    asm.begin(fib);
    Label small = asm.label();
    asm.getLocal(0).constInt(2).lt().brIf(small);
    asm.getLocal(0).constInt(1).sub().call(fib);
    asm.getLocal(0).constInt(2).sub().call(fib);
    asm.add().ret();
    asm.bind(small).getLocal(0).ret();
    asm.end();
  }

  /** How many primes there are below n, by the sieve of Eratosthenes; the array must have n cells, all 0. */
  private static void primes(CalcAssembler asm) {
    asm.begin(asm.declare("primes", INT_TO_INT), Type.INT, Type.INT, Type.INT);
    int n = 0;
    int i = 1;
    int j = 2;
    int count = 3;
    Label candidate = asm.label();
    Label strike = asm.label();
    Label next = asm.label();
    Label done = asm.label();
    asm.constInt(2).setLocal(i);
    asm.bind(candidate);
    asm.getLocal(n).constInt(1).sub().getLocal(i).lt().brIf(done);
    asm.getLocal(i).load().brIf(next);
    asm.getLocal(count).constInt(1).add().setLocal(count);
    asm.getLocal(i).setLocal(j);
    asm.bind(strike);
    asm.getLocal(j).constInt(1).store();
    asm.getLocal(j).getLocal(i).add().teeLocal(j).getLocal(n).lt().brIf(strike);
    asm.bind(next);
    asm.getLocal(i).constInt(1).add().setLocal(i).jump(candidate);
    asm.bind(done).getLocal(count).ret();
    asm.end();
  }

  /** The largest number of steps in which a number below n reaches 1, halving even ones and taking 3k+1 of odd ones. */
  private static void collatz(CalcAssembler asm) {
    asm.begin(asm.declare("collatz", INT_TO_INT), Type.INT, Type.INT, Type.INT, Type.INT);
    int n = 0;
    int start = 1;
    int k = 2;
    int steps = 3;
    int most = 4;
    Label outer = asm.label();
    Label step = asm.label();
    Label even = asm.label();
    Label counted = asm.label();
    Label reached = asm.label();
    Label next = asm.label();
    asm.constInt(1).setLocal(start);
    asm.bind(outer).getLocal(start).setLocal(k).constInt(0).setLocal(steps);
    asm.bind(step).getLocal(k).constInt(1).eq().brIf(reached);
    asm.getLocal(k).constInt(2).rem().constInt(0).eq().brIf(even);
    asm.getLocal(k).constInt(3).mul().constInt(1).add().setLocal(k).jump(counted);
    asm.bind(even).getLocal(k).constInt(2).div().setLocal(k);
    asm.bind(counted).getLocal(steps).constInt(1).add().setLocal(steps).jump(step);
    asm.bind(reached).getLocal(steps).getLocal(most).lt().brIf(next);
    asm.getLocal(steps).setLocal(most);
    asm.bind(next).getLocal(start).constInt(1).add().teeLocal(start).getLocal(n).lt().brIf(outer);
    asm.getLocal(most).ret();
    asm.end();
  }

  /** Calls itself n deep and counts the way back: n. */
  private static void depth(CalcAssembler asm) {
    Function depth = asm.declare("depth", INT_TO_INT);
    asm.begin(depth);
    Label bottom = asm.label();
    asm.getLocal(0).constInt(1).lt().brIf(bottom);
    asm.getLocal(0).constInt(1).sub().call(depth).constInt(1).add().ret();
    asm.bind(bottom).constInt(0).ret();
    asm.end();
  }
}
