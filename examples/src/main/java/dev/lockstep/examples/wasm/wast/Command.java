package dev.lockstep.examples.wasm.wast;

import java.util.List;
import java.util.Map;

/** An object of a script: a command, an action or a value. Absent members are null. */
record Command(Map<?, ?> members) {

  /** @throws IllegalArgumentException if it is no object */
  static Command of(Object json) {
    if (json instanceof Map<?, ?> members) {
      return new Command(members);
    }
    throw new IllegalArgumentException("not a script of wast2json: " + json + " should be an object");
  }

  String text(String member) {
    return members.get(member) instanceof String text ? text : null;
  }

  boolean has(String member) {
    return members.containsKey(member);
  }

  String type() {
    String type = text("type");
    return type == null ? "" : type;
  }

  Command object(String member) {
    return of(members.get(member));
  }

  /** Empty if absent. */
  List<Command> list(String member) {
    return members.get(member) instanceof List<?> list ? list.stream().map(Command::of).toList() : List.of();
  }
}
