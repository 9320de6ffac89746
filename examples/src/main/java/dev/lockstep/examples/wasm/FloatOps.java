package dev.lockstep.examples.wasm;

import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Floating-point operations (section 4.3.3). Java compares NaN as the specification does. */
@OpcodeGroup
final class FloatOps {

  private FloatOps() {}

  // f32 comparisons

  @Opcode(value = 0x5b, name = "f32.eq", cold = true)
  static boolean f32Eq(float x, float y) {
    return x == y;
  }

  @Opcode(value = 0x5c, name = "f32.ne", cold = true)
  static boolean f32Ne(float x, float y) {
    return x != y;
  }

  @Opcode(value = 0x5d, name = "f32.lt", cold = true)
  static boolean f32Lt(float x, float y) {
    return x < y;
  }

  @Opcode(value = 0x5e, name = "f32.gt", cold = true)
  static boolean f32Gt(float x, float y) {
    return x > y;
  }

  @Opcode(value = 0x5f, name = "f32.le", cold = true)
  static boolean f32Le(float x, float y) {
    return x <= y;
  }

  @Opcode(value = 0x60, name = "f32.ge", cold = true)
  static boolean f32Ge(float x, float y) {
    return x >= y;
  }

  // f64 comparisons

  @Opcode(value = 0x61, name = "f64.eq", fuse = Fuse.BRANCH)
  static boolean f64Eq(double x, double y) {
    return x == y;
  }

  @Opcode(value = 0x62, name = "f64.ne", fuse = Fuse.BRANCH)
  static boolean f64Ne(double x, double y) {
    return x != y;
  }

  @Opcode(value = 0x63, name = "f64.lt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Lt(double x, double y) {
    return x < y;
  }

  @Opcode(value = 0x64, name = "f64.gt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Gt(double x, double y) {
    return x > y;
  }

  @Opcode(value = 0x65, name = "f64.le", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Le(double x, double y) {
    return x <= y;
  }

  @Opcode(value = 0x66, name = "f64.ge", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Ge(double x, double y) {
    return x >= y;
  }

  // f32 arithmetic

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  @Opcode(value = 0x8b, name = "f32.abs", cold = true)
  static float f32Abs(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) & Integer.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  @Opcode(value = 0x8c, name = "f32.neg", cold = true)
  static float f32Neg(float x) {
    return -x;
  }

  /** Rounding in double is exact, and widening makes a signalling NaN quiet. */
  @Opcode(value = 0x8d, name = "f32.ceil", cold = true)
  static float f32Ceil(float x) {
    return (float) Math.ceil(x);
  }

  @Opcode(value = 0x8e, name = "f32.floor", cold = true)
  static float f32Floor(float x) {
    return (float) Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  @Opcode(value = 0x8f, name = "f32.trunc", cold = true)
  static float f32Trunc(float x) {
    return (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  /** Ties to even, as rint does. */
  @Opcode(value = 0x90, name = "f32.nearest", cold = true)
  static float f32Nearest(float x) {
    return (float) Math.rint(x);
  }

  /** Exact: double has over twice the bits of float, so rounding twice is as rounding once. */
  @Opcode(value = 0x91, name = "f32.sqrt", cold = true)
  static float f32Sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  @Opcode(value = 0x92, name = "f32.add")
  static float f32Add(float x, float y) {
    return x + y;
  }

  @Opcode(value = 0x93, name = "f32.sub", cold = true)
  static float f32Sub(float x, float y) {
    return x - y;
  }

  @Opcode(value = 0x94, name = "f32.mul")
  static float f32Mul(float x, float y) {
    return x * y;
  }

  @Opcode(value = 0x95, name = "f32.div", cold = true)
  static float f32Div(float x, float y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  @Opcode(value = 0x96, name = "f32.min", cold = true)
  static float f32Min(float x, float y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  @Opcode(value = 0x97, name = "f32.max", cold = true)
  static float f32Max(float x, float y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  @Opcode(value = 0x98, name = "f32.copysign", cold = true)
  static float f32Copysign(float x, float y) {
    int magnitude = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
    int sign = Float.floatToRawIntBits(y) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(magnitude | sign);
  }

  // f64 arithmetic

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  @Opcode(value = 0x99, name = "f64.abs")
  static double f64Abs(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & Long.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  @Opcode(value = 0x9a, name = "f64.neg")
  static double f64Neg(double x) {
    return -x;
  }

  /** The addition makes a signalling NaN quiet, which the library method may return as it is. */
  @Opcode(value = 0x9b, name = "f64.ceil", cold = true)
  static double f64Ceil(double x) {
    return x != x ? x + x : Math.ceil(x);
  }

  @Opcode(value = 0x9c, name = "f64.floor", cold = true)
  static double f64Floor(double x) {
    return x != x ? x + x : Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  @Opcode(value = 0x9d, name = "f64.trunc", cold = true)
  static double f64Trunc(double x) {
    return x != x ? x + x : x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** Ties to even, as rint does. */
  @Opcode(value = 0x9e, name = "f64.nearest", cold = true)
  static double f64Nearest(double x) {
    return x != x ? x + x : Math.rint(x);
  }

  @Opcode(value = 0x9f, name = "f64.sqrt")
  static double f64Sqrt(double x) {
    return Math.sqrt(x);
  }

  @Opcode(value = 0xa0, name = "f64.add", fuse = Fuse.CONSTANT)
  static double f64Add(double x, double y) {
    return x + y;
  }

  @Opcode(value = 0xa1, name = "f64.sub", fuse = Fuse.CONSTANT)
  static double f64Sub(double x, double y) {
    return x - y;
  }

  @Opcode(value = 0xa2, name = "f64.mul", fuse = Fuse.CONSTANT)
  static double f64Mul(double x, double y) {
    return x * y;
  }

  @Opcode(value = 0xa3, name = "f64.div")
  static double f64Div(double x, double y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  @Opcode(value = 0xa4, name = "f64.min", cold = true)
  static double f64Min(double x, double y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  @Opcode(value = 0xa5, name = "f64.max", cold = true)
  static double f64Max(double x, double y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  @Opcode(value = 0xa6, name = "f64.copysign", cold = true)
  static double f64Copysign(double x, double y) {
    long magnitude = Double.doubleToRawLongBits(x) & Long.MAX_VALUE;
    long sign = Double.doubleToRawLongBits(y) & Long.MIN_VALUE;
    return Double.longBitsToDouble(magnitude | sign);
  }
}
