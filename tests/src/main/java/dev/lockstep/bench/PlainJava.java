package dev.lockstep.bench;

/** The algorithms of {@link Programs} in Java, on the same memory. */
final class PlainJava {
  static final int MANDELBROT_LIMIT = 100;

  /** The global in which {@code collatz} keeps the length of the longest chain. */
  static final int LONGEST = 0;

  /** The place of the inner machine's register 0 in memory. */
  static final int VM_REGISTERS = 64;

  private static final int ADD_IMMEDIATE = 0;
  private static final int ADD = 1;
  private static final int XOR = 2;
  private static final int MULTIPLY_IMMEDIATE = 3;
  private static final int JUMP_IF_NOT_0 = 4;
  private static final int ROTATE_IMMEDIATE = 5;
  private static final int HALT = 6;

  /**
   * What the inner machine runs: instructions of three words, the opcode, a register and an
   * operand.
   */
  static final int[] VM_CODE = {
    ADD_IMMEDIATE, 0, -1,
    ADD, 1, 0,
    MULTIPLY_IMMEDIATE, 2, 31,
    XOR, 2, 1,
    ROTATE_IMMEDIATE, 2, 7,
    JUMP_IF_NOT_0, 0, 0,
    HALT, 0, 0,
  };

  private PlainJava() {}

  /** Runs the program of that name on one argument and returns its result. */
  static long run(String program, BenchMemory memory, int n) {
    return switch (program) {
      case "fib" -> fib(n);
      case "nested" -> nested(n);
      case "sieve" -> sieve(memory.bytes, n);
      case "mandelbrot" -> mandelbrot(n);
      case "collatz" -> collatz(memory.globals, n);
      case "vm" -> vm(memory.words, n);
      default -> throw new IllegalArgumentException("no program " + program);
    };
  }

  private static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  private static int nested(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          sum += i * j ^ k;
        }
      }
    }
    return sum;
  }

  private static int sieve(byte[] struck, int n) {
    for (int i = 0; i < n; i++) {
      struck[i] = 0;
    }
    int count = 0;
    for (int i = 2; i < n; i++) {
      if (struck[i] == 0) {
        count++;
        for (int multiple = i << 1; multiple < n; multiple += i) {
          struck[multiple] = 1;
        }
      }
    }
    return count;
  }

  private static long mandelbrot(int n) {
    long sum = 0;
    for (int y = 0; y < n; y++) {
      double ci = y * 2.0 / n - 1.0;
      for (int x = 0; x < n; x++) {
        double cr = x * 3.0 / n - 2.0;
        double zr = 0;
        double zi = 0;
        int iterations = 0;
        while (true) {
          double zr2 = zr * zr;
          double zi2 = zi * zi;
          if (zr2 + zi2 > 4 || iterations >= MANDELBROT_LIMIT) {
            break;
          }
          zi = (zr + zr) * zi + ci;
          zr = zr2 - zi2 + cr;
          iterations++;
        }
        sum += iterations;
      }
    }
    return sum;
  }

  private static long collatz(long[] globals, int n) {
    long sum = 0;
    globals[LONGEST] = 0;
    for (int i = 0; i < n; i++) {
      long value = i + 1;
      int steps = 0;
      while (value != 1) {
        value = (value & 1) == 0 ? value >> 1 : value * 3 + 1;
        steps++;
      }
      sum += steps;
      if (steps > (int) globals[LONGEST]) {
        globals[LONGEST] = steps;
      }
    }
    return sum * 1000 + globals[LONGEST];
  }

  private static int vm(int[] words, int n) {
    System.arraycopy(VM_CODE, 0, words, 0, VM_CODE.length);
    words[VM_REGISTERS] = n;
    words[VM_REGISTERS + 1] = 0;
    words[VM_REGISTERS + 2] = 0;
    int pc = 0;
    while (true) {
      int target = words[pc + 1] + VM_REGISTERS;
      int operand = words[pc + 2];
      int opcode = words[pc];
      pc += 3;
      switch (opcode) {
        case ADD_IMMEDIATE -> words[target] += operand;
        case ADD -> words[target] += words[operand + VM_REGISTERS];
        case XOR -> words[target] ^= words[operand + VM_REGISTERS];
        case MULTIPLY_IMMEDIATE -> words[target] *= operand;
        case JUMP_IF_NOT_0 -> pc = words[target] == 0 ? pc : operand;
        case ROTATE_IMMEDIATE -> words[target] = Integer.rotateLeft(words[target], operand);
        default -> {
          return words[VM_REGISTERS + 2];
        }
      }
    }
  }
}
