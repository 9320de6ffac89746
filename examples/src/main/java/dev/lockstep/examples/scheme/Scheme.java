package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.AssemblyException;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.NoRoomException;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.runtime.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A session: the program so far and what it has defined. Each form that is evaluated is added to the program and runs at once; what
 * was compiled of others stays. It is also the context of the opcodes. Not thread-safe.
 */
public final class Scheme {

  /** In words of code; with less, what a session has compiled is lost now and then. */
  private static final int ROOM = 300_000;

  private static final int MAX_FRAMES = 10;

  private static final Signature APPLIER = Signature.of("(LL)L");

  /** The language's own, which programs do not change. */
  private final Map<Symbol, Global> own = new HashMap<>();

  private final Map<Symbol, Global> globals = new HashMap<>();
  private final Map<String, OpcodeRow> primitives = new HashMap<>();
  private final SchemeAssembler asm;
  private final Tiering tiering;
  private final Consumer<String> out;
  private Program program;
  private SchemeMachine machine;
  private boolean isFull;

  /** While the language itself is defined. */
  private boolean isOpen = true;

  // By number of arguments, functions that stand between a call and what it calls: those of apply.
  private final Map<Integer, Integer> appliers = new HashMap<>();
  private final Map<Integer, Integer> listAppliers = new HashMap<>();

  private Code continuation;

  /** What an opcode has asked for: a call to go on with, or, without one, a continuation. */
  private Invocation thrown;

  private Object handedIn;
  private boolean captures;

  /** A session that runs in the given way and prints to {@code out}. */
  public Scheme(Tiering tiering, Consumer<String> out) {
    this(tiering, out, ROOM);
  }

  Scheme(Tiering tiering, Consumer<String> out, int room) {
    asm = new SchemeAssembler().reserve(room);
    this.tiering = tiering;
    this.out = out;
    for (OpcodeRow row : SchemeOpcodes.TABLE.opcodes()) {
      if (!row.mnemonic().startsWith("%")) {
        primitives.put(row.mnemonic(), row);
        own(row.mnemonic()).isPrimitive = true;
      }
    }
    build();
    evaluate(wrappers());
    defineControl();
    evaluate(new Pair(Symbol.of("begin"), readAll(prelude())));
    isOpen = false;
    own.forEach((symbol, global) -> globals.put(symbol, global.copy()));
  }

  /** The primitives as procedures, for where they are not called by their names. */
  private Object wrappers() {
    List<Object> forms = new ArrayList<>(List.of(Symbol.of("begin")));
    for (OpcodeRow row : primitives.values()) {
      List<Object> head = new ArrayList<>(List.of(Symbol.of(row.mnemonic())));
      for (int i = 0; i < row.operandCount(); i++) {
        head.add(Symbol.of("argument" + i));
      }
      forms.add(Pair.list(Symbol.of("define"), Pair.list(head), Pair.list(head)));
    }
    return Pair.list(forms);
  }

  private static String prelude() {
    try (InputStream in = Scheme.class.getResourceAsStream("prelude.scm")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object readAll(String text) {
    List<Object> forms = new ArrayList<>();
    for (Reader reader = Reader.withoutLines(text); reader.hasNext(); ) {
      forms.add(reader.next());
    }
    return Pair.list(forms);
  }

  /**
   * Evaluates all forms of a text.
   *
   * @return what the last one gives, as it would be written; empty if that is nothing
   * @throws SchemeException if the text is no program, or an error is not caught
   */
  public String evaluate(String text) {
    Object value = Singleton.UNSPECIFIED;
    Reader reader = new Reader(text);
    try {
      while (reader.hasNext()) {
        value = evaluate(reader.next());
      }
      return value == Singleton.UNSPECIFIED ? "" : Printer.write(value);
    } catch (Reader.UnfinishedException e) {
      throw new SchemeException(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new SchemeException("a form or a value is nested too deep", e);
    }
  }

  /** Whether a text ends in the middle of a form. */
  public static boolean isUnfinished(String text) {
    try {
      readAll(text);
      return false;
    } catch (Reader.UnfinishedException e) {
      return true;
    } catch (SchemeException | StackOverflowError e) {
      return false;
    }
  }

  private Object evaluate(Object form) {
    Function function = assemble(form);
    grow();
    return run(function);
  }

  private Function assemble(Object form) {
    try {
      return new Generator(asm).generate(new Expander(this).expand(form));
    } catch (AssemblyException e) {
      asm.rollBack();
      throw new SchemeException("too large: " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      asm.rollBack();
      throw e;
    }
  }

  private void grow() {
    if (isFull) {
      build();
      return;
    }
    try {
      asm.extend(program);
    } catch (NoRoomException full) {
      build();
    } catch (AssemblyException e) {
      asm.rollBack();
      throw new SchemeException("too large: " + e.getMessage(), e);
    }
  }

  /** Makes a new program of all code, with room for more; nothing of it is compiled. */
  private void build() {
    isFull = false;
    program = asm.build().in(tiering);
    machine = new SchemeMachine(program, this);
  }

  // Calls

  private Object run(Function function) {
    Invocation call = machine.start(function, new Object[] {null});
    try {
      while (!call.run()) {
        if (call.suspension().reason() != Suspension.Reason.OPCODE) {
          throw new SchemeException("stopped: " + call.suspension().getMessage());
        }
        captures = thrown == null;
        if (captures) {
          Procedure here = new Procedure(continuation, 1);
          here.captured[0] = call.copyTo(machine);
          handedIn = here;
        } else {
          call = thrown.copyTo(machine);
          thrown = null;
        }
      }
      return call.result();
    } catch (Trap trap) {
      throw new SchemeException(message(trap), trap);
    }
  }

  private static String message(Trap trap) {
    boolean isRaised = trap.getCause() instanceof GuestException;
    Object value = isRaised ? ((GuestException) trap.getCause()).value() : trap.reason();
    boolean isError = !isRaised || value instanceof Condition;
    StringBuilder text = new StringBuilder(isError ? value.toString() : "raised: " + Printer.write(value));
    List<Trap.Frame> frames = trap.frames();
    for (Trap.Frame frame : frames.subList(0, Math.min(MAX_FRAMES, frames.size()))) {
      text.append("\n  in ").append(frame.function());
      if (frame.sourcePosition() > 0) {
        text.append(", line ").append(frame.sourcePosition());
      }
    }
    return text.append(frames.size() > MAX_FRAMES ? "\n  ..." : "").toString();
  }

  /** The function for a call with so many arguments of what makes a list of some; raises if it does not, or is no procedure. */
  int callee(Object called, int arguments) throws GuestException {
    if (!(called instanceof Procedure procedure)) {
      throw Condition.error("not a procedure:", called);
    }
    Code code = procedure.code;
    if (!code.makesListOf(arguments)) {
      throw Condition.error(called + " takes another number of arguments than " + arguments);
    }
    return made(code.spread, arguments, () -> spread(code, arguments));
  }

  /** The function that calls a procedure with what is in a list; one that makes a list of it again is given the list. */
  int applier(Object applied, Object list) {
    int length = 0;
    for (Object rest = list; rest instanceof Pair pair; rest = pair.cdr) {
      length++;
    }
    if (applied instanceof Procedure procedure && procedure.code.makesListOf(length)) {
      int first = ~procedure.code.arity;
      return made(listAppliers, first, () -> listApplier(first));
    }
    int arguments = length;
    return made(appliers, arguments, () -> applier(arguments));
  }

  /** The index of a function, which is assembled when it is asked for first, while the program runs. */
  private int made(Map<Integer, Integer> known, int number, Supplier<Function> maker) {
    Integer index = known.get(number);
    if (index == null) {
      Function function;
      try {
        function = maker.get();
      } catch (AssemblyException e) {
        asm.rollBack();
        throw new Trap("too many arguments: " + number, e);
      }
      growInGuest();
      index = function.index();
      known.put(number, index);
    }
    return index;
  }

  /** While the program runs there is no other one that it could go on in; what is evaluated next has one. */
  private void growInGuest() {
    try {
      asm.extend(program);
    } catch (NoRoomException full) {
      asm.rollBack();
      isFull = true;
      throw new Trap("no room for more code", full);
    } catch (AssemblyException e) {
      asm.rollBack();
      throw new Trap("too large: " + e.getMessage(), e);
    }
  }

  /** A procedure that evaluates a form. */
  Object compile(Object form) throws GuestException {
    Function function;
    try {
      function = assemble(form);
    } catch (SchemeException e) {
      throw Condition.error(e.getMessage());
    }
    growInGuest();
    return new Procedure(new Code("program", 0, function), 0);
  }

  private Function spread(Code code, int arguments) {
    Function function = asm.declare(code.name, Generator.signature(arguments));
    asm.begin(function);
    for (int i = 0; i < arguments; i++) {
      asm.getLocal(i);
    }
    asm.constReference(Singleton.EMPTY_LIST);
    for (int i = ~code.arity; i < arguments; i++) {
      asm.cons();
    }
    asm.getLocal(arguments).go(code.function).end();
    return function;
  }

  private Function applier(int arguments) {
    Function function = beginApplier(arguments);
    asm.getLocal(0).dup().tailCall(Generator.signature(arguments), arguments).end();
    return function;
  }

  private Function listApplier(int first) {
    Function function = beginApplier(first);
    asm.getLocal(1).getLocal(0).dup().enter(Generator.signature(first + 1)).end();
    return function;
  }

  /** Begins a function that takes a procedure and a list: puts as many elements on the stack. */
  private Function beginApplier(int elements) {
    Function function = asm.declare("apply", APPLIER);
    asm.begin(function);
    for (int i = 0; i < elements; i++) {
      asm.getLocal(1).car().getLocal(1).cdr().setLocal(1);
    }
    return function;
  }

  // Procedures that no form of the language makes

  private void defineControl() {
    Function apply = asm.declare("apply", Generator.signature(2));
    asm.begin(apply).getLocal(0).getLocal(1).getLocal(0).getLocal(1).apply(APPLIER).end();
    Function goOn = asm.declare("continuation", Generator.signature(1));
    asm.begin(goOn).getLocal(1).getLocal(0).goOnWith().stop().constReference(null).giveBack().end();
    continuation = new Code("continuation", 1, goOn);
    Function capture = asm.declare("call/cc", Generator.signature(1));
    asm.begin(capture, Type.REFERENCE).stop();
    var captured = asm.label();
    asm.handedIn().setLocal(2).captures().when(captured).getLocal(2).giveBack();
    asm.bind(captured).getLocal(2).getLocal(0).dup().tailCall(Generator.signature(1), 1).end();
    grow();
    define(Symbol.of("%apply")).value = new Procedure(new Code("apply", 2, apply), 0);
    define(Symbol.of("call/cc")).value = new Procedure(new Code("call/cc", 1, capture), 0);
  }

  /** A continuation asks to go on with a value, once the guest has stopped. */
  void goOnWith(Object procedure, Object value) {
    thrown = (Invocation) ((Procedure) procedure).captured[0];
    handedIn = value;
  }

  Object handedIn() {
    return handedIn;
  }

  boolean captures() {
    return captures;
  }

  // For the expander and opcodes

  Global global(Symbol symbol) {
    return (isOpen ? own : globals).computeIfAbsent(symbol, Global::new);
  }

  /** What the language itself means by a name. */
  Global own(String name) {
    return own.computeIfAbsent(Symbol.of(name), Global::new);
  }

  boolean isOpen() {
    return isOpen;
  }

  /** The variable that is defined or assigned to; if it was a primitive it is called as any other one from now on. */
  Global define(Symbol symbol) {
    Global global = global(symbol);
    global.isPrimitive &= isOpen;
    return global;
  }

  OpcodeRow primitive(String name) {
    return primitives.get(name);
  }

  void print(String text) {
    out.accept(text);
  }
}
