package dev.lockstep.runtime;

/** Values at which opcodes are likely to differ, as raw bits. */
final class EdgeValues {

  private static final long[] INTS = {
    0, 1, -1, 2, 7, 31, 32, 33, 63, 64, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x5555_5555, -64,
    Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE, Integer.MAX_VALUE - 1,
  };

  private static final long[] LONGS = {
    0, 1, -1, 2, 31, 63, 64, 65, 0xff, 0x8000, 0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L,
    Integer.MIN_VALUE, 0x5555_5555_5555_5555L, 0x20_0000_0000_0001L,
    Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1,
  };

  // Zeros, units, halves, bounds of integers, subnormals, extremes, infinities; NaNs: canonical, negative, with payload,
  // signalling.
  private static final long[] FLOATS = {
    0x0000_0000, 0x8000_0000, 0x3f80_0000, 0xbf80_0000, 0x3f00_0000, 0xbf00_0000, 0x3fc0_0000, 0x4b80_0001, 0x4f00_0000,
    0xcf00_0000, 0xcf00_0001, 0x4f80_0000, 0x5f00_0000, 0xdf00_0000, 0x5f80_0000, 0x0000_0001, 0x8000_0001, 0x007f_ffff,
    0x0080_0000, 0x7f7f_ffff, 0xff7f_ffff, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0xffc0_0000, 0x7fc1_2345, 0x7f80_0001,
  };

  private static final long[] DOUBLES = {
    0x0000_0000_0000_0000L, 0x8000_0000_0000_0000L, 0x3ff0_0000_0000_0000L, 0xbff0_0000_0000_0000L,
    0x3fe0_0000_0000_0000L, 0xbfe0_0000_0000_0000L, 0x3ff8_0000_0000_0000L, 0x4330_0000_0000_0001L,
    0x41df_ffff_ffc0_0000L, 0x41e0_0000_0000_0000L, 0xc1e0_0000_0000_0000L, 0xc1e0_0000_0020_0000L,
    0x41f0_0000_0000_0000L, 0x43e0_0000_0000_0000L, 0xc3e0_0000_0000_0000L, 0x43f0_0000_0000_0000L,
    0x0000_0000_0000_0001L, 0x8000_0000_0000_0001L, 0x000f_ffff_ffff_ffffL, 0x0010_0000_0000_0000L,
    0x7fef_ffff_ffff_ffffL, 0xffef_ffff_ffff_ffffL, 0x7ff0_0000_0000_0000L, 0xfff0_0000_0000_0000L,
    0x7ff8_0000_0000_0000L, 0xfff8_0000_0000_0000L, 0x7ff8_0000_1234_5678L, 0x7ff0_0000_0000_0001L,
  };

  private EdgeValues() {}

  static int count(Type type, int references) {
    return type == Type.REFERENCE ? references : values(type).length;
  }

  /** The bits of a value as they lie in a slot; of a reference its index. */
  static long bits(Type type, int index) {
    return switch (type) {
      case REFERENCE -> index;
      case FLOAT -> (int) FLOATS[index];
      default -> values(type)[index];
    };
  }

  /** Whether the bits in a slot are those of a NaN. */
  static boolean isNaN(Type type, long bits) {
    return switch (type) {
      case FLOAT -> Float.isNaN(Float.intBitsToFloat((int) bits));
      case DOUBLE -> Double.isNaN(Double.longBitsToDouble(bits));
      default -> false;
    };
  }

  static String toString(Type type, long bits) {
    return switch (type) {
      case INT -> Integer.toString((int) bits);
      case LONG -> bits + "L";
      case FLOAT -> Float.intBitsToFloat((int) bits) + "f (" + Integer.toHexString((int) bits) + ")";
      case DOUBLE -> Double.longBitsToDouble(bits) + " (" + Long.toHexString(bits) + ")";
      case REFERENCE -> "reference " + bits;
    };
  }

  private static long[] values(Type type) {
    return switch (type) {
      case INT -> INTS;
      case LONG -> LONGS;
      case FLOAT -> FLOATS;
      case DOUBLE -> DOUBLES;
      case REFERENCE -> throw new IllegalArgumentException("references have no bits");
    };
  }
}
