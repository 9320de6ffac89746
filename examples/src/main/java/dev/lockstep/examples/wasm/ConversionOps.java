package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Conversions (section 4.3.4). In the range checks a NaN fails every comparison. */
@OpcodeGroup
final class ConversionOps {

  private static final Trap OVERFLOW = new Trap("integer overflow");
  private static final Trap INVALID_CONVERSION = new Trap("invalid conversion to integer");

  private ConversionOps() {}

  private static Trap truncationTrap(double x) {
    return x != x ? INVALID_CONVERSION : OVERFLOW;
  }

  /** Truncates to an unsigned 64-bit number, the nearest there is; NaN gives 0. */
  private static long saturateUnsigned(double x) {
    // From 2^63 on the subtraction is exact, and from 2^64 on the cast saturates to what becomes all ones.
    return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : Math.max((long) x, 0);
  }

  @Opcode(value = 0xa7, name = "i32.wrap_i64")
  static int i32WrapI64(long x) {
    return (int) x;
  }

  /** There is no float between -2^31 - 1 and -2^31. */
  @Opcode(value = 0xa8, name = "i32.trunc_f32_s", cold = true)
  static int i32TruncF32S(float x) {
    if (x >= -0x1p31f && x < 0x1p31f) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xa9, name = "i32.trunc_f32_u", cold = true)
  static int i32TruncF32U(float x) {
    if (x > -1 && x < 0x1p32f) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xaa, name = "i32.trunc_f64_s")
  static int i32TruncF64S(double x) {
    if (x > -0x1p31 - 1 && x < 0x1p31) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xab, name = "i32.trunc_f64_u", cold = true)
  static int i32TruncF64U(double x) {
    if (x > -1 && x < 0x1p32) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xac, name = "i64.extend_i32_s")
  static long i64ExtendI32S(int x) {
    return x;
  }

  @Opcode(value = 0xad, name = "i64.extend_i32_u")
  static long i64ExtendI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xae, name = "i64.trunc_f32_s", cold = true)
  static long i64TruncF32S(float x) {
    if (x >= -0x1p63f && x < 0x1p63f) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xaf, name = "i64.trunc_f32_u", cold = true)
  static long i64TruncF32U(float x) {
    if (x > -1 && x < 0x1p64f) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb0, name = "i64.trunc_f64_s", cold = true)
  static long i64TruncF64S(double x) {
    if (x >= -0x1p63 && x < 0x1p63) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb1, name = "i64.trunc_f64_u", cold = true)
  static long i64TruncF64U(double x) {
    if (x > -1 && x < 0x1p64) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb2, name = "f32.convert_i32_s", cold = true)
  static float f32ConvertI32S(int x) {
    return x;
  }

  @Opcode(value = 0xb3, name = "f32.convert_i32_u", cold = true)
  static float f32ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xb4, name = "f32.convert_i64_s", cold = true)
  static float f32ConvertI64S(long x) {
    return x;
  }

  /** Halves what does not fit a signed number; the bit shifted out is kept so that it still breaks a tie. */
  @Opcode(value = 0xb5, name = "f32.convert_i64_u", cold = true)
  static float f32ConvertI64U(long x) {
    return x >= 0 ? (float) x : (float) (x >>> 1 | x & 1) * 2;
  }

  @Opcode(value = 0xb6, name = "f32.demote_f64", cold = true)
  static float f32DemoteF64(double x) {
    return (float) x;
  }

  @Opcode(value = 0xb7, name = "f64.convert_i32_s")
  static double f64ConvertI32S(int x) {
    return x;
  }

  @Opcode(value = 0xb8, name = "f64.convert_i32_u")
  static double f64ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xb9, name = "f64.convert_i64_s")
  static double f64ConvertI64S(long x) {
    return x;
  }

  @Opcode(value = 0xba, name = "f64.convert_i64_u", cold = true)
  static double f64ConvertI64U(long x) {
    return x >= 0 ? (double) x : (double) (x >>> 1 | x & 1) * 2;
  }

  @Opcode(value = 0xbb, name = "f64.promote_f32", cold = true)
  static double f64PromoteF32(float x) {
    return x;
  }

  @Opcode(value = 0xbc, name = "i32.reinterpret_f32", cold = true)
  static int i32ReinterpretF32(float x) {
    return Float.floatToRawIntBits(x);
  }

  @Opcode(value = 0xbd, name = "i64.reinterpret_f64")
  static long i64ReinterpretF64(double x) {
    return Double.doubleToRawLongBits(x);
  }

  @Opcode(value = 0xbe, name = "f32.reinterpret_i32", cold = true)
  static float f32ReinterpretI32(int x) {
    return Float.intBitsToFloat(x);
  }

  @Opcode(value = 0xbf, name = "f64.reinterpret_i64")
  static double f64ReinterpretI64(long x) {
    return Double.longBitsToDouble(x);
  }

  // Saturating truncation (trunc_sat): casts saturate in Java, and turn NaN into 0.

  @Opcode(value = 0xfc00, name = "i32.trunc_sat_f32_s", cold = true)
  static int i32TruncSatF32S(float x) {
    return (int) x;
  }

  @Opcode(value = 0xfc01, name = "i32.trunc_sat_f32_u", cold = true)
  static int i32TruncSatF32U(float x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  @Opcode(value = 0xfc02, name = "i32.trunc_sat_f64_s", cold = true)
  static int i32TruncSatF64S(double x) {
    return (int) x;
  }

  @Opcode(value = 0xfc03, name = "i32.trunc_sat_f64_u", cold = true)
  static int i32TruncSatF64U(double x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  @Opcode(value = 0xfc04, name = "i64.trunc_sat_f32_s", cold = true)
  static long i64TruncSatF32S(float x) {
    return (long) x;
  }

  @Opcode(value = 0xfc05, name = "i64.trunc_sat_f32_u", cold = true)
  static long i64TruncSatF32U(float x) {
    return saturateUnsigned(x);
  }

  @Opcode(value = 0xfc06, name = "i64.trunc_sat_f64_s", cold = true)
  static long i64TruncSatF64S(double x) {
    return (long) x;
  }

  @Opcode(value = 0xfc07, name = "i64.trunc_sat_f64_u", cold = true)
  static long i64TruncSatF64U(double x) {
    return saturateUnsigned(x);
  }
}
