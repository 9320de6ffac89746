package dev.lockstep.processor.read;

import com.sun.source.tree.Tree;
import dev.lockstep.processor.read.SimpleBody.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Collects the JVM instructions of a body; their numbers are those of JVMS 6.5. */
final class JvmSteps {

  private static final int IF_ICMPEQ = 0x9f;

  private static final int ICONST_0 = 0x03;
  private static final int LCONST_0 = 0x09;
  private static final int FCONST_0 = 0x0b;
  private static final int DCONST_0 = 0x0e;
  private static final int BIPUSH = 0x10;
  private static final int SIPUSH = 0x11;
  private static final int INEG = 0x74;
  private static final int IXOR = 0x82;
  private static final int I2L = 0x85;
  private static final int I2B = 0x91;
  private static final int LCMP = 0x94;
  private static final int FCMPL = 0x95;

  /** In the order in which the JVM numbers instructions that differ in their type. */
  private static final List<TypeKind> NUMERIC = List.of(TypeKind.INT, TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE);

  private static final List<TypeKind> NARROW = List.of(TypeKind.BYTE, TypeKind.CHAR, TypeKind.SHORT);

  /** An instruction on two numbers: its name without a type, and its number with that of {@code int}. */
  private record Operator(String text, int number) {}

  private static final Map<Tree.Kind, Operator> ARITHMETIC =
      Map.ofEntries(
          Map.entry(Tree.Kind.PLUS, new Operator("add", 0x60)),
          Map.entry(Tree.Kind.MINUS, new Operator("sub", 0x64)),
          Map.entry(Tree.Kind.MULTIPLY, new Operator("mul", 0x68)),
          Map.entry(Tree.Kind.DIVIDE, new Operator("div", 0x6c)),
          Map.entry(Tree.Kind.REMAINDER, new Operator("rem", 0x70)),
          Map.entry(Tree.Kind.LEFT_SHIFT, new Operator("shl", 0x78)),
          Map.entry(Tree.Kind.RIGHT_SHIFT, new Operator("shr", 0x7a)),
          Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT, new Operator("ushr", 0x7c)),
          Map.entry(Tree.Kind.AND, new Operator("and", 0x7e)),
          Map.entry(Tree.Kind.OR, new Operator("or", 0x80)),
          Map.entry(Tree.Kind.XOR, new Operator("xor", IXOR)));

  private static final String LETTERS = "ilfd";

  private final Descriptors descriptors;
  private final List<Step> steps = new ArrayList<>();

  JvmSteps(Descriptors descriptors) {
    this.descriptors = descriptors;
  }

  List<Step> steps() {
    return steps;
  }

  static boolean isNumeric(TypeKind type) {
    return NUMERIC.contains(type);
  }

  static boolean isNarrow(TypeKind type) {
    return NARROW.contains(type);
  }

  void parameter(int index) {
    steps.add(new SimpleBody.Parameter(index));
  }

  private void add(String text, int... bytes) {
    steps.add(new SimpleBody.Instruction(text, Arrays.stream(bytes).boxed().toList()));
  }

  static TypeKind wider(TypeKind a, TypeKind b) {
    return NUMERIC.indexOf(a) < NUMERIC.indexOf(b) ? b : a;
  }

  /** Pushes a number that needs no constant pool; returns whether it does not. */
  boolean constant(Number value) {
    double number = value.doubleValue();
    boolean isFraction = number != Math.rint(number) || number == 0 && 1 / number < 0;
    if (value instanceof Integer integer) {
      return constant((int) integer);
    } else if (value instanceof Long && number >= 0 && number <= 1) {
      add("lconst_" + value, LCONST_0 + (int) number);
    } else if (value instanceof Long && number == (short) number && constant((int) number)) {
      convert(TypeKind.INT, TypeKind.LONG);
    } else if (value instanceof Float && !isFraction && number >= 0 && number <= 2) {
      add("fconst_" + (int) number, FCONST_0 + (int) number);
    } else if (value instanceof Double && !isFraction && number >= 0 && number <= 1) {
      add("dconst_" + (int) number, DCONST_0 + (int) number);
    } else {
      return false;
    }
    return true;
  }

  private boolean constant(int value) {
    if (value >= -1 && value <= 5) {
      add("iconst_" + (value < 0 ? "m1" : value), ICONST_0 + value);
    } else if (value == (byte) value && isFree(value)) {
      add("bipush " + value, BIPUSH, value & 0xff);
    } else if (value == (short) value && isFree(value) && isFree(value >> 8)) {
      add("sipush " + value, SIPUSH, value >> 8 & 0xff, value & 0xff);
    } else {
      return false;
    }
    return true;
  }

  /** Whether a byte can stand in a stencil, where that of a call always begins one. */
  private static boolean isFree(int value) {
    return (value & 0xff) != SimpleBody.StaticCall.INVOKESTATIC;
  }

  void unary(boolean isMinus, TypeKind type) {
    if (isMinus) {
      typed("neg", INEG, type);
    } else {
      constant(-1);
      convert(TypeKind.INT, type);
      typed("xor", IXOR, type);
    }
  }

  /** Whether an operator takes numbers and gives one. */
  static boolean isArithmetic(Tree.Kind operator) {
    return ARITHMETIC.containsKey(operator);
  }

  void binary(Tree.Kind operator, TypeKind type) {
    Operator ofInts = ARITHMETIC.get(operator);
    typed(ofInts.text(), ofInts.number(), type);
  }

  private void typed(String text, int ofInts, TypeKind type) {
    int index = NUMERIC.indexOf(type);
    add(LETTERS.charAt(index) + text, ofInts + index);
  }

  void convert(TypeKind from, TypeKind to) {
    int a = NUMERIC.indexOf(from);
    int b = NUMERIC.indexOf(to);
    if (a != b) {
      add(LETTERS.charAt(a) + "2" + LETTERS.charAt(b), I2L + 3 * a + (b < a ? b : b - 1));
    }
  }

  void narrow(TypeKind to) {
    add("i2" + to.name().toLowerCase(Locale.ROOT).charAt(0), I2B + NARROW.indexOf(to));
  }

  /**
   * Compares two values for {@code test}, which is one of a value with zero; returns the test to take. With NaN all but
   * {@link SimpleBody#IFNE} fail: for "less" it has to count as more.
   */
  int compare(TypeKind type, int test) {
    if (type == TypeKind.INT) {
      return test - SimpleBody.IFEQ + IF_ICMPEQ;
    }
    if (type == TypeKind.LONG) {
      add("lcmp", LCMP);
    } else {
      boolean isLess = test == SimpleBody.IFLT || test == SimpleBody.IFLE;
      int ofType = type == TypeKind.FLOAT ? FCMPL : FCMPL + 2;
      add((type == TypeKind.FLOAT ? "f" : "d") + (isLess ? "cmpg" : "cmpl"), isLess ? ofType + 1 : ofType);
    }
    return test;
  }

  void call(ExecutableElement method) {
    String owner = descriptors.internalName((TypeElement) method.getEnclosingElement());
    steps.add(new SimpleBody.StaticCall(owner, method.getSimpleName().toString(), descriptors.of(method)));
  }
}
