package dev.lockstep.runtime;

/** The instructions of a region's {@code run} that are not copied from stencils (JVMS 6.5). Not thread-safe. */
final class JvmCode {

  static final int INT = Type.INT.ordinal();
  static final int REFERENCE = Type.REFERENCE.ordinal();

  static final int NOP = 0x00;
  static final int ALOAD_0 = 0x2a;
  static final int LALOAD = 0x2f;
  static final int AALOAD = 0x32;
  static final int LASTORE = 0x50;
  static final int AASTORE = 0x53;
  static final int POP = 0x57;
  static final int POP2 = 0x58;
  static final int DUP = 0x59;
  static final int SWAP = 0x5f;
  static final int IADD = 0x60;
  static final int I2L = 0x85;
  static final int L2I = 0x88;
  static final int LCMP = 0x94;
  static final int IFEQ = 0x99;
  static final int IFNE = 0x9a;
  static final int IF_ICMPGT = 0xa3;
  static final int GOTO = 0xa7;
  static final int TABLESWITCH = 0xaa;
  static final int IRETURN = 0xac;
  static final int LRETURN = 0xad;
  static final int RETURN = 0xb1;
  static final int GETSTATIC = 0xb2;
  static final int PUTSTATIC = 0xb3;
  static final int GETFIELD = 0xb4;
  static final int PUTFIELD = 0xb5;
  static final int INVOKEVIRTUAL = 0xb6;
  static final int INVOKESPECIAL = 0xb7;
  static final int INVOKESTATIC = 0xb8;
  static final int NEW = 0xbb;
  static final int ATHROW = 0xbf;
  static final int CHECKCAST = 0xc0;

  private static final int LOAD = 0x15;
  private static final int LOAD_0 = 0x1a;
  private static final int STORE = 0x36;
  private static final int STORE_0 = 0x3b;

  /** The first locals have instructions of one byte: HotSpot inlines by the length of a method. */
  private static final int SHORT_LOCALS = 4;

  private static final int WIDE_ACCESS = 4 << 24;
  private static final int WIDE = 0xc4;
  private static final int ICONST_0 = 0x03;
  private static final int LCONST_0 = 0x09;
  private static final int FCONST_0 = 0x0b;
  private static final int DCONST_0 = 0x0e;
  private static final int BIPUSH = 0x10;
  static final int SIPUSH = 0x11;
  private static final int LDC = 0x12;
  private static final int LDC_W = 0x13;
  private static final int LDC2_W = 0x14;
  private static final int[] ZERO = {ICONST_0, LCONST_0, FCONST_0, DCONST_0, 0x01};

  final CodeBuffer out = new CodeBuffer(16384);
  private final ConstantPool pool;

  JvmCode(ConstantPool pool) {
    this.pool = pool;
  }

  int size() {
    return out.size();
  }

  void op(int opcode) {
    out.u1(opcode);
  }

  /** An instruction with a two-byte operand, such as a field or a method. */
  void op(int opcode, int operand) {
    out.u1u2(opcode, operand);
  }

  /** How many locals, or words of the operand stack, a value of the type with the given ordinal takes. */
  static int words(int type) {
    return type == Type.LONG.ordinal() || type == Type.DOUBLE.ordinal() ? 2 : 1;
  }

  /** Loads a local of the type with the given ordinal. */
  void load(int type, int local) {
    if (local < SHORT_LOCALS) {
      out.u1(LOAD_0 + SHORT_LOCALS * type + local);
    } else {
      local(LOAD + type, local);
    }
  }

  void store(int type, int local) {
    if (local < SHORT_LOCALS) {
      out.u1(STORE_0 + SHORT_LOCALS * type + local);
    } else {
      local(STORE + type, local);
    }
  }

  private void local(int opcode, int local) {
    if (local < 256) {
      out.u2(opcode << 8 | local);
    } else {
      out.u1(WIDE);
      out.u1u2(opcode, local);
    }
  }

  /** A load of a local in one {@code int}, for {@link #access}: how many bytes it takes, its bytes. */
  static int loadAccess(int type, int local) {
    return access(LOAD + type, LOAD_0 + SHORT_LOCALS * type, local);
  }

  static int storeAccess(int type, int local) {
    return access(STORE + type, STORE_0 + SHORT_LOCALS * type, local);
  }

  private static int access(int opcode, int shortOpcode, int local) {
    if (local < SHORT_LOCALS) {
      return 1 << 24 | shortOpcode + local << 8;
    }
    return local < 256 ? 2 << 24 | opcode << 8 | local : WIDE_ACCESS | opcode << 16 | local;
  }

  /**
   * Appends a load or store, for which there is room. Without a branch between the two short lengths, which are as good as
   * random.
   */
  void access(int encoded) {
    if (encoded < WIDE_ACCESS) {
      out.u1or2(encoded, encoded >> 24);
    } else {
      out.u1(WIDE);
      out.u1u2(encoded >> 16, encoded);
    }
  }

  void pushZero(int type) {
    out.u1(ZERO[type]);
  }

  void pushInt(int value) {
    if (value >= -1 && value <= 5) {
      out.u1(ICONST_0 + value);
    } else if (value == (byte) value) {
      out.u2(BIPUSH << 8 | value & 0xff);
    } else if (value == (short) value) {
      out.u1u2(SIPUSH, value);
    } else {
      ldc(pool.ofInt(value));
    }
  }

  void pushLong(long value) {
    if (value == 0 || value == 1) {
      out.u1(LCONST_0 + (int) value);
    } else if (value == (short) value) {
      pushInt((int) value);
      out.u1(I2L);
    } else {
      out.u1u2(LDC2_W, pool.ofLong(value));
    }
  }

  void pushFloat(int rawBits) {
    if (rawBits == 0) {
      out.u1(FCONST_0);
    } else {
      ldc(pool.ofFloat(rawBits));
    }
  }

  void pushDouble(long rawBits) {
    if (rawBits == 0) {
      out.u1(DCONST_0);
    } else {
      out.u1u2(LDC2_W, pool.ofDouble(rawBits));
    }
  }

  private void ldc(int index) {
    if (index < 256) {
      out.u1(LDC);
      out.u1(index);
    } else {
      out.u1u2(LDC_W, index);
    }
  }
}
