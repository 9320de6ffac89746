package dev.lockstep.processor.check;

import dev.lockstep.runtime.Flow;
import java.util.List;

/** Forms that one handler runs one after the other. */
public record SequenceModel(int id, String name, String constant, String handler, List<Step> steps, boolean cold)
    implements Dispatched {

  /** One of the forms: {@code form}, or {@code builtIn} if that is {@code null}. */
  public record Step(FormModel form, BuiltIn builtIn) {

    public Flow flow() {
      return form == null ? builtIn.flow() : form.opcode().flow();
    }

    public int length() {
      return form == null ? builtIn.length() : form.length();
    }

    /** Whether it may raise something, so that what follows does not run. */
    public boolean raises() {
      return form != null && form.raises();
    }

    boolean changesFrame() {
      return form == null ? builtIn.flow().changesFrame() : form.changesFrame();
    }

    /** Whether an exception may come out of its handler. */
    public boolean mayThrow() {
      return switch (flow()) {
        case NEXT, JUMP, BRANCH, RETURN -> form != null && form.mayThrow();
        default -> true;
      };
    }
  }

  public SequenceModel {
    steps = List.copyOf(steps);
  }

  @Override
  public boolean changesFrame() {
    return steps.stream().anyMatch(Step::changesFrame);
  }
}
