package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.StackOverflow;
import dev.lockstep.spec.Target;

/** The opcodes that forms of the language become: variables, procedures and their calls. Programs cannot name them. */
@InstructionSet(
    name = "Scheme",
    include = Primitives.class)
final class SchemeOps {

  private SchemeOps() {}

  /** What {@code guard} catches of a recursion for which there is no room. */
  @StackOverflow
  static Object tooDeep() {
    return new Condition("the recursion is too deep", Singleton.EMPTY_LIST);
  }

  // Tests

  @Opcode(name = "%if", control = Control.BRANCH)
  static boolean when(boolean condition, @Target int target) {
    return condition;
  }

  @Opcode(name = "%unless", control = Control.BRANCH)
  static boolean unless(boolean condition, @Target int target) {
    return !condition;
  }

  /** All but {@code #f} is true. */
  @Opcode(name = "%true", fuse = Fuse.BRANCH)
  static boolean isTrue(Object value) {
    return value != Boolean.FALSE;
  }

  @Opcode(name = "%boolean")
  static Object toBoolean(boolean condition) {
    return condition ? Boolean.TRUE : Boolean.FALSE;
  }

  // Variables

  @Opcode(name = "%global")
  static Object getGlobal(@Immediate Global global) throws GuestException {
    if (global.value == null) {
      throw Condition.error("no variable is called " + global.name);
    }
    return global.value;
  }

  @Opcode(name = "%define")
  static void define(@Immediate Global global, Object value) {
    global.value = value;
  }

  @Opcode(name = "%set-global")
  static void setGlobal(@Immediate Global global, Object value) throws GuestException {
    getGlobal(global);
    global.value = value;
  }

  @Opcode(name = "%box")
  static Object box(Object value) {
    return new Box(value);
  }

  @Opcode(name = "%unbox")
  static Object unbox(Object box) {
    return ((Box) box).value;
  }

  @Opcode(name = "%set-box")
  static void setBox(Object box, Object value) {
    ((Box) box).value = value;
  }

  // Procedures

  /** A procedure that captures so many variables, see {@link #capture}. */
  @Opcode(name = "%procedure")
  static Object procedure(@Immediate Code code, @Immediate int captured) {
    return new Procedure(code, captured);
  }

  @Opcode(name = "%capture")
  static void capture(Object procedure, Object value, @Immediate int index) {
    ((Procedure) procedure).captured[index] = value;
  }

  @Opcode(name = "%captured")
  static Object captured(Object procedure, @Immediate int index) {
    return ((Procedure) procedure).captured[index];
  }

  /** Calls a procedure with so many arguments, and itself as the last one. */
  @Opcode(name = "%call", control = Control.CALL)
  static int call(@Context Scheme scheme, Object procedure, @Immediate int arguments) throws GuestException {
    return callee(scheme, procedure, arguments);
  }

  @Opcode(name = "%tail-call", control = Control.TAIL_CALL)
  static int tailCall(@Context Scheme scheme, Object procedure, @Immediate int arguments) throws GuestException {
    return callee(scheme, procedure, arguments);
  }

  private static int callee(Scheme scheme, Object procedure, int arguments) {
    if (procedure instanceof Procedure p && p.code.arity == arguments) {
      return p.code.function.index();
    }
    return scheme.callee(procedure, arguments);
  }

  /** Gives way to a function that this program's compiler knows. */
  @Opcode(name = "%go", control = Control.TAIL_CALL)
  static void go() {}

  /** Gives way to a function that takes a procedure and a list, and calls the one with what is in the other. */
  @Opcode(name = "%apply", control = Control.TAIL_CALL)
  static int apply(@Context Scheme scheme, Object procedure, Object list) {
    return scheme.applier(procedure, list);
  }

  /** Gives way to a procedure, to which the arguments are passed as its code takes them. */
  @Opcode(name = "%enter", control = Control.TAIL_CALL)
  static int enter(Object procedure) {
    return ((Procedure) procedure).code.function.index();
  }

  @Opcode(name = "%return", control = Control.RETURN)
  static void giveBack() {}

  // Continuations

  /** Stops, so that the embedder makes a continuation of the call, or goes on with another one. */
  @Opcode(name = "%stop", control = Control.SUSPEND)
  static boolean stop() {
    return true;
  }

  /** Asks for a continuation to go on with a value. */
  @Opcode(name = "%throw")
  static void goOnWith(@Context Scheme scheme, Object procedure, Object value) {
    scheme.goOnWith(procedure, value);
  }

  /** What the embedder hands in. */
  @Opcode(name = "%handed-in")
  static Object handedIn(@Context Scheme scheme) {
    return scheme.handedIn();
  }

  /** Whether that is a new continuation, not a value for one. */
  @Opcode(name = "%captures")
  static boolean captures(@Context Scheme scheme) {
    return scheme.captures();
  }
}
