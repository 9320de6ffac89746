package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The bodies of functions, one after the other, as an {@link Assembler} is asked for them: each instruction is checked, follows
 * what the one before has left on the operand stack, and is written by {@link FunctionCode}. Not thread-safe.
 */
final class BodyWriter {

  private static final int MAX_SLOTS = 1 << 20;

  /** What names nothing to go to. */
  private static final int PLAIN = bit(Flow.NEXT) | bit(Flow.RETURN) | bit(Flow.TRAP) | bit(Flow.SUSPEND);

  private static final int JUMPS = bit(Flow.JUMP) | bit(Flow.BRANCH);
  private static final int CALLS = bit(Flow.CALL) | bit(Flow.TAIL_CALL);
  private static final int COMPUTED_CALLS = bit(Flow.CALL_COMPUTED) | bit(Flow.TAIL_CALL_COMPUTED);

  final BodyChecks checks;
  private final InstructionTable table;
  private final Draft draft;
  private final CodeWords code;
  private final OperandStack stack = new OperandStack();
  private final FunctionCode body;

  /** The handlers of the tries around what is written next, the innermost one last. */
  private final List<Label> tries = new ArrayList<>();

  BodyWriter(InstructionTable table, Draft draft) {
    this.table = table;
    this.draft = draft;
    code = draft.code;
    body = new FunctionCode(table, code, stack, draft.positions);
    checks = new BodyChecks(stack, draft.constants, draft.positions);
  }

  private static int bit(Flow flow) {
    return 1 << flow.ordinal();
  }

  /** Each instruction asked for is to be paid for. */
  void meter() {
    body.meter();
  }

  void begin(Function declared, Type[] moreLocals) {
    checks.requireNoError();
    if (checks.function() != null) {
      throw checks.refusal("has not ended where " + declared.name() + " begins: end() comes before, or rollBack()");
    }
    requireDeclared(declared);
    if (declared.entry() >= 0) {
      throw new AssemblyException("function " + declared.name() + " already has a body");
    }
    List<Type> parameters = declared.signature().parameters();
    int count = parameters.size() + moreLocals.length;
    if (count > MAX_SLOTS) {
      throw new AssemblyException("function " + declared.name() + " has " + count + " locals; the limit is " + MAX_SLOTS);
    }
    Type[] locals = Arrays.copyOf(parameters.toArray(new Type[0]), count);
    for (int i = 0; i < moreLocals.length; i++) {
      locals[parameters.size() + i] = Objects.requireNonNull(moreLocals[i], "the type of a local");
    }
    declared.setLocals(locals);
    checks.begin(declared);
    // Results are moved to the lowest slots before the return reads the link, so it lies above both.
    int link = Math.max(count, declared.signature().results().size());
    draft.writeHeader(declared, link, 0); // The size of the frame is known at the end.
    stack.reset(link + 1);
    body.begin();
  }

  void end() {
    Function function = checks.requireFunction();
    if (checks.isReachable()) {
      throw checks.error("can run off its end: return, jump or trap last");
    }
    if (!tries.isEmpty()) {
      throw checks.error("has a try that has not ended");
    }
    if (body.end() != null) {
      throw checks.error("branches to a label that is not bound");
    }
    int frameSize = function.link() + 1 + stack.maxDepth() + Math.max(1, function.signature().results().size());
    if (frameSize > MAX_SLOTS) {
      throw checks.error("needs " + frameSize + " slots; the limit is " + MAX_SLOTS);
    }
    code.set(function.entry() + Convention.FRAME_SIZE, frameSize);
    function.end(code.size());
    checks.end();
  }

  /** Checks that all that has begun has ended, without an error. */
  void requireEnded() {
    checks.requireNoError();
    if (checks.function() != null) {
      throw checks.refusal("has not ended");
    }
  }

  /** Forgets the body that has begun, and the first error. */
  void rollBack() {
    checks.rollBack();
    stack.reset(0);
    tries.clear();
  }

  void charge(int units, boolean metered) {
    checks.requireReachable("charge");
    if (units < 0) {
      throw checks.error("a charge of " + units + " units is negative");
    }
    if (metered && units > 0) {
      body.charge(units);
    }
  }

  // Labels

  int height() {
    return stack.depth();
  }

  Label label(int kept, List<Type> types) {
    Function function = checks.requireFunction();
    if (kept < 0 || kept > stack.depth()) {
      throw checks.error("label keeps " + kept + " of " + stack.depth() + " values");
    }
    body.settle(0, kept);
    Label label = new Label(function);
    checks.shape(label, kept, types);
    return label;
  }

  void bind(Label label) {
    checks.requireOwn(label);
    if (label.isBound()) {
      throw checks.error("label is bound twice");
    }
    if (tries.contains(label)) {
      throw checks.error("a handler is bound inside its own try");
    }
    if (checks.isReachable()) {
      checks.fit("bind", label, stack.depth());
      body.moveTo(label);
    } else if (label.kept < 0) {
      throw checks.error(
          "label is bound where nothing reaches it and its stack is not known: use it first, or make it by label(kept, types)");
    } else {
      checks.requireKept("bind", BodyChecks.BELOW, label);
    }
    stack.pop(stack.depth() - label.kept);
    for (int i = 0; i < label.types.size(); i++) {
      if (label.isExact) {
        stack.pushHome(label.types.get(i), label.identities[i]);
      } else {
        stack.pushHome(label.types.get(i));
      }
    }
    stack.setSettled(stack.depth());
    body.bind(label);
    checks.setReachable(true);
  }

  // Exceptions of the guest

  void beginTry(Label handler) {
    checks.requireReachable("beginTry");
    body.settle(0, handler.kept < 0 ? stack.depth() : handler.kept);
    checks.fitHandler(handler);
    tries.add(handler);
  }

  void endTry() {
    checks.requireFunction();
    if (tries.isEmpty()) {
      throw checks.error("endTry: no try has begun");
    }
    tries.remove(tries.size() - 1);
  }

  void raise() {
    checks.requireReachable("raise");
    checks.requireOperands("raise", 1);
    checks.requireType("raise", stack.type(stack.depth() - 1), Type.REFERENCE);
    if (!tries.isEmpty()) {
      jump(tries.get(tries.size() - 1));
      return;
    }
    body.count();
    body.raise();
    stack.pop(1);
    goOn(false);
  }

  // The operand stack and the locals

  void getLocal(int local) {
    checks.requireReachable("getLocal");
    body.count();
    stack.pushSlot(checks.localType(local), local);
  }

  void setLocal(int local) {
    checks.requireReachable("setLocal");
    checks.requireOperands("setLocal", 1);
    checks.requireType("setLocal", stack.type(stack.depth() - 1), checks.localType(local));
    body.count();
    body.popInto(local);
  }

  void teeLocal(int local) {
    setLocal(local);
    stack.pushSlot(checks.localType(local), local);
  }

  void drop() {
    checks.requireReachable("drop");
    checks.requireOperands("drop", 1);
    body.count();
    stack.pop(1);
  }

  void pick(String what, int below) {
    checks.requireReachable(what);
    if (below < 0) {
      throw checks.error(what + ": nothing is " + below + " below the top");
    }
    checks.requireOperands(what, below + 1);
    body.count();
    body.pick(stack.depth() - 1 - below);
  }

  void pushConstant(Type type, long bits) {
    checks.requireReachable("constant");
    if (type == Type.REFERENCE) {
      checks.requireConstant(bits);
    }
    body.count();
    stack.pushConstant(type, bits);
  }

  // Opcodes, by their index in the table

  void op(int opcode, long[] immediates) {
    OpcodeRow row = prepare(opcode, immediates, PLAIN);
    if (row.flow() == Flow.RETURN) {
      checks.requireResults(row);
      body.moveResults(checks.function().signature().results().size());
    }
    body.emit(row, immediates, null);
    if (row.flow() == Flow.RETURN) {
      code.add(checks.function().link());
    }
    finish(row);
  }

  void branch(int opcode, Label target, long[] immediates) {
    OpcodeRow row = prepare(opcode, immediates, JUMPS);
    checks.fit(row.mnemonic(), target, stack.depth() - row.operandCount());
    if (row.flow() == Flow.JUMP && row.operandCount() == 0) {
      body.moveTo(target); // here and not out of line, since it always goes there
      body.emit(row, immediates, body.behindTest(target));
    } else {
      body.emit(row, immediates, body.placeFor(target, row.operandCount()));
    }
    finish(row);
  }

  void jump(Label target) {
    checks.requireReachable("jump");
    checks.fit("jump", target, stack.depth());
    body.moveTo(target);
    body.count();
    body.jump(body.behindTest(target));
    goOn(false);
  }

  void multiway(int opcode, Label[] targets, long[] immediates) {
    OpcodeRow row = prepare(opcode, immediates, bit(Flow.SWITCH));
    if (targets.length == 0) {
      throw checks.error(row + " needs a target");
    }
    Map<Label, Label> places = new HashMap<>();
    for (Label target : targets) {
      if (!places.containsKey(target)) {
        checks.fit(row.mnemonic(), target, stack.depth() - row.operandCount());
        places.put(target, body.placeFor(target, row.operandCount()));
      }
    }
    body.emit(row, immediates, null);
    code.add(0); // the counter
    code.add(targets.length);
    for (Label target : targets) {
      body.writeTarget(places.get(target));
    }
    finish(row);
  }

  void call(int opcode, Function callee, long[] immediates) {
    OpcodeRow row = prepare(opcode, immediates, CALLS);
    requireDeclared(callee);
    int arguments = settleArguments(row, callee.signature());
    body.emit(row, immediates, null);
    draft.writeCallee(callee);
    finishCall(row, callee.signature(), arguments);
  }

  void callComputed(int opcode, Signature signature, long[] immediates) {
    OpcodeRow row = prepare(opcode, immediates, COMPUTED_CALLS);
    int arguments = settleArguments(row, signature);
    body.emit(row, immediates, null);
    finishCall(row, signature, arguments);
  }

  private OpcodeRow prepare(int index, long[] immediates, int flows) {
    OpcodeRow row = table.opcode(index);
    if ((bit(row.flow()) & flows) == 0) {
      throw checks.error(row + " is not emitted this way: its flow is " + row.flow());
    }
    checks.requireOpcode(row, immediates);
    body.count();
    return row;
  }

  private void requireDeclared(Function declared) {
    if (declared == null) {
      throw checks.error("the function is null");
    }
    if (!draft.has(declared)) {
      throw checks.error(declared.name() + " was declared by another assembler, or has been rolled back");
    }
  }

  private int settleArguments(OpcodeRow row, Signature signature) {
    checks.requireArguments(row, signature);
    int count = signature.parameters().size();
    int from = stack.depth() - row.operandCount() - count;
    body.settle(from, from + count);
    return from;
  }

  private void finishCall(OpcodeRow row, Signature signature, int arguments) {
    code.add(stack.home(arguments));
    code.add(draft.signatureIndex(signature));
    if (row.flow().isTailCall()) {
      code.add(checks.function().link());
    }
    stack.pop(row.operandCount() + signature.parameters().size());
    if (!row.flow().isTailCall()) {
      catchHere(row);
      stack.pushHomes(signature.results());
    }
    goOn(!row.flow().isTailCall());
  }

  /** Says behind an opcode that may raise, or calls, where it goes on then. */
  private void catchHere(OpcodeRow row) {
    if (!tries.isEmpty()) {
      Label handler = tries.get(tries.size() - 1);
      checks.requireKept(row.mnemonic(), "that the handler of the try keeps", handler);
      body.catchAt(handler);
    }
  }

  private void finish(OpcodeRow row) {
    stack.pop(row.operandCount());
    if (row.raises()) {
      catchHere(row);
    }
    if (row.flow() == Flow.NEXT && !row.toLocal()) {
      for (int i = 0; i < row.resultCount(); i++) {
        stack.pushHome(row.result(i));
      }
    }
    if (row.flow() != Flow.NEXT || row.raises()) {
      goOn(row.flow().fallsThrough());
    }
  }

  /** The instruction before ends a block; another begins here if it {@code falls} through. */
  private void goOn(boolean falls) {
    checks.setReachable(falls);
    if (falls) {
      body.beginBlock();
    } else {
      body.endBlock();
    }
  }
}
