package dev.lockstep.examples.scheme;

import dev.lockstep.examples.scheme.Numbers.Operator;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;
import java.util.Arrays;

/**
 * The primitive procedures of the language, which programs call by their mnemonics. Those with a {@code %} are the same with a small
 * integer as second argument.
 */
@OpcodeGroup
final class Primitives {

  private Primitives() {}

  // Numbers (R7RS 6.2)

  @Opcode(name = "+")
  static Object add(Object a, Object b) throws GuestException {
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return sum;
      }
    }
    return Numbers.apply(Operator.ADD, a, b);
  }

  @Opcode(name = "%+")
  static Object addSmall(Object a, @Immediate int b) throws GuestException {
    return a instanceof Long x && x + b < x == b < 0 ? (Object) (x + b) : add(a, (long) b);
  }

  @Opcode(name = "-")
  static Object subtract(Object a, Object b) throws GuestException {
    if (a instanceof Long x && b instanceof Long y) {
      long difference = x - y;
      if (((x ^ y) & (x ^ difference)) >= 0) {
        return difference;
      }
    }
    return Numbers.apply(Operator.SUBTRACT, a, b);
  }

  @Opcode(name = "*")
  static Object multiply(Object a, Object b) throws GuestException {
    if (a instanceof Long x && b instanceof Long y && Math.multiplyHigh(x, y) == x * y >> 63) {
      return x * y;
    }
    return Numbers.apply(Operator.MULTIPLY, a, b);
  }

  @Opcode(name = "/")
  static Object divide(Object a, Object b) throws GuestException {
    return Numbers.divide(a, b);
  }

  @Opcode(name = "quotient")
  static Object quotient(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y && y > 0 ? (Object) (x / y) : Numbers.apply(Operator.QUOTIENT, a, b);
  }

  @Opcode(name = "remainder")
  static Object remainder(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y && y > 0 ? (Object) (x % y) : Numbers.apply(Operator.REMAINDER, a, b);
  }

  @Opcode(name = "modulo")
  static Object modulo(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y && y > 0
        ? (Object) Math.floorMod(x, y)
        : Numbers.apply(Operator.MODULO, a, b);
  }

  @Opcode(name = "=", fuse = Fuse.BRANCH)
  static boolean equal(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y ? x.longValue() == y : Numbers.compare("=", a, b) == 0;
  }

  @Opcode(name = "%=", fuse = Fuse.BRANCH)
  static boolean equalSmall(Object a, @Immediate int b) throws GuestException {
    return a instanceof Long x ? x == b : equal(a, (long) b);
  }

  @Opcode(name = "<", fuse = Fuse.BRANCH)
  static boolean less(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y ? x < y : Numbers.compare("<", a, b) == -1;
  }

  @Opcode(name = "%<", fuse = Fuse.BRANCH)
  static boolean lessSmall(Object a, @Immediate int b) throws GuestException {
    return a instanceof Long x ? x < b : less(a, (long) b);
  }

  @Opcode(name = ">", fuse = Fuse.BRANCH)
  static boolean greater(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y ? x > y : Numbers.compare(">", a, b) == 1;
  }

  @Opcode(name = "<=", fuse = Fuse.BRANCH)
  static boolean lessOrEqual(Object a, Object b) throws GuestException {
    return a instanceof Long x && b instanceof Long y ? x <= y : Numbers.compare("<=", a, b) <= 0;
  }

  @Opcode(name = ">=", fuse = Fuse.BRANCH)
  static boolean greaterOrEqual(Object a, Object b) throws GuestException {
    if (a instanceof Long x && b instanceof Long y) {
      return x >= y;
    }
    int order = Numbers.compare(">=", a, b);
    return order == 0 || order == 1;
  }

  @Opcode(name = "number?", fuse = Fuse.BRANCH)
  static boolean isNumber(Object value) {
    return Numbers.isNumber(value);
  }

  @Opcode(name = "integer?", fuse = Fuse.BRANCH)
  static boolean isInteger(Object value) {
    return Numbers.isInteger(value) || value instanceof Double x && x == Math.rint(x) && !x.isInfinite();
  }

  @Opcode(name = "exact")
  static Object exact(Object value) throws GuestException {
    return Numbers.toExact(value);
  }

  @Opcode(name = "inexact")
  static Object inexact(Object value) throws GuestException {
    return Numbers.toDouble("inexact", value);
  }

  @Opcode(name = "floor")
  static Object floor(Object value) throws GuestException {
    return Numbers.isInteger(value) ? value : (Object) Math.floor(Numbers.toDouble("floor", value));
  }

  @Opcode(name = "sqrt")
  static Object sqrt(Object value) throws GuestException {
    if (value instanceof Long x && x >= 0) {
      long root = (long) Math.sqrt(x);
      return root * root == x ? (Object) root : Math.sqrt(x);
    }
    return Math.sqrt(Numbers.toDouble("sqrt", value));
  }

  // Identity and truth (R7RS 6.1, 6.3)

  /** Numbers and characters are the same if they are equal and of the same kind. */
  @Opcode(name = "eqv?", fuse = Fuse.BRANCH)
  static boolean isSame(Object a, Object b) {
    return a == b || (a instanceof Number || a instanceof Character || a instanceof Boolean) && a.equals(b);
  }

  @Opcode(name = "eq?", fuse = Fuse.BRANCH)
  static boolean isIdentical(Object a, Object b) {
    return isSame(a, b);
  }

  @Opcode(name = "equal?", fuse = Fuse.BRANCH)
  static boolean isEqual(Object a, Object b) {
    Object x = a;
    Object y = b;
    while (x instanceof Pair p && y instanceof Pair q) {
      if (!isEqual(p.car, q.car)) {
        return false;
      }
      x = p.cdr;
      y = q.cdr;
    }
    if (x instanceof Object[] v && y instanceof Object[] w) {
      return v.length == w.length && isEqual(Pair.list(Arrays.asList(v)), Pair.list(Arrays.asList(w)));
    }
    return x instanceof String text ? text.equals(y) : isSame(x, y);
  }

  @Opcode(name = "not", fuse = Fuse.BRANCH)
  static boolean not(Object value) {
    return value == Boolean.FALSE;
  }

  @Opcode(name = "boolean?", fuse = Fuse.BRANCH)
  static boolean isBoolean(Object value) {
    return value instanceof Boolean;
  }

  @Opcode(name = "symbol?", fuse = Fuse.BRANCH)
  static boolean isSymbol(Object value) {
    return value instanceof Symbol;
  }

  @Opcode(name = "procedure?", fuse = Fuse.BRANCH)
  static boolean isProcedure(Object value) {
    return value instanceof Procedure;
  }

  // Pairs (R7RS 6.4)

  @Opcode(name = "cons")
  static Object cons(Object car, Object cdr) {
    return new Pair(car, cdr);
  }

  @Opcode(name = "car")
  static Object car(Object value) throws GuestException {
    return pair("car", value).car;
  }

  @Opcode(name = "cdr")
  static Object cdr(Object value) throws GuestException {
    return pair("cdr", value).cdr;
  }

  @Opcode(name = "set-car!")
  static void setCar(Object value, Object car) throws GuestException {
    pair("set-car!", value).car = car;
  }

  @Opcode(name = "set-cdr!")
  static void setCdr(Object value, Object cdr) throws GuestException {
    pair("set-cdr!", value).cdr = cdr;
  }

  private static Pair pair(String name, Object value) throws GuestException {
    if (value instanceof Pair pair) {
      return pair;
    }
    throw Condition.error(name + ": not a pair:", value);
  }

  @Opcode(name = "pair?", fuse = Fuse.BRANCH)
  static boolean isPair(Object value) {
    return value instanceof Pair;
  }

  @Opcode(name = "null?", fuse = Fuse.BRANCH)
  static boolean isNull(Object value) {
    return value == Singleton.EMPTY_LIST;
  }

  // Characters and strings (R7RS 6.6, 6.7)

  @Opcode(name = "char?", fuse = Fuse.BRANCH)
  static boolean isCharacter(Object value) {
    return value instanceof Character;
  }

  @Opcode(name = "char->integer")
  static Object characterToInteger(Object value) throws GuestException {
    if (value instanceof Character c) {
      return (long) c;
    }
    throw Condition.error("char->integer: not a character:", value);
  }

  @Opcode(name = "integer->char")
  static Object integerToCharacter(Object value) throws GuestException {
    return (char) index("integer->char", value, Character.MAX_VALUE + 1);
  }

  @Opcode(name = "string?", fuse = Fuse.BRANCH)
  static boolean isString(Object value) {
    return value instanceof String;
  }

  @Opcode(name = "string-length")
  static Object stringLength(Object value) throws GuestException {
    return (long) string("string-length", value).length();
  }

  @Opcode(name = "string-ref")
  static Object stringRef(Object value, Object at) throws GuestException {
    String text = string("string-ref", value);
    return text.charAt(index("string-ref", at, text.length()));
  }

  @Opcode(name = "substring")
  static Object substring(Object value, Object from, Object to) throws GuestException {
    String text = string("substring", value);
    int end = index("substring", to, text.length() + 1);
    return text.substring(index("substring", from, end + 1), end);
  }

  /** Two strings, one behind the other; {@code string-append} of any number is in the prelude. */
  @Opcode(name = "string-append-two")
  static Object stringAppend(Object a, Object b) throws GuestException {
    return string("string-append", a).concat(string("string-append", b));
  }

  @Opcode(name = "string=?", fuse = Fuse.BRANCH)
  static boolean isStringEqual(Object a, Object b) throws GuestException {
    return string("string=?", a).equals(string("string=?", b));
  }

  @Opcode(name = "string<?", fuse = Fuse.BRANCH)
  static boolean isStringLess(Object a, Object b) throws GuestException {
    return string("string<?", a).compareTo(string("string<?", b)) < 0;
  }

  @Opcode(name = "symbol->string")
  static Object symbolToString(Object value) throws GuestException {
    if (value instanceof Symbol) {
      return value.toString();
    }
    throw Condition.error("symbol->string: not a symbol:", value);
  }

  @Opcode(name = "string->symbol")
  static Object stringToSymbol(Object value) throws GuestException {
    return Symbol.of(string("string->symbol", value));
  }

  @Opcode(name = "number->string")
  static Object numberToString(Object value) throws GuestException {
    if (Numbers.isNumber(value)) {
      return Printer.display(value);
    }
    throw Condition.error("number->string: not a number:", value);
  }

  @Opcode(name = "string->number")
  static Object stringToNumber(Object value) throws GuestException {
    Object number = Reader.number(string("string->number", value));
    return number == null ? Boolean.FALSE : number;
  }

  private static String string(String name, Object value) throws GuestException {
    if (value instanceof String text) {
      return text;
    }
    throw Condition.error(name + ": not a string:", value);
  }

  // Vectors (R7RS 6.8)

  @Opcode(name = "vector?", fuse = Fuse.BRANCH)
  static boolean isVector(Object value) {
    return value instanceof Object[];
  }

  @Opcode(name = "make-vector")
  static Object makeVector(Object length, Object fill) throws GuestException {
    int size = index("make-vector", length, Integer.MAX_VALUE);
    try {
      Object[] vector = new Object[size];
      Arrays.fill(vector, fill);
      return vector;
    } catch (OutOfMemoryError e) {
      throw Condition.error("make-vector: no memory for", length);
    }
  }

  @Opcode(name = "vector-length")
  static Object vectorLength(Object value) throws GuestException {
    return (long) vector("vector-length", value).length;
  }

  @Opcode(name = "vector-ref")
  static Object vectorRef(Object value, Object at) throws GuestException {
    Object[] vector = vector("vector-ref", value);
    return vector[index("vector-ref", at, vector.length)];
  }

  @Opcode(name = "vector-set!")
  static void vectorSet(Object value, Object at, Object element) throws GuestException {
    Object[] vector = vector("vector-set!", value);
    vector[index("vector-set!", at, vector.length)] = element;
  }

  private static Object[] vector(String name, Object value) throws GuestException {
    if (value instanceof Object[] vector) {
      return vector;
    }
    throw Condition.error(name + ": not a vector:", value);
  }

  /** An index below a limit. */
  private static int index(String name, Object value, int limit) throws GuestException {
    if (value instanceof Long index && index >= 0 && index < limit) {
      return index.intValue();
    }
    throw Condition.error(name + ": not an index below " + limit + ":", value);
  }

  // Errors (R7RS 6.11)

  /** What {@code error} raises. */
  @Opcode(name = "make-error")
  static Object makeError(Object message, Object irritants) {
    return new Condition(Printer.display(message), irritants);
  }

  @Opcode(name = "error-object?", fuse = Fuse.BRANCH)
  static boolean isError(Object value) {
    return value instanceof Condition;
  }

  @Opcode(name = "error-object-message")
  static Object errorMessage(Object value) throws GuestException {
    return condition("error-object-message", value).message();
  }

  @Opcode(name = "error-object-irritants")
  static Object errorIrritants(Object value) throws GuestException {
    return condition("error-object-irritants", value).irritants();
  }

  private static Condition condition(String name, Object value) throws GuestException {
    if (value instanceof Condition condition) {
      return condition;
    }
    throw Condition.error(name + ": not an error:", value);
  }

  // Evaluation (R7RS 6.12) and output (6.13)

  /** A procedure that evaluates a form, which becomes part of the program. */
  @Opcode(name = "compile")
  static Object compile(@Context Scheme scheme, Object form) throws GuestException {
    return scheme.compile(form);
  }

  @Opcode(name = "display")
  static void display(@Context Scheme scheme, Object value) {
    scheme.print(Printer.display(value));
  }

  @Opcode(name = "write")
  static void write(@Context Scheme scheme, Object value) {
    scheme.print(Printer.write(value));
  }

  @Opcode(name = "newline")
  static void newline(@Context Scheme scheme) {
    scheme.print("\n");
  }
}
