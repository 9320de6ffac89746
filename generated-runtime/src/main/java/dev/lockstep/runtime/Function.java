package dev.lockstep.runtime;

/** A guest function of a program or of one being assembled. */
public final class Function {

  private final String name;
  private final int index;
  private final Signature signature;
  private final int signatureIndex;
  private int entry = -1;
  private int end = -1;
  private Type[] locals = {};
  private int link = -1;

  Function(String name, int index, Signature signature, int signatureIndex) {
    this.name = name;
    this.index = index;
    this.signature = signature;
    this.signatureIndex = signatureIndex;
  }

  public String name() {
    return name;
  }

  /** The position in the program, which is what an opcode that picks a callee returns. */
  public int index() {
    return index;
  }

  public Signature signature() {
    return signature;
  }

  /** The pc of the first instruction; -1 as long as the function has no body. */
  public int entry() {
    return entry;
  }

  /** The pc after the last instruction. */
  int end() {
    return end;
  }

  /** How many local variables the function has, parameters included; none as long as it has no body. */
  public int localCount() {
    return locals.length;
  }

  /** The type of a local variable; the first ones are the parameters. */
  public Type localType(int local) {
    return locals[local];
  }

  /** The slot of the frame's link; the locals lie below it, the operand stack above. */
  int link() {
    return link;
  }

  int signatureIndex() {
    return signatureIndex;
  }

  void setLocals(Type[] types) {
    locals = types;
  }

  void begin(int entry, int link) {
    this.entry = entry;
    this.link = link;
  }

  void end(int end) {
    this.end = end;
  }

  @Override
  public String toString() {
    return name + signature;
  }
}
