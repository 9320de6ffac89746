package dev.lockstep.processor.check;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Flow;

/** The forms that every instruction set has and that a sequence may name. */
public enum BuiltIn {
  MOVE_INT("move.int", Convention.MOVE, "move", 3, Flow.NEXT),
  MOVE_LONG("move.long", Convention.MOVE + 1, "move", 3, Flow.NEXT),
  MOVE_FLOAT("move.float", Convention.MOVE + 2, "move", 3, Flow.NEXT),
  MOVE_DOUBLE("move.double", Convention.MOVE + 3, "move", 3, Flow.NEXT),
  MOVE_REF("move.ref", Convention.MOVE + 4, "moveReference", 3, Flow.NEXT),
  CONST_INT("const.int", Convention.CONST, "constant", 3, Flow.NEXT),
  CONST_LONG("const.long", Convention.CONST + 1, "wideConstant", 4, Flow.NEXT),
  CONST_FLOAT("const.float", Convention.CONST + 2, "constant", 3, Flow.NEXT),
  CONST_DOUBLE("const.double", Convention.CONST + 3, "wideConstant", 4, Flow.NEXT),
  CONST_REF("const.ref", Convention.CONST + 4, "referenceConstant", 3, Flow.NEXT),
  JUMP("jump", Convention.JUMP, "jump", 3, Flow.JUMP);

  private final String text;
  private final int id;
  private final String handler;
  private final int length;
  private final Flow flow;

  BuiltIn(String text, int id, String handler, int length, Flow flow) {
    this.text = text;
    this.id = id;
    this.handler = handler;
    this.length = length;
    this.flow = flow;
  }

  /** The form with the given name, or {@code null}. */
  static BuiltIn named(String text) {
    for (BuiltIn form : values()) {
      if (form.text.equals(text)) {
        return form;
      }
    }
    return null;
  }

  public String text() {
    return text;
  }

  public int id() {
    return id;
  }

  /** The method of {@code Core} that runs it. */
  public String handler() {
    return handler;
  }

  public int length() {
    return length;
  }

  public Flow flow() {
    return flow;
  }
}
