package dev.lockstep.runtime;

/** Which instruction runs after a form. */
public enum Flow {
  /** The next one. */
  NEXT,
  /** The target. */
  JUMP,
  /** The target or the next one. */
  BRANCH,
  /** One of several targets, the last one for all other indices. */
  SWITCH,
  /** The first one of the function named by the instruction; later, the next one. */
  CALL,
  /** The first one of the function that the opcode picks; later, the next one. */
  CALL_COMPUTED,
  /** The first one of the function named by the instruction, in place of this one. */
  TAIL_CALL,
  /** The first one of the function that the opcode picks, in place of this one. */
  TAIL_CALL_COMPUTED,
  /** The one after the call. */
  RETURN,
  /** None: the opcode throws. */
  TRAP,
  /** The next one, in front of which the guest may be suspended. */
  SUSPEND,
  /** None: the driver stops. */
  HALT;

  /** Whether the next instruction in the code may run after this one, in this frame. */
  public boolean fallsThrough() {
    return this == NEXT || this == BRANCH || this == CALL || this == CALL_COMPUTED || this == SUSPEND;
  }

  /** Whether a callee takes the place of the current frame. */
  public boolean isTailCall() {
    return this == TAIL_CALL || this == TAIL_CALL_COMPUTED;
  }

  /** Whether the frame pointer may differ afterwards, so that the driver has to load it again. */
  public boolean changesFrame() {
    return switch (this) {
      case CALL, CALL_COMPUTED, TAIL_CALL, TAIL_CALL_COMPUTED, RETURN -> true;
      default -> false;
    };
  }
}
